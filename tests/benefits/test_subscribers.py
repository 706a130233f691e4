"""News that benefits hears: notices, certificates, files, merged people; each may arrive twice."""

import datetime as dt

import pytest

from juxian.benefits import actions
from juxian.benefits.models import Entitlement
from juxian.benefits.queries.fact_change import changes_since
from juxian.benefits.states import EntitlementState as S
from juxian.benefits.subscribers import clear_names, follow_merge, note_changed_certificate, note_delivery
from juxian.benefits.tasks import close_unanswered, remind_to_answer
from juxian.credentials.events import CredentialStatusChanged
from juxian.kit import clock
from juxian.kit.models import Message
from juxian.notices.actions import accept_objection, close_notice, decide_objection, file_objection, withdraw_notice
from juxian.notices.events import NoticeClosed
from juxian.notices.models import PublicNotice
from juxian.people.actions import merge_persons, undo_merge
from juxian.people.events import PersonsMerged
from juxian.people.queries import export_of, holds_on
from juxian.registers.actions import explain_fact
from juxian.registers.events import FactsArrived
from juxian.registers.models import FactQuery
from tests.benefits.promises import GOLD, make_promise
from tests.cast import Cast, make_person
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
AFTER = dt.datetime(2025, 3, 20, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def show(cast: Cast, *people: object) -> tuple[PublicNotice, list[Entitlement]]:
    rows = [make_promise(person, S.CONFIRMED) for person in people]  # type: ignore[arg-type]
    notice = actions.publish_entitlements(GOLD, title="公示", entitlements=rows, by=cast.lin.actor)
    return notice, rows


def states(rows: list[Entitlement]) -> list[str]:
    run_jobs()
    return [Entitlement.objects.get(pk=row.pk).state for row in rows]


def object_to(notice: PublicNotice, row: Entitlement, cast: Cast) -> object:
    entry = notice.entries.get(subject_id=row.pk)
    objection = file_objection(
        notice,
        entry=entry,
        reason="二月已经离开本区，有社保记录可查。",
        objector_name="陈某",
        objector_contact="13800000001",
        by=cast.chen.citizen,
    )
    return accept_objection(objection, by=cast.zhao.actor)


class TestNotice:
    def test_an_upheld_objection_stops_one_name_and_not_the_list(self, cast: Cast) -> None:
        notice, rows = show(cast, cast.lv.person, cast.li.person)
        decide_objection(object_to(notice, rows[0], cast), is_upheld=True, answer="属实，已离开。", by=cast.zhao.actor)  # type: ignore[arg-type]
        assert states(rows) == [S.REFUSED, S.ON_NOTICE]
        with clock.at(AFTER):
            close_notice(notice)
            assert states(rows) == [S.REFUSED, S.CLEARED]
        assert Entitlement.objects.get(pk=rows[0].pk).reason == "属实，已离开。"

    def test_a_dismissed_objection_lets_its_name_follow_the_others(self, cast: Cast) -> None:
        notice, rows = show(cast, cast.lv.person, cast.li.person)
        objection = object_to(notice, rows[0], cast)
        with clock.at(AFTER):
            close_notice(notice)
            assert states(rows) == [S.ON_NOTICE, S.CLEARED]
            decide_objection(objection, is_upheld=False, answer="与社保记录不符。", by=cast.zhao.actor)  # type: ignore[arg-type]
            assert states(rows) == [S.CLEARED, S.CLEARED]

    def test_a_withdrawn_notice_lets_the_names_wait_for_a_new_one(self, cast: Cast) -> None:
        notice, rows = show(cast, cast.lv.person)
        withdraw_notice(notice, reason="名单漏了一人。", by=cast.lin.actor)
        assert states(rows) == [S.CONFIRMED]

    def test_after_the_grant_no_machine_takes_it_back(self, cast: Cast) -> None:
        notice, rows = show(cast, cast.lv.person)
        objection = object_to(notice, rows[0], cast)
        Entitlement.objects.update(state=S.GRANTED)
        decide_objection(objection, is_upheld=True, answer="属实，已离开。", by=cast.zhao.actor)  # type: ignore[arg-type]
        assert states(rows) == [S.GRANTED]
        assert Message.objects.filter(recipient_id=cast.lin.person.pk, kind="benefits.objection_after_grant").exists()

    def test_news_of_another_kind_is_none_of_ours(self, cast: Cast) -> None:
        _notice, rows = show(cast, cast.lv.person)
        clear_names(NoticeClosed("x", "evaluation.recognition", [str(rows[0].pk)]))
        assert states(rows) == [S.ON_NOTICE]


class TestFacts:
    def test_news_is_noted_once_and_moves_no_money(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person, S.GRANTED)
        before = clock.now() - dt.timedelta(hours=1)
        for _ in range(2):
            note_changed_certificate(CredentialStatusChanged("c1", "revoke"))
            note_delivery(FactsArrived("d1"))
        assert [(str(label), count) for label, count in changes_since(before)] == [
            ("证书发放或状态变动", 1),
            ("其他部门的数据到达或撤销", 1),
        ]
        assert changes_since(clock.now()) == []
        promise.refresh_from_db()
        assert promise.state == S.GRANTED

    def test_an_answered_question_goes_back_to_the_reviewers(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person)
        actions.dispute_entitlement(promise, reason="二月的社保不对", register="insurance", by=cast.lv.citizen)
        promise.refresh_from_db()
        explain_fact(FactQuery.objects.get(), answer="二月确未参保，已核对缴费记录。", by=cast.du.actor)
        run_jobs()
        told = Message.objects.get(recipient_id=cast.lin.person.pk, kind="benefits.fact_answered")
        assert told.link == f"/office/entitlements/{promise.pk}/"


class TestMerge:
    def test_the_promise_follows_its_human_and_comes_back(self, cast: Cast) -> None:
        twin = make_person("吕志强", with_account=False, identity_kind="passport", identity_number="E12345678")
        promise = make_promise(twin, S.GRANTED)
        merge = merge_persons(cast.lv.person, merged=twin, reason="同一个人", by=cast.zhao.actor)
        run_jobs()
        promise.refresh_from_db()
        assert promise.person == cast.lv.person
        undo_merge(merge, reason="不是同一个人", by=cast.zhao.actor)
        run_jobs()
        promise.refresh_from_db()
        assert (promise.person, promise.merge_id) == (twin, None)

    @pytest.mark.parametrize(("kept_state", "other_state", "stays"), [("granted", "asked", 0), ("asked", "granted", 1)])
    def test_of_two_the_granted_one_stays(self, cast: Cast, kept_state: str, other_state: str, stays: int) -> None:
        twin = make_person("吕志强", merged_into=cast.lv.person)
        rows = [make_promise(cast.lv.person, kept_state), make_promise(twin, other_state)]
        merge_id = "019587a0-0000-7000-8000-000000000001"
        for _ in range(2):
            follow_merge(PersonsMerged(str(cast.lv.person.pk), str(twin.pk), merge_id))
        (current,) = Entitlement.objects.current()
        assert current == rows[stays]
        gone = Entitlement.objects.get(pk=rows[1 - stays].pk)
        assert (gone.state, gone.absorbed_into) == (S.ENDED, current)


class TestClock:
    def test_reminded_once_then_taken_as_a_yes(self, cast: Cast) -> None:
        promise = make_promise(cast.lv.person)
        with clock.at(clock.now() + dt.timedelta(days=12)):
            assert remind_to_answer() == remind_to_answer() == 1
        kinds = Message.objects.filter(recipient_id=cast.lv.person.pk)
        assert kinds.filter(kind="benefits.due_soon").count() == 1
        with clock.at(clock.now() + dt.timedelta(days=15)):
            assert (close_unanswered(), close_unanswered()) == (1, 0)
            assert states([promise]) == [S.CONFIRMED]
        assert kinds.filter(kind="benefits.presumed").count() == 1


class TestRights:
    def test_vouchers_of_public_money_are_kept_and_shown_to_their_person(self, cast: Cast) -> None:
        make_promise(cast.lv.person, S.GRANTED, granted_at=clock.now())
        assert any("会计法" in reason for reason in holds_on(cast.lv.person.pk))
        rows = export_of(cast.lv.person)["benefits"]["rows"]
        assert rows[0]["每月金额（元）"] == "1,500.00"
        assert not [reason for reason in holds_on(cast.li.person.pk) if "待遇" in reason or "会计法" in reason]
