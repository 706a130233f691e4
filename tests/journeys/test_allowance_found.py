"""A technician is found without asking, confirms with one tap, stands on the notice, is granted, and sees why."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse

from juxian.benefits.actions import post_run
from juxian.benefits.models import DecisionRecord, Entitlement
from juxian.benefits.states import EntitlementState as S
from juxian.kit import clock
from juxian.kit.models import Message
from juxian.notices.models import PublicNotice
from juxian.notices.tasks import close_due_notices
from tests.benefits.conftest import fang, one_engine
from tests.benefits.runs import reviewed
from tests.benefits.town import GOLD, certify, open_registers, settle
from tests.cast import Cast, Member, cast, client_as
from tests.jobs import run_jobs

__all__ = ["cast", "fang", "one_engine"]
RECOGNISED_ON = dt.date(2024, 12, 2)
MARCH = dt.date(2025, 3, 1)


def page_of(client: Client, name: str, *args: object, **asked: str) -> str:
    answer: Any = client.get(reverse(f"benefits:{name}", args=args), asked)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_a_technician_is_found_confirms_is_granted_and_sees_why(cast: Cast, fang: Member, one_engine: None) -> None:
    # Given: 吕师傅 was recognised in December, works here and is insured; he has asked for nothing.
    open_registers()
    certify(cast.lv.person, on=RECOGNISED_ON)
    settle([cast.lv.person], last=MARCH)
    phone, desk, leader = client_as(cast.lv.citizen), client_as(cast.lin.actor), client_as(cast.huang.actor)

    # When: the month is computed by one reviewer and let pass by another.
    run = reviewed(cast.lin.actor, fang.actor, month=MARCH)
    run_jobs()

    # Then: he reads on his phone how much, from when, and what silence means; nobody else is asked anything.
    promise = Entitlement.objects.get()
    assert (promise.person, promise.state, promise.amount_fen) == (cast.lv.person, S.ASKED, 150_000)
    assert "每月1,500.00元，自2024-12起" in Message.objects.get(recipient_id=cast.lv.person.pk).body
    assert "确认享受" in page_of(phone, "my_benefits")

    # When: he confirms with one tap, and the office shows the names for five working days.
    phone.post(reverse("benefits:my_confirm", args=[promise.pk]))
    shown = {"title": "拟兑现名单公示", "entitlements": [promise.pk]}
    desk.post(f"{reverse('benefits:publish')}?policy={GOLD}", shown)
    notice = PublicNotice.objects.get()
    assert "吕*强" in Client().get(reverse("notices:notice_page", args=[notice.pk])).content.decode()
    assert "正在公示" in page_of(phone, "my_benefits")

    # And: nobody objects, and the leader, who reviewed none of it, grants it.
    with clock.at(dt.datetime(2025, 3, 20, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))):
        close_due_notices()
        run_jobs()
        leader.post(f"{reverse('benefits:grant')}?policy={GOLD}", {"entitlements": [promise.pk]})
        run.refresh_from_db()
        post_run(run, by=cast.lin.actor)
        run_jobs()

    # Then: four months stand in his statement, each with a signed decision, and the page says why.
    promise.refresh_from_db()
    assert (promise.state, promise.granted_by) == (S.GRANTED, cast.huang.person)
    assert DecisionRecord.objects.filter(entitlement=promise).count() == 4
    statement = page_of(phone, "my_statement")
    assert "6,000.00" in statement
    assert "2024-12" in statement
    page = page_of(phone, "my_benefit", GOLD)
    assert "正在享受，按月发放。" in page
    assert "2023年意见 津贴标准" in page
    assert "核定说明" in page


def test_a_senior_worker_reads_from_when_and_is_found_in_that_month(cast: Cast, fang: Member, one_engine: None) -> None:
    # Given: 吕师傅 was recognised as 高级工 on 8 March 2024: a full year has not passed by the end of February.
    open_registers()
    certify(cast.lv.person, "senior", dt.date(2024, 3, 8))
    settle([cast.lv.person], last=MARCH)

    # Then: his page says from which month it will be, without an application.
    phone = client_as(cast.lv.citizen)
    assert "最早从2025-03起可以享受" in page_of(phone, "my_benefits")

    # When: March is computed; then he is found in that very month, at the rate of his level.
    reviewed(cast.lin.actor, fang.actor, month=MARCH)
    run_jobs()
    promise = Entitlement.objects.get()
    assert (promise.state, promise.amount_fen, promise.from_month) == (S.ASKED, 80_000, MARCH)
