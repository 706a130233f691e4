"""Looking a certificate up by hand, and confirming what somebody outside has judged: by three different officers."""

import datetime as dt
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, CertificateClaim, CertificateLookUp, ClauseJudgement, Review
from juxian.evaluation.queries.deadlines import officers_for
from juxian.evaluation.queries.work_queue import for_confirmation, to_be_convened
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import actor_for, make_member, make_membership
from tests.evaluation.factories import Stage, all_met, bring_to, confirm, confirmer, look_up, second_reviewer
from tests.people.audit import last
from tests.scenes import scene

OPINION = "证书职业与申报职业不同。可改走业绩评审重新申报。"


@scene
def accepted(stage: Stage) -> Application:
    return bring_to(S.ACCEPTED, stage, level="technician", channel="certificate")


@scene
def reviewed(stage: Stage) -> Application:
    return bring_to(S.SECOND_REVIEWED, stage, level="technician", channel="certificate")


class TestLookUp:
    def test_who_when_and_what_was_found_is_kept_and_answers_the_clause(
        self, stage: Stage, accepted: Application
    ) -> None:
        row = look_up(stage, accepted)
        assert (row.number, row.looked_up_by) == (accepted.certificate_claim.number, stage.cast.lin.actor.label)
        judgement = ClauseJudgement.objects.get(application=accepted, clause="certificate_checked")
        assert (judgement.is_met, judgement.note) == (True, "2025-03-12全国联网查询：查到且相符")

    def test_what_was_not_found_stops_the_review(self, stage: Stage, accepted: Application) -> None:
        by = stage.cast.lin.actor
        actions.judge_clauses(accepted, judgements=all_met(accepted), by=by)
        look_up(stage, accepted, found=False, note="查无此号")
        with pytest.raises(RuleBroken, match="1项条件没有核对为符合"):
            actions.give_first_review(accepted, opinion="同意", by=by)

    @pytest.mark.parametrize("who", ["zhao", "huang", "lv", "wang"])
    def test_others_cannot(self, stage: Stage, accepted: Application, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.record_look_up(
                accepted,
                found=True,
                looked_up_on=dt.date(2025, 3, 12),
                screenshot=None,
                by=getattr(stage.cast, who).actor,
            )

    def test_before_acceptance_and_without_a_certificate_there_is_nothing_to_look_up(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="现在不能记录"):
            look_up(stage, bring_to(S.SUBMITTED, stage, level="technician", channel="certificate"))
        with pytest.raises(RuleBroken, match="现在不能记录"):
            look_up(stage, bring_to(S.ACCEPTED, stage, make_member("周业绩")))

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"looked_up_on": dt.date(2025, 3, 13)}, "looked_up_on"),
            ({"looked_up_on": dt.date(2020, 1, 1)}, "looked_up_on"),
            ({"found": False, "note": " "}, "note"),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(
        self, stage: Stage, accepted: Application, changed: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            look_up(stage, accepted, **changed)
        assert refused.value.field == field
        assert not CertificateLookUp.objects.exists()

    def test_without_it_the_second_review_does_not_pass(self, stage: Stage, accepted: Application) -> None:
        actions.judge_clauses(accepted, judgements=all_met(accepted), by=stage.cast.lin.actor)
        actions.give_first_review(accepted, opinion="同意", by=stage.cast.lin.actor)
        with pytest.raises(RuleBroken, match="还没有这个证书的全国联网查询记录"):
            actions.give_second_review(accepted, opinion="同意", by=second_reviewer(stage.cast))

    def test_a_number_that_changed_afterwards_needs_another_look(self, stage: Stage) -> None:
        application = bring_to(S.FIRST_REVIEWED, stage, level="technician", channel="certificate")
        CertificateClaim.objects.update(number="S000135000001232999999")
        application.refresh_from_db()
        with pytest.raises(RuleBroken, match="还没有这个证书的全国联网查询记录"):
            actions.give_second_review(application, opinion="同意", by=second_reviewer(stage.cast))

    def test_it_is_on_record(self, stage: Stage, accepted: Application) -> None:
        look_up(stage, accepted)
        assert last("evaluation.record_look_up").data["found"] is True


class TestConfirm:
    @pytest.mark.parametrize("channel", ["certificate", "competition"])
    def test_a_third_officer_confirms_and_it_goes_to_notice(self, stage: Stage, channel: str) -> None:
        application = bring_to(S.PASSED, stage, level="technician", channel=channel)
        assert list(Review.objects.values_list("stage", flat=True)) == ["first", "second", "confirm"]
        assert application.state == S.PASSED

    def test_who_reviewed_or_applied_does_not_confirm(self, stage: Stage, reviewed: Application) -> None:
        make_membership(stage.cast.lv.person, stage.cast.office, "reviewer")
        own = actor_for(stage.cast.lv.person, stage.cast.office, "reviewer")
        for by in (stage.cast.lin.actor, second_reviewer(stage.cast), own, stage.cast.huang.actor):
            with pytest.raises(PermissionDenied):
                actions.confirm_application(reviewed, opinion="同意", by=by)
            with pytest.raises(PermissionDenied):
                actions.refuse_application(reviewed, opinion=OPINION, by=by)

    def test_before_the_second_review_and_afterwards_it_is_no_time(self, stage: Stage) -> None:
        application = bring_to(S.FIRST_REVIEWED, stage, level="technician", channel="certificate")
        with pytest.raises(TransitionNotAllowed):
            confirm(stage, application)
        with pytest.raises(TransitionNotAllowed):
            actions.refuse_application(application, opinion=OPINION, by=confirmer(stage.cast))

    def test_contributions_go_to_a_panel(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage)
        with pytest.raises(RuleBroken, match="不能直接核定"):
            confirm(stage, application)
        with pytest.raises(RuleBroken, match="不能直接核定"):
            actions.refuse_application(application, opinion=OPINION, by=confirmer(stage.cast))

    def test_a_certificate_with_which_another_was_recognised_meanwhile_is_not_confirmed(
        self, stage: Stage, reviewed: Application
    ) -> None:
        other = bring_to(S.RECOGNISED, stage, make_member("周先来"), level="technician", channel="certificate")
        CertificateClaim.objects.filter(application=other).update(number=reviewed.certificate_claim.number)
        with pytest.raises(RuleBroken, match="已经用于另一人的认定"):
            confirm(stage, reviewed)

    def test_without_the_employers_result_it_is_not_confirmed(self, stage: Stage, reviewed: Application) -> None:
        Application.objects.filter(pk=reviewed.pk).update(channel="employer")
        reviewed.refresh_from_db()
        with pytest.raises(RuleBroken, match="评价结果"):
            confirm(stage, reviewed)

    def test_who_confirmed_does_not_recognise(self, stage: Stage) -> None:
        application = bring_to(S.NOTICE_CLEARED, stage, level="technician", channel="certificate")
        person = stage.cast.third.person
        make_membership(person, stage.cast.office, "leader")
        leader = actor_for(person, stage.cast.office, "leader")
        with pytest.raises(PermissionDenied):
            actions.recognise_application(application, by=leader)
        assert not Application.objects.decidable_by(leader).exists()

    def test_it_is_on_record(self, stage: Stage, reviewed: Application) -> None:
        confirm(stage, reviewed)
        event = last("evaluation.confirm_application")
        assert (event.to_state, event.data["opinion"]) == (S.PASSED, "核对无误，同意。")


class TestRefuse:
    def test_the_applicant_reads_why(self, stage: Stage, reviewed: Application) -> None:
        application = actions.refuse_application(reviewed, opinion=OPINION, by=confirmer(stage.cast))
        assert (application.state, application.reason) == (S.REJECTED, OPINION)
        assert Review.objects.get(stage="confirm").has_approved is False

    def test_a_reason_is_needed(self, stage: Stage, reviewed: Application) -> None:
        with pytest.raises(RuleBroken, match="还没有写明理由") as refused:
            actions.refuse_application(reviewed, opinion=" ", by=confirmer(stage.cast))
        assert refused.value.field == "opinion"

    def test_it_is_on_record(self, stage: Stage, reviewed: Application) -> None:
        actions.refuse_application(reviewed, opinion=OPINION, by=confirmer(stage.cast))
        assert last("evaluation.refuse_application").to_state == S.REJECTED


def test_each_desk_has_its_own_work(stage: Stage, reviewed: Application) -> None:
    """A certificate waits for who has not reviewed it, and for no panel."""
    third = confirmer(stage.cast)
    assert [row.key for row in for_confirmation(third)] == [reviewed.pk]
    assert list(for_confirmation(stage.cast.lin.actor)) == []
    assert list(to_be_convened(third)) == []
    waiting = officers_for(reviewed)
    assert third.person_id in waiting
    assert not waiting & {reviewed.first_reviewer_id, reviewed.second_reviewer_id}
