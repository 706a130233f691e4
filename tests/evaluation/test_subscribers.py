"""News from below, heard once or twice: the same end; and who is told what."""

import datetime as dt
from typing import Any

import pytest

from juxian.credentials.models import Credential
from juxian.evaluation import actions, subscribers
from juxian.evaluation.events import ApplicationMoved, TalentRecognised
from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.models import Message
from juxian.notices.actions import accept_objection, close_notice, decide_objection, file_objection, withdraw_notice
from juxian.notices.events import EntryCleared, NoticeClosed, NoticeWithdrawn, ObjectionUpheld
from juxian.notices.models import NoticeEntry, PublicNotice
from juxian.people.actions import merge_persons
from tests.cast import make_member, make_person
from tests.evaluation.factories import Stage, bring_to, recognise
from tests.jobs import run_jobs
from tests.scenes import scene

KIND = "evaluation.recognition"


def state_of(application: Application) -> str:
    return str(Application.objects.get(pk=application.pk).state)


def entry_of(application: Application) -> NoticeEntry:
    return NoticeEntry.objects.get(subject_id=application.pk)


@scene
def two(stage: Stage) -> list[Application]:
    """Two names on one notice."""
    rows = [bring_to(S.PASSED, stage, who) for who in (stage.cast.lv, stage.cast.chen)]
    actions.publish_results(None, title="拟认定公示", applications=rows, by=stage.cast.lin.actor)
    return rows


def object_to(stage: Stage, application: Application) -> Any:
    entry = entry_of(application)
    objection = file_objection(
        entry.notice,
        reason="他的作品是别人做的，有照片为证。",
        entry=entry,
        objector_name="何远",
        objector_contact="13800000009",
        by=stage.cast.stranger_employer.citizen,
    )
    return accept_objection(objection, by=stage.cast.zhao.actor)


def end_of_notice(frozen_time: Any) -> None:
    frozen_time.move_to("2025-03-21 01:00:00+08:00")
    close_notice(PublicNotice.objects.get())
    run_jobs()


def test_an_upheld_objection_stops_one_name_and_no_other(
    stage: Stage, two: list[Application], frozen_time: Any
) -> None:
    objection = object_to(stage, two[0])
    decide_objection(objection, is_upheld=True, answer="查实：作品不是本人所做。", by=stage.cast.zhao.actor)
    run_jobs()
    end_of_notice(frozen_time)
    assert [state_of(row) for row in two] == [S.REJECTED, S.NOTICE_CLEARED]


def test_a_name_waits_for_its_objection_and_goes_on_when_it_is_dismissed(
    stage: Stage, two: list[Application], frozen_time: Any
) -> None:
    objection = object_to(stage, two[0])
    end_of_notice(frozen_time)
    assert [state_of(row) for row in two] == [S.IN_NOTICE, S.NOTICE_CLEARED]
    decide_objection(objection, is_upheld=False, answer="查无此事。", by=stage.cast.zhao.actor)
    run_jobs()
    assert state_of(two[0]) == S.NOTICE_CLEARED


def test_a_withdrawn_notice_sends_every_name_back_and_a_new_one_tells_again(
    stage: Stage, two: list[Application], frozen_time: Any
) -> None:
    run_jobs()
    withdraw_notice(PublicNotice.objects.get(), reason="名单漏了一人。", by=stage.cast.lin.actor)
    run_jobs()
    assert [state_of(row) for row in two] == [S.PASSED, S.PASSED]
    frozen_time.move_to("2025-03-13 10:00:00+08:00")
    actions.publish_results(None, title="更正公示", applications=two, by=stage.cast.lin.actor)
    run_jobs()
    told = Message.objects.filter(recipient_id=stage.cast.lv.person.pk, title__contains="公示中")
    assert told.count() == 2


def test_an_objection_to_a_withdrawn_notice_still_stops_its_name(stage: Stage, two: list[Application]) -> None:
    objection = object_to(stage, two[0])
    withdraw_notice(PublicNotice.objects.get(), reason="名单漏了一人。", by=stage.cast.lin.actor)
    run_jobs()
    decide_objection(objection, is_upheld=True, answer="查实：作品不是本人所做。", by=stage.cast.zhao.actor)
    run_jobs()
    assert [state_of(row) for row in two] == [S.REJECTED, S.PASSED]


def test_an_objection_upheld_after_the_certificate_is_for_the_leaders(stage: Stage) -> None:
    application = bring_to(S.CERTIFIED, stage)
    news = ObjectionUpheld("", KIND, "", "", str(application.pk), "查实")
    subscribers.stop_one_name(news)
    subscribers.stop_one_name(news)
    assert state_of(application) == S.CERTIFIED
    assert Message.objects.filter(recipient_id=stage.cast.huang.person.pk, title__contains="已经认定").count() == 1


@pytest.mark.parametrize(
    ("state", "hear", "news", "after"),
    [
        (S.IN_NOTICE, "clear_names", lambda pk: NoticeClosed("", KIND, [pk]), S.NOTICE_CLEARED),
        (S.IN_NOTICE, "clear_name_after_dismissal", lambda pk: EntryCleared("", KIND, "", "", pk), S.NOTICE_CLEARED),
        (S.IN_NOTICE, "stop_one_name", lambda pk: ObjectionUpheld("", KIND, "", "", pk, "查实"), S.REJECTED),
        (S.IN_NOTICE, "wait_for_a_new_notice", lambda pk: NoticeWithdrawn("", KIND, [pk], "有误"), S.PASSED),
        (S.RECOGNISED, "issue_certificate", lambda pk: TalentRecognised(pk), S.CERTIFIED),
    ],
)
def test_news_that_comes_twice_changes_nothing_the_second_time(
    stage: Stage, state: str, hear: str, news: Any, after: str
) -> None:
    application = bring_to(state, stage)
    for _ in range(2):
        getattr(subscribers, hear)(news(str(application.pk)))
        assert state_of(application) == after
    assert Credential.objects.count() == (after == S.CERTIFIED)


@pytest.mark.parametrize(
    ("hear", "news"),
    [
        ("clear_names", lambda pk: NoticeClosed("", "other.kind", [pk])),
        ("clear_name_after_dismissal", lambda pk: EntryCleared("", "other.kind", "", "", pk)),
        ("stop_one_name", lambda pk: ObjectionUpheld("", "other.kind", "", "", pk, "x")),
        ("wait_for_a_new_notice", lambda pk: NoticeWithdrawn("", "other.kind", [pk], "x")),
    ],
)
def test_notices_of_other_domains_are_none_of_ours(stage: Stage, hear: str, news: Any) -> None:
    application = bring_to(S.IN_NOTICE, stage)
    getattr(subscribers, hear)(news(str(application.pk)))
    assert state_of(application) == S.IN_NOTICE


class TestTelling:
    def test_the_same_news_twice_is_one_message(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        news = ApplicationMoved(str(application.pk), "accept", "accepted", clockwork(), "2025-03-19")
        subscribers.tell(news)
        subscribers.tell(news)
        message = Message.objects.get(recipient_id=stage.cast.lv.person.pk)
        assert "待初审" in message.title
        assert message.link == f"/my/applications/{application.pk}/"

    def test_a_late_message_says_what_was_and_not_what_is(self, stage: Stage) -> None:
        application = bring_to(S.FIRST_REVIEWED, stage)
        run_jobs()
        titles = set(Message.objects.filter(recipient_id=stage.cast.lv.person.pk).values_list("title", flat=True))
        assert titles == {f"申报{application.number}：待初审", f"申报{application.number}：待复审"}

    def test_a_return_names_reason_and_deadline(self, stage: Stage) -> None:
        actions.return_application(bring_to(S.SUBMITTED, stage), reason="请补合同盖章页。", by=stage.cast.zhao.actor)
        run_jobs()
        message = Message.objects.get(recipient_id=stage.cast.lv.person.pk)
        assert "请补合同盖章页。" in message.body
        assert "2025-03-26" in message.body

    def test_what_one_does_oneself_needs_no_message(self, stage: Stage) -> None:
        actions.withdraw_application(bring_to(S.SUBMITTED, stage), by=stage.cast.lv.citizen)
        run_jobs()
        assert not Message.objects.exists()

    def test_after_a_merge_the_kept_person_is_told(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        kept = make_person("吕志强", identity_kind="passport", identity_number="E12345678")
        merge_persons(kept, by=stage.cast.zhao.actor, merged=stage.cast.lv.person, reason="同一人两种证件")
        actions.accept_application(application, by=stage.cast.zhao.actor)
        run_jobs()
        assert Message.objects.get(title__contains=application.number).recipient_id == kept.pk


def test_two_leaders_decide_and_one_certificate_is_issued(stage: Stage) -> None:
    application = bring_to(S.NOTICE_CLEARED, stage)
    second = make_member("二领导", (stage.cast.office, "leader"))
    recognise(stage, application)
    with pytest.raises(Exception, match="已有人先办理"):
        actions.recognise_application(application, by=second.actor)
    run_jobs()
    run_jobs()
    assert Credential.objects.count() == 1


def clockwork() -> str:
    return dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC).isoformat()
