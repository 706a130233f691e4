"""The counter: accept, return once, decline; and the clock that lapses what is not corrected."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import actor_for, make_membership
from tests.evaluation.factories import Stage, bring_to
from tests.people.audit import last

REASON = "劳动合同没有单位盖章，请补一张盖章页的照片。"


class TestAccept:
    def test_the_counter_accepts_and_the_next_clock_runs(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        assert application.accepted_by == stage.cast.zhao.actor.label
        assert application.due_at.date() == dt.date(2025, 3, 19)

    @pytest.mark.parametrize("who", ["lin", "huang", "zhou", "wang", "chen"])
    def test_nobody_but_the_counter(self, stage: Stage, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.accept_application(bring_to(S.SUBMITTED, stage), by=getattr(stage.cast, who).actor)

    def test_nobody_accepts_their_own(self, stage: Stage) -> None:
        lv, office = stage.cast.lv, stage.cast.office
        make_membership(lv.person, office, "counter_officer")
        with pytest.raises(PermissionDenied):
            actions.accept_application(bring_to(S.SUBMITTED, stage), by=actor_for(lv.person, office, "counter_officer"))

    def test_a_second_officer_is_told_where_it_stands(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed, match="现在是“待初审”，不能“受理”"):
            actions.accept_application(bring_to(S.ACCEPTED, stage), by=stage.cast.zhao.actor)

    def test_it_is_on_record(self, stage: Stage) -> None:
        bring_to(S.ACCEPTED, stage)
        line = last("evaluation.accept_application")
        assert (line.actor_label, line.from_state, line.to_state) == (
            stage.cast.zhao.actor.label,
            "submitted",
            "accepted",
        )


class TestReturn:
    def test_the_applicant_gets_ten_working_days(self, stage: Stage) -> None:
        application = actions.return_application(bring_to(S.SUBMITTED, stage), reason=REASON, by=stage.cast.zhao.actor)
        assert (application.state, application.reason) == (S.RETURNED, REASON)
        assert application.due_at.date() == dt.date(2025, 3, 26)

    def test_a_reviewer_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.return_application(bring_to(S.SUBMITTED, stage), reason=REASON, by=stage.cast.lin.actor)

    def test_what_was_accepted_is_not_returned(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.return_application(bring_to(S.ACCEPTED, stage), reason=REASON, by=stage.cast.zhao.actor)

    def test_a_reason_is_needed(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="理由") as refused:
            actions.return_application(bring_to(S.SUBMITTED, stage), reason=" ", by=stage.cast.zhao.actor)
        assert refused.value.field == "reason"

    def test_it_is_returned_a_single_time(self, stage: Stage) -> None:
        application, zhao = bring_to(S.SUBMITTED, stage), stage.cast.zhao.actor
        actions.return_application(application, reason=REASON, by=zhao)
        actions.submit_application(application, by=stage.cast.lv.citizen)
        with pytest.raises(RuleBroken, match="已经退回过一次"):
            actions.return_application(application, reason=REASON, by=zhao)

    def test_the_reason_is_on_record(self, stage: Stage) -> None:
        actions.return_application(bring_to(S.SUBMITTED, stage), reason=REASON, by=stage.cast.zhao.actor)
        assert last("evaluation.return_application").data["reason"] == REASON


class TestDecline:
    def test_it_ends_with_a_reason(self, stage: Stage) -> None:
        application = actions.decline_application(bring_to(S.SUBMITTED, stage), reason=REASON, by=stage.cast.zhao.actor)
        assert (application.state, application.due_at) == (S.DECLINED, None)

    def test_a_leader_cannot(self, stage: Stage) -> None:
        with pytest.raises(PermissionDenied):
            actions.decline_application(bring_to(S.SUBMITTED, stage), reason=REASON, by=stage.cast.huang.actor)

    def test_a_draft_is_nobodys_business(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.decline_application(bring_to(S.FIRST_REVIEWED, stage), reason=REASON, by=stage.cast.zhao.actor)

    def test_a_reason_is_needed(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="理由"):
            actions.decline_application(bring_to(S.SUBMITTED, stage), reason="", by=stage.cast.zhao.actor)

    def test_it_is_on_record(self, stage: Stage) -> None:
        actions.decline_application(bring_to(S.SUBMITTED, stage), reason=REASON, by=stage.cast.zhao.actor)
        assert last("evaluation.decline_application").to_state == S.DECLINED


class TestLapse:
    def returned(self, stage: Stage) -> Any:
        return actions.return_application(bring_to(S.SUBMITTED, stage), reason=REASON, by=stage.cast.zhao.actor)

    def test_what_is_not_corrected_in_time_lapses(self, stage: Stage, frozen_time: Any) -> None:
        application = self.returned(stage)
        frozen_time.move_to("2025-03-27 00:30:00+08:00")
        assert actions.lapse_application(application).state == S.LAPSED

    def test_not_a_day_too_early(self, stage: Stage, frozen_time: Any) -> None:
        application = self.returned(stage)
        frozen_time.move_to("2025-03-26 23:00:00+08:00")
        with pytest.raises(RuleBroken, match="还没有到"):
            actions.lapse_application(application)

    def test_what_waits_for_the_office_never_lapses(self, stage: Stage, frozen_time: Any) -> None:
        application = bring_to(S.SUBMITTED, stage)
        frozen_time.move_to("2025-06-01 00:30:00+08:00")
        with pytest.raises(TransitionNotAllowed):
            actions.lapse_application(application)

    def test_the_system_is_on_record(self, stage: Stage, frozen_time: Any) -> None:
        application = self.returned(stage)
        frozen_time.move_to("2025-03-27 00:30:00+08:00")
        actions.lapse_application(application)
        assert last("evaluation.lapse_application").actor_label == "系统"
