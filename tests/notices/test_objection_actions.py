"""An objection from the public, its verification and its decision."""

import pytest

from juxian.kit.access import VISITOR
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent
from juxian.notices.actions import accept_objection, close_notice, decide_objection, file_objection
from juxian.notices.events import EntryCleared, NoticeClosed, ObjectionDecided, ObjectionUpheld
from juxian.notices.models import Objection
from juxian.notices.states import NoticeState, ObjectionState
from tests.notices.factories import KIND, REASON, STRICT_KIND, make_entry, make_notice, make_objection

pytestmark = pytest.mark.django_db
AFTER_THE_LAST_DAY = "2025-03-20 00:00:01+08:00"
ANSWER = "经查社保记录，情况属实。"


def line(name: str) -> AuditEvent:
    return AuditEvent.objects.get(kind="action", name=f"notices.{name}")


class TestFile:
    def test_anybody_objects_with_name_and_contact(self):
        notice = make_notice()
        entry = notice.entries.first()
        objection = file_objection(
            notice, entry=entry, reason=REASON, objector_name="何远", objector_contact="13800000009", by=VISITOR
        )
        assert (objection.entry, objection.state, objection.is_anonymous) == (entry, "received", False)
        stored = Objection.objects.get()
        assert "13800000009" not in str(stored.objector_contact)
        assert stored.objector_contact.open() == "13800000009"

    def test_or_without_a_name(self):
        assert file_objection(make_notice(), reason=REASON, by=VISITOR).is_anonymous

    def test_an_unknown_role_cannot(self):
        with pytest.raises(PermissionDenied):
            file_objection(make_notice(), reason=REASON, by=type(VISITOR)(role="nobody"))

    @pytest.mark.parametrize("state", [NoticeState.DRAFT, NoticeState.CLOSED, NoticeState.WITHDRAWN])
    def test_only_to_a_notice_that_is_being_shown(self, state):
        with pytest.raises(TransitionNotAllowed):
            file_objection(make_notice(state), reason=REASON, by=VISITOR)

    def test_the_day_after_the_last_is_too_late_even_before_the_clock_has_closed_it(self, frozen_time):
        notice = make_notice()
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        with pytest.raises(TransitionNotAllowed, match="公示期已过"):
            file_objection(notice, reason=REASON, by=VISITOR)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"reason": "不服"}, "reason"),
            ({"objector_name": "何远"}, "objector_contact"),
            ({"objector_contact": "13800000009"}, "objector_contact"),
            ({"objector_name": "何远", "objector_contact": "微信 heyuan"}, "objector_contact"),
        ],
    )
    def test_what_is_missing_is_said(self, fields, field):
        with pytest.raises(RuleBroken) as refusal:
            file_objection(make_notice(), **{"reason": REASON, **fields}, by=VISITOR)
        assert refusal.value.field == field

    def test_some_kinds_ask_for_a_name(self):
        with pytest.raises(RuleBroken, match="实名"):
            file_objection(make_notice(kind=STRICT_KIND), reason=REASON, by=VISITOR)

    def test_an_entry_of_another_notice_is_refused(self):
        other = make_notice().entries.first()
        with pytest.raises(RuleBroken, match="不在这份公示中"):
            file_objection(make_notice(), entry=other, reason=REASON, by=VISITOR)

    def test_the_record_does_not_say_who_objected(self):
        file_objection(make_notice(), reason=REASON, objector_name="何远", objector_contact="13800000009", by=VISITOR)
        assert [line("file_objection").data[key] for key in ("objector_name", "objector_contact", "reason")] == [
            None
        ] * 3


class TestAccept:
    def test_an_officer_takes_it_up(self, cast):
        objection = accept_objection(make_objection(make_notice()), by=cast.zhao.actor)
        objection.refresh_from_db()
        assert (objection.state, objection.accepted_by) == ("verifying", cast.zhao.actor.label)

    def test_the_leader_who_publishes_cannot(self, cast):
        with pytest.raises(PermissionDenied):
            accept_objection(make_objection(make_notice()), by=cast.huang.actor)

    def test_who_published_the_notice_cannot(self, cast):
        notice = make_notice(published_by_id=cast.lin.person.pk)
        with pytest.raises(PermissionDenied):
            accept_objection(make_objection(notice), by=cast.lin.actor)

    def test_who_reviewed_the_case_cannot(self, cast):
        notice = make_notice(entries=0)
        entry = make_entry(notice, position=1, barred_ids=[cast.lin.person.pk])
        with pytest.raises(PermissionDenied):
            accept_objection(make_objection(notice, entry), by=cast.lin.actor)

    @pytest.mark.parametrize("state", ["verifying", "upheld", "dismissed"])
    def test_it_is_taken_up_once(self, cast, state):
        with pytest.raises(TransitionNotAllowed):
            accept_objection(make_objection(make_notice(), state=state), by=cast.zhao.actor)

    def test_also_after_the_notice_was_withdrawn(self, cast):
        objection = accept_objection(make_objection(make_notice(NoticeState.WITHDRAWN)), by=cast.zhao.actor)
        assert objection.state == "verifying"

    def test_taking_it_up_is_on_record(self, cast):
        accept_objection(make_objection(make_notice()), by=cast.zhao.actor)
        assert (line("accept_objection").from_state, line("accept_objection").to_state) == ("received", "verifying")


class TestDecide:
    @pytest.fixture
    def objection(self) -> Objection:
        notice = make_notice()
        return make_objection(notice, notice.entries.first(), state=ObjectionState.VERIFYING)

    def test_an_upheld_objection_stops_only_its_own_entry(self, cast, objection, heard):
        decide_objection(objection, is_upheld=True, answer=ANSWER, by=cast.zhao.actor)
        assert [entry.state for entry in objection.notice.entries.all()] == ["objected", "pending"]
        news, _decided = heard
        entry = objection.entry
        assert news == ObjectionUpheld(
            str(objection.notice_id), KIND, str(entry.pk), "people.Person", str(entry.subject_id), ANSWER
        )

    def test_upheld_after_the_entry_was_cleared_it_is_still_told(self, cast, heard, frozen_time):
        """An anonymous objection that was taken up late (decision 0012): who listens decides about the certificate."""
        notice = make_notice()
        late = make_objection(notice, notice.entries.first(), is_anonymous=True)
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        close_notice(notice)
        assert notice.entries.first().state == "clear"
        accept_objection(late, by=cast.zhao.actor)
        decide_objection(late, is_upheld=True, answer=ANSWER, by=cast.zhao.actor)
        assert [type(news) for news in heard] == [NoticeClosed, ObjectionUpheld, ObjectionDecided]
        assert heard[1].subject_id == str(notice.entries.first().subject_id)
        assert [entry.state for entry in notice.entries.all()] == ["objected", "clear"]

    def test_a_dismissed_one_changes_nothing_while_the_notice_is_shown(self, cast, objection, heard):
        decide_objection(objection, is_upheld=False, answer="查无实据。", by=cast.zhao.actor)
        assert {entry.state for entry in objection.notice.entries.all()} == {"pending"}
        assert heard == [ObjectionDecided(str(objection.pk))]

    def test_dismissed_after_the_end_it_lets_its_entry_go(self, cast, objection, heard, frozen_time):
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        close_notice(objection.notice)
        decide_objection(objection, is_upheld=False, answer="查无实据。", by=cast.zhao.actor)
        entry = objection.entry
        assert [type(news) for news in heard] == [NoticeClosed, EntryCleared, ObjectionDecided]
        assert (heard[1].entry_id, heard[1].subject_id) == (str(entry.pk), str(entry.subject_id))
        entry.refresh_from_db()
        assert entry.state == "clear"

    def test_another_objection_still_holds_the_entry(self, cast, objection, heard, frozen_time):
        make_objection(objection.notice, objection.entry, state=ObjectionState.VERIFYING)
        frozen_time.move_to(AFTER_THE_LAST_DAY)
        close_notice(objection.notice)
        decide_objection(objection, is_upheld=False, answer="查无实据。", by=cast.zhao.actor)
        objection.entry.refresh_from_db()
        assert objection.entry.state == "pending"

    def test_upheld_against_the_whole_notice_it_stops_everybody(self, cast, heard):
        notice = make_notice(entries=3)
        objection = make_objection(notice, state=ObjectionState.VERIFYING)
        decide_objection(objection, is_upheld=True, answer=ANSWER, by=cast.zhao.actor)
        assert [entry.state for entry in notice.entries.all()] == ["objected"] * 3
        assert [type(news) for news in heard] == [ObjectionUpheld] * 3 + [ObjectionDecided]

    def test_who_published_the_notice_cannot_decide(self, cast):
        notice = make_notice(published_by_id=cast.zhao.person.pk)
        objection = make_objection(notice, state=ObjectionState.VERIFYING)
        with pytest.raises(PermissionDenied):
            decide_objection(objection, is_upheld=False, answer=ANSWER, by=cast.zhao.actor)

    @pytest.mark.parametrize("state", ["received", "upheld", "dismissed"])
    def test_only_what_is_being_verified_is_decided(self, cast, state):
        objection = make_objection(make_notice(), state=state)
        with pytest.raises(TransitionNotAllowed):
            decide_objection(objection, is_upheld=True, answer=ANSWER, by=cast.zhao.actor)

    def test_an_answer_is_needed(self, cast, objection):
        with pytest.raises(RuleBroken, match="核实经过和结论"):
            decide_objection(objection, is_upheld=True, answer=" ", by=cast.zhao.actor)
        objection.refresh_from_db()
        assert objection.state == "verifying"

    def test_deciding_is_on_record(self, cast, objection):
        decide_objection(objection, is_upheld=True, answer=ANSWER, by=cast.zhao.actor)
        assert (line("decide_objection").to_state, line("decide_objection").data["is_upheld"]) == ("upheld", True)
