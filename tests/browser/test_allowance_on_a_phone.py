"""Journey: a technician is found, confirms with one tap on a phone, is paid, and sees why.

Given 吕师傅, who asked for nothing; when the month is computed he reads a message, names his account and taps once;
when the notice is over, the money is granted and the bank has answered, then his page says how much, by which clause,
and what the bank said of every month."""

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from juxian.benefits.actions import grant_entitlements, post_run, publish_entitlements
from juxian.benefits.models import Entitlement, Run
from juxian.notices.tasks import close_due_notices
from juxian.payments.models import BankAccount
from juxian.payments.tasks import activate_due_accounts
from tests.benefits.conftest import fang, one_engine
from tests.benefits.runs import reviewed
from tests.benefits.town import GOLD, certify, open_registers, settle
from tests.browser.conftest import PHONE, Calendar
from tests.cast import Cast, Member, finance_team
from tests.jobs import run_jobs
from tests.payments.batches import Office, answer, submitted
from tests.payments.money import number

__all__ = ["fang", "one_engine"]
pytestmark = pytest.mark.browser
FEBRUARY = dt.date(2025, 2, 1)


def test_a_technician_confirms_with_one_tap_is_paid_and_sees_why(
    cast: Cast, fang: Member, one_engine: None, open_as: Any, calendar: Calendar
) -> None:
    # Given: recognised in January, employed and insured here.
    calendar.turn_to(dt.date(2025, 3, 5))
    open_registers()
    certify(cast.lv.person, on=dt.date(2025, 1, 6))
    settle([cast.lv.person], last=FEBRUARY)

    # When: February is computed, he opens the message on his phone, names his account and taps once.
    run = reviewed(cast.lin.actor, fang.actor, month=FEBRUARY)
    run_jobs()
    phone = open_as(cast.lv.citizen, size=PHONE)
    answer_the_question(phone)

    # And: nobody objects to the notice, the leader grants, finance pays two months, the bank answers.
    show_and_grant(cast, run, calendar)
    office = Office(cast, *finance_team(cast))
    answer(submitted(office), office)

    # Then: he reads the sum, the clauses, and the bank's answer for each month.
    read_why(phone)


def answer_the_question(phone: Page) -> None:
    phone.goto("/inbox/")
    phone.get_by_role("button", name="查看").first.click()
    expect(phone.get_by_text("1,500.00").first).to_be_visible()
    phone.goto("/my/benefits/")
    phone.get_by_role("link", name="去补账户").first.click()
    phone.get_by_label("开户银行").select_option(label="中国建设银行")
    phone.get_by_label("银行账号").fill(number(7))
    assert is_narrow(phone)
    phone.get_by_role("button", name="提交").click()
    expect(phone.get_by_text("新账号在冷静期内")).to_be_visible()

    phone.goto("/my/benefits/")
    assert is_narrow(phone)
    phone.get_by_role("button", name="确认享受").click()
    expect(phone.get_by_text("已确认。接下来公示五个工作日").first).to_be_visible()


def show_and_grant(cast: Cast, run: Run, calendar: Calendar) -> None:
    calendar.turn_to(dt.date(2025, 3, 10))
    activate_due_accounts()
    rows = list(Entitlement.objects.all())
    publish_entitlements(GOLD, title="拟兑现名单公示", entitlements=rows, by=cast.lin.actor)
    calendar.turn_to(dt.date(2025, 3, 19))
    close_due_notices()
    run_jobs()
    grant_entitlements(GOLD, entitlements=Entitlement.objects.all(), by=cast.huang.actor)
    run.refresh_from_db()
    post_run(run, by=cast.lin.actor)
    run_jobs()
    assert BankAccount.objects.get().state == "active"


def read_why(phone: Page) -> None:
    phone.goto("/my/benefits/")
    expect(phone.get_by_text("享受中").first).to_be_visible()
    expect(phone.get_by_text("已到账")).to_have_count(2)
    assert is_narrow(phone)
    phone.get_by_role("link", name="全部月份和下载").click()
    expect(phone.get_by_text("3,000.00")).to_have_count(2)
    phone.goto(f"/my/benefits/{GOLD}/")
    expect(phone.get_by_text(re.compile("2023年意见 津贴标准")).first).to_be_visible()
    expect(phone.get_by_text("2025-03-19").first).to_be_visible()
    phone.get_by_role("link", name="2025-02", exact=True).click()
    expect(phone.get_by_role("link", name="下载PDF")).to_be_visible()
    assert is_narrow(phone)


def is_narrow(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
