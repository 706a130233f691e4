"""Notice, decision within the places, certificate; promotion and revocation."""

from typing import Any

import pytest

from juxian.credentials.actions import revoke_credential
from juxian.credentials.models import Credential
from juxian.evaluation import actions
from juxian.evaluation.models import Application, Place
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.notices.models import PublicNotice
from tests.cast import Cast, actor_for, make_member, make_membership
from tests.evaluation.factories import Stage, bring_to, fill_in, places, recognise
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene


def in_office(cast: Cast, person: Any, role: str) -> Any:
    make_membership(person, cast.office, role)
    return actor_for(person, cast.office, role)


class TestPublish:
    def publish(self, stage: Stage, *rows: Application, by: Any = None) -> Any:
        return actions.publish_results(None, title="拟认定公示", applications=rows, by=by or stage.cast.lin.actor)

    def test_the_public_reads_masked_names(self, stage: Stage) -> None:
        application = bring_to(S.PASSED, stage)
        notice = self.publish(stage, application)
        entry = PublicNotice.objects.get(pk=notice.pk).entries.get()
        assert (entry.masked_name, entry.subject_id) == ("吕*强", application.pk)
        assert entry.details["申报编号"] == application.number

    def test_who_applied_or_reviewed_does_not_judge_objections(self, stage: Stage) -> None:
        application = bring_to(S.IN_NOTICE, stage)
        entry = PublicNotice.objects.get().entries.get()
        assert set(entry.barred_ids) == {
            application.applicant_id,
            application.first_reviewer_id,
            application.second_reviewer_id,
        }

    @pytest.mark.parametrize("who", ["zhao", "huang", "sun"])
    def test_others_cannot(self, stage: Stage, who: str) -> None:
        with pytest.raises(PermissionDenied):
            self.publish(stage, bring_to(S.PASSED, stage), by=getattr(stage.cast, who).actor)

    def test_what_the_panel_has_not_passed_is_not_published(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            self.publish(stage, bring_to(S.IN_PANEL, stage))
        assert not PublicNotice.objects.exists()

    def test_nobody_publishes_nothing(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="至少选一份"):
            self.publish(stage)

    def test_nobody_publishes_their_own(self, stage: Stage) -> None:
        application = bring_to(S.PASSED, stage)
        with pytest.raises(RuleBroken, match="您本人的申报"):
            self.publish(stage, application, by=in_office(stage.cast, stage.cast.lv.person, "reviewer"))

    def test_it_is_on_record(self, stage: Stage) -> None:
        notice = self.publish(stage, bring_to(S.PASSED, stage))
        assert last("evaluation.publish_results").subject_id == notice.pk


class TestAfterTheNotice:
    def test_no_objection_clears(self, stage: Stage) -> None:
        assert actions.clear_application(bring_to(S.IN_NOTICE, stage)).state == S.NOTICE_CLEARED
        assert last("evaluation.clear_application").actor_label == "系统"

    def test_an_upheld_objection_ends_it_with_the_answer(self, stage: Stage) -> None:
        application = actions.uphold_objection(bring_to(S.IN_NOTICE, stage), answer="作品不是本人所做。")
        assert (application.state, application.reason) == (S.REJECTED, "作品不是本人所做。")
        assert last("evaluation.uphold_objection").to_state == S.REJECTED

    def test_an_objection_taken_up_late_still_stops_the_decision(self, stage: Stage) -> None:
        assert actions.uphold_objection(bring_to(S.NOTICE_CLEARED, stage), answer="属实").state == S.REJECTED

    def test_an_objection_to_a_notice_that_was_withdrawn_stops_it_too(self, stage: Stage) -> None:
        assert actions.uphold_objection(bring_to(S.PASSED, stage), answer="属实").state == S.REJECTED

    def test_nothing_is_upheld_before_the_result(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.uphold_objection(bring_to(S.SECOND_REVIEWED, stage), answer="属实")

    def test_a_withdrawn_notice_sends_it_back(self, stage: Stage) -> None:
        application = actions.take_off_notice(bring_to(S.IN_NOTICE, stage), reason="名单有误")
        assert application.state == S.PASSED
        assert last("evaluation.take_off_notice").data["reason"] == "名单有误"

    @pytest.mark.parametrize(
        "act",
        [
            lambda row: actions.clear_application(row),
            lambda row: actions.take_off_notice(row, reason="x"),
        ],
    )
    def test_neither_happens_before_the_notice(self, stage: Stage, act: Any) -> None:
        with pytest.raises(TransitionNotAllowed):
            act(bring_to(S.PASSED, stage))


class TestRecognise:
    @scene
    def cleared(self, stage: Stage) -> Application:
        return bring_to(S.NOTICE_CLEARED, stage)

    def test_the_leader_decides_and_a_place_is_taken(self, stage: Stage, cleared: Application) -> None:
        recognise(stage, cleared)
        cleared.refresh_from_db()
        assert cleared.state == S.RECOGNISED
        assert Place.objects.get(application=cleared).person == stage.cast.lv.person
        assert places("senior_technician").taken == 1

    @pytest.mark.parametrize("who", ["lin", "zhao", "zhou", "sun"])
    def test_nobody_but_a_leader(self, stage: Stage, cleared: Application, who: str) -> None:
        with pytest.raises(PermissionDenied):
            actions.recognise_application(cleared, by=getattr(stage.cast, who).actor)

    @pytest.mark.parametrize("who", ["applicant", "first_reviewer", "second_reviewer", "panel member"])
    def test_a_leader_who_had_it_in_hand_does_not_decide(self, stage: Stage, cleared: Application, who: str) -> None:
        hands = {
            "applicant": cleared.applicant,
            "first_reviewer": cleared.first_reviewer,
            "second_reviewer": cleared.second_reviewer,
            "panel member": stage.assessors[0].person,
        }
        by = in_office(stage.cast, hands[who], "leader")
        with pytest.raises(PermissionDenied):
            actions.recognise_application(cleared, by=by)
        assert not Application.objects.decidable_by(by).exists()

    def test_not_before_the_notice_is_over(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            recognise(stage, bring_to(S.IN_NOTICE, stage))

    def test_a_full_plan_keeps_it_waiting(self, stage: Stage, cleared: Application) -> None:
        row = places("senior_technician")
        row.places = row.taken
        row.save()
        with pytest.raises(RuleBroken, match="“高级技师”的培养名额已经用完"):
            recognise(stage, cleared)
        cleared.refresh_from_db()
        assert (cleared.state, Place.objects.count()) == (S.NOTICE_CLEARED, 0)
        change = actions.change_places(row, places=1, reason="区里追加名额", by=stage.cast.huang.actor)
        actions.confirm_places(change, by=stage.cast.lin.actor)
        recognise(stage, cleared)

    def test_without_a_plan_there_is_no_place(self, stage: Stage, cleared: Application) -> None:
        stage.plan.year_until = 2024
        stage.plan.save()
        with pytest.raises(RuleBroken, match="先制定计划"):
            recognise(stage, cleared)

    def test_an_intermediate_worker_needs_no_place(self, stage: Stage) -> None:
        recognise(stage, bring_to(S.NOTICE_CLEARED, stage, level="intermediate"))
        assert not Place.objects.exists()

    def test_it_is_on_record(self, stage: Stage, cleared: Application) -> None:
        recognise(stage, cleared)
        line = last("evaluation.recognise_application")
        assert (line.from_state, line.to_state) == (S.NOTICE_CLEARED, S.RECOGNISED)


class TestPlace:
    def test_a_promotion_moves_the_place_and_frees_the_lower_one(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage, level="senior")
        assert places("senior").taken == 1
        bring_to(S.CERTIFIED, stage, level="technician")
        assert (places("senior").taken, places("technician").taken) == (0, 1)
        assert Place.objects.filter(person=stage.cast.lv.person, released_at=None).count() == 1

    def test_who_holds_a_place_gets_none_of_the_same_level(self, stage: Stage) -> None:
        holder = bring_to(S.CERTIFIED, stage, level="senior")
        second = bring_to(S.NOTICE_CLEARED, stage, make_member("吕二", (stage.cast.office, "assessor")), "senior")
        Application.objects.filter(pk=second.pk).update(applicant=holder.applicant)
        with pytest.raises(RuleBroken, match="已占有“高级工”的培养名额"):
            recognise(stage, Application.objects.get(pk=second.pk))
        assert places("senior").taken == 1

    def test_a_place_is_given_back_once(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage)
        place = Place.objects.get()
        assert actions.release_place(place).released_at is not None
        actions.release_place(place)
        assert places("senior_technician").taken == 0
        assert last("evaluation.release_place").subject_id == place.pk

    def test_a_revoked_certificate_gives_its_place_back(self, stage: Stage) -> None:
        application = bring_to(S.CERTIFIED, stage)
        credential = Credential.objects.get(origin_id=application.pk)
        revoke_credential(credential, reason="弄虚作假，经查属实。", by=stage.cast.huang.actor)
        run_jobs()
        assert places("senior_technician").taken == 0


class TestCertify:
    def test_running_twice_issues_one(self, stage: Stage) -> None:
        application = bring_to(S.CERTIFIED, stage)
        with pytest.raises(TransitionNotAllowed):
            actions.certify_application(application)
        assert Credential.objects.count() == 1

    def test_not_before_the_decision(self, stage: Stage) -> None:
        with pytest.raises(TransitionNotAllowed):
            actions.certify_application(bring_to(S.NOTICE_CLEARED, stage))
        assert not Credential.objects.exists()

    def test_the_certificate_says_what_was_recognised(self, stage: Stage) -> None:
        application = bring_to(S.CERTIFIED, stage)
        credential = Credential.objects.get()
        assert (credential.level, credential.occupation_name) == ("senior_technician", "焊工")
        assert (credential.employer_name, credential.issued_on) == (
            stage.cast.employer.name,
            application.recognised_on,
        )

    def test_it_is_on_record(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage)
        assert last("evaluation.certify_application").to_state == S.CERTIFIED
        assert last("credentials.issue_credential").actor_label == "系统"


def test_no_plan_place_is_needed_to_apply(stage: Stage) -> None:
    """Places are counted at the decision: a full level does not close the door to applicants."""
    row = places("senior_technician")
    row.places = 0
    row.save()
    assert fill_in(stage, stage.cast.lv).state == S.DRAFT
