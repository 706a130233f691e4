"""A notice that is withdrawn and shown again: whoever objected to a name on it is not shaken off."""

import pytest

from juxian.kit.messages.gateways import MemorySms
from juxian.kit.models import AuditEvent
from juxian.notices.actions import accept_objection, close_notice, decide_objection, withdraw_notice
from juxian.notices.events import EntryCleared, NoticeClosed, ObjectionDecided, ObjectionUpheld
from juxian.notices.models import Objection, PublicNotice
from juxian.notices.queries import objections_about
from juxian.notices.subscribers import tell_that_it_stays_open
from tests.cast import client_as
from tests.notices.factories import STRICT_KIND, make_entry, make_notice, make_objection
from tests.scenes import scene

pytestmark = pytest.mark.django_db
AFTER_THE_LAST_DAY = "2025-03-20 00:00:01+08:00"


@scene
def objection(cast) -> Objection:
    """Against the first of two names; the notice was withdrawn after it came in."""
    notice = make_notice()
    objection = make_objection(notice, notice.entries.first())
    withdraw_notice(notice, reason="单位名称有误", by=cast.huang.actor)
    return objection


@scene
def again(objection) -> PublicNotice:
    """The same two subjects, shown again."""
    notice = make_notice(entries=0)
    for entry in objection.notice.entries.all():
        make_entry(notice, position=entry.position, subject_id=entry.subject_id)
    return notice


def states(notice: PublicNotice) -> list[str]:
    return [entry.state for entry in notice.entries.all()]


def test_the_new_notice_does_not_clear_the_name(again, frozen_time):
    frozen_time.move_to(AFTER_THE_LAST_DAY)
    close_notice(again)
    assert states(again) == ["pending", "clear"]


def test_a_notice_of_another_kind_is_not_concerned(objection, frozen_time):
    other = make_notice(entries=0, kind=STRICT_KIND)
    make_entry(other, position=1, subject_id=objection.entry.subject_id)
    frozen_time.move_to(AFTER_THE_LAST_DAY)
    close_notice(other)
    assert states(other) == ["clear"]


def test_upheld_it_stops_the_name_on_both_and_is_told_once(cast, objection, again, heard):
    accept_objection(objection, by=cast.zhao.actor)
    decide_objection(objection, is_upheld=True, answer="情况属实。", by=cast.zhao.actor)
    assert states(again) == ["objected", "pending"]
    assert states(objection.notice) == ["objected", "pending"]
    assert [type(news) for news in heard] == [ObjectionUpheld, ObjectionDecided]


def test_dismissed_after_the_end_of_the_new_notice_it_lets_the_name_go(cast, objection, again, heard, frozen_time):
    accept_objection(objection, by=cast.zhao.actor)
    frozen_time.move_to(AFTER_THE_LAST_DAY)
    close_notice(again)
    decide_objection(objection, is_upheld=False, answer="查无实据。", by=cast.zhao.actor)
    assert states(again) == ["clear", "clear"]
    assert [type(news) for news in heard] == [NoticeClosed, EntryCleared, ObjectionDecided]
    assert heard[1].notice_id == str(again.pk)


def test_one_against_everybody_holds_everybody_again(cast, objection, again, frozen_time):
    make_objection(objection.notice, state="verifying")
    frozen_time.move_to(AFTER_THE_LAST_DAY)
    close_notice(again)
    assert states(again) == ["pending", "pending"]


def test_the_office_sees_it_beside_the_new_notice(cast, objection, again):
    assert list(objections_about(again, Objection.objects.all())) == [objection]
    page = client_as(cast.zhao.actor).get(f"/office/notices/{again.pk}/").content.decode()
    assert str(objection.pk) in page
    assert "异议仍然有效" in client_as(cast.zhao.actor).get(f"/office/objections/{objection.pk}/").content.decode()


def test_who_objected_is_told_that_it_stays_open(objection, heard):
    tell_that_it_stays_open(type("News", (), {"notice_id": str(objection.notice_id)}))
    (message,) = MemorySms.outbox
    assert (message.mobile, "仍然有效" in message.text) == ("13800000009", True)
    assert AuditEvent.objects.filter(name="notices.tell_objector", subject_id=objection.pk).exists()
