"""The roads to recognition as the applicant goes them: what each asks for, and what is refused at once."""

import datetime as dt
import json

import pytest

from juxian.evaluation import actions
from juxian.evaluation.actions.claim import CERTIFICATE_FIELDS
from juxian.evaluation.decision_record import merged, records_of
from juxian.evaluation.facts import check_conditions, rulebook
from juxian.evaluation.models import Application, AwardClaim, CertificateClaim
from juxian.evaluation.queries.application import missing_parts
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.policy import explain, replay
from tests.cast import make_member
from tests.evaluation.factories import Stage, bring_to, certificate_number, claim_award, claim_certificate, fill_in
from tests.people.audit import last
from tests.scenes import scene


@scene
def draft(stage: Stage) -> Application:
    return fill_in(stage, stage.cast.lv, "technician", "certificate")


class TestRoad:
    def test_contributions_are_where_everybody_starts(self, stage: Stage) -> None:
        application = actions.start_application(stage.cast.lv.person, by=stage.cast.lv.citizen)
        assert application.channel == "contribution"
        actions.choose_road(application, channel="competition", by=stage.cast.lv.citizen)
        application.refresh_from_db()
        assert application.channel == "competition"

    @pytest.mark.parametrize("channel", ["contribution", "certificate", "competition", "employer"])
    def test_a_road_asks_only_for_what_it_needs(self, stage: Stage, channel: str) -> None:
        application = fill_in(stage, stage.cast.lv, "technician", channel)
        wanted = [part.page for part in missing_parts(application)]
        assert wanted == ([f"/my/applications/{application.pk}/employer/"] if channel == "employer" else [])
        assert application.contributions.exists() == (channel == "contribution")

    @pytest.mark.parametrize(
        ("channel", "sentence"),
        [
            ("certificate", "还没有填写国家证书"),
            ("competition", "还没有填写竞赛获奖"),
            ("employer", "还没有登记您的评价结果"),
        ],
    )
    def test_what_the_road_needs_is_missing(self, stage: Stage, channel: str, sentence: str) -> None:
        application = fill_in(stage, stage.cast.lv)
        actions.choose_road(application, channel=channel, by=stage.cast.lv.citizen)
        with pytest.raises(RuleBroken, match=sentence):
            actions.submit_application(application, by=stage.cast.lv.citizen)

    def test_nobody_chooses_for_another(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(PermissionDenied):
            actions.choose_road(draft, channel="contribution", by=stage.cast.chen.citizen)

    def test_after_submission_the_road_is_chosen(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        with pytest.raises(RuleBroken, match="已经提交"):
            actions.choose_road(application, channel="certificate", by=stage.cast.lv.citizen)

    def test_it_is_on_record(self, draft: Application) -> None:
        assert last("evaluation.choose_road").data["channel"] == "certificate"


class TestCertificate:
    def test_it_is_kept_in_its_normal_spelling_and_said_again_it_is_one(self, stage: Stage, draft: Application) -> None:
        claim = claim_certificate(draft, stage.cast.lv, number=" s0001 35-000001 23 2 000777 ")
        assert CertificateClaim.objects.get() == claim
        assert claim.number == "S000135000001232000777"

    def test_only_its_own_applicant_fills_it_in(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(PermissionDenied):
            claim_certificate(draft, stage.cast.chen)
        with pytest.raises(PermissionDenied):
            actions.drop_certificate(draft, by=stage.cast.chen.citizen)

    def test_after_submission_nothing_changes(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage, level="technician", channel="certificate")
        with pytest.raises(RuleBroken, match="已经提交"):
            claim_certificate(application, stage.cast.lv)
        with pytest.raises(RuleBroken, match="已经提交"):
            actions.drop_certificate(application, by=stage.cast.lv.citizen)

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"number": "S0001350000012X2000777"}, "number"),
            ({"level": "senior"}, "level"),
            ({"issued_on": dt.date(2022, 3, 1)}, "issued_on"),
            ({"number": certificate_number("technician", 2025), "issued_on": dt.date(2025, 12, 1)}, "issued_on"),
        ],
    )
    def test_what_does_not_agree_is_told_at_its_field(
        self, stage: Stage, draft: Application, changed: dict[str, object], field: str
    ) -> None:
        before = draft.certificate_claim.number
        with pytest.raises(RuleBroken) as refused:
            claim_certificate(draft, stage.cast.lv, **changed)
        assert refused.value.field == field
        assert CertificateClaim.objects.get().number == before

    def test_a_picture_is_needed_once(self, stage: Stage, draft: Application) -> None:
        claim = draft.certificate_claim
        values = {name: getattr(claim, name) for name in CERTIFICATE_FIELDS}
        kept = actions.claim_certificate(draft, **values, by=stage.cast.lv.citizen)
        assert kept.picture == claim.picture
        other = actions.start_application(stage.cast.chen.person, by=stage.cast.chen.citizen)
        with pytest.raises(RuleBroken, match="还没有上传照片") as refused:
            actions.claim_certificate(other, **values, by=stage.cast.chen.citizen)
        assert refused.value.field == "picture"

    def test_it_is_taken_out_again(self, stage: Stage, draft: Application) -> None:
        actions.drop_certificate(draft, by=stage.cast.lv.citizen)
        assert not CertificateClaim.objects.exists()
        assert last("evaluation.drop_certificate").subject_id == draft.pk

    def test_it_is_on_record_without_its_number(self, draft: Application) -> None:
        data = last("evaluation.claim_certificate").data
        assert draft.certificate_claim.number not in str(data)

    def test_a_number_with_which_another_was_recognised_is_refused(self, stage: Stage) -> None:
        taken = bring_to(S.RECOGNISED, stage, level="technician", channel="certificate")
        other = fill_in(stage, make_member("张后来"), "technician", "certificate")
        CertificateClaim.objects.filter(application=other).update(number=taken.certificate_claim.number)
        other.refresh_from_db()
        with pytest.raises(RuleBroken, match="已经用于另一人的认定"):
            actions.submit_application(other, by=_citizen(other))

    def test_ones_own_certificate_may_be_shown_again(self, stage: Stage) -> None:
        taken = bring_to(S.CERTIFIED, stage, level="technician", channel="certificate")
        again = fill_in(stage, stage.cast.lv, "senior_technician")
        claim_certificate(again, stage.cast.lv, number=taken.certificate_claim.number, level="technician")
        again.refresh_from_db()
        assert actions.submit_application(again, by=stage.cast.lv.citizen).state == S.SUBMITTED


class TestAward:
    @scene
    def draft(self, stage: Stage) -> Application:
        return fill_in(stage, stage.cast.lv, "technician", "competition")

    def test_one_award_an_application(self, stage: Stage, draft: Application) -> None:
        claim_award(draft, stage.cast.lv, rank=3)
        assert AwardClaim.objects.get().rank == 3

    def test_only_its_own_applicant_fills_it_in(self, stage: Stage, draft: Application) -> None:
        with pytest.raises(PermissionDenied):
            claim_award(draft, stage.cast.chen)

    def test_after_submission_nothing_changes(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage, level="technician", channel="competition")
        with pytest.raises(RuleBroken, match="已经提交"):
            claim_award(application, stage.cast.lv)

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"rank": 41}, "participants"),
            ({"contest_class": "in_house", "participants": None}, "participants"),
            ({"awarded_on": dt.date(2025, 3, 13)}, "awarded_on"),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(
        self, stage: Stage, draft: Application, changed: dict[str, object], field: str
    ) -> None:
        with pytest.raises(RuleBroken) as refused:
            claim_award(draft, stage.cast.lv, **changed)
        assert refused.value.field == field

    def test_it_is_on_record(self, draft: Application) -> None:
        assert last("evaluation.claim_award").data["rank"] == 1


class TestConditions:
    """What the law says of a road, asked with the basic conditions."""

    def verdicts(self, application: Application) -> dict[str, str]:
        application.refresh_from_db()
        return {clause["key"]: clause["verdict"] for clause in application.check_record["clauses"]}

    def test_the_record_names_the_policy_of_each_clause(self, stage: Stage) -> None:
        record = bring_to(S.SUBMITTED, stage, level="technician", channel="certificate").check_record
        policies = {clause["key"]: clause["policy"] for clause in record["clauses"]}
        assert policies["lawful"] == "gold_blue_collar_conditions"
        assert policies["certificate_level"] == "gold_blue_collar_classes"

    def test_a_lower_certificate_stops_and_a_person_may_be_asked(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv, "technician", "certificate")
        issued_on = clock.today() - dt.timedelta(days=730)
        claim_certificate(
            application, stage.cast.lv, level="senior", number=certificate_number("senior", issued_on.year)
        )
        with pytest.raises(RuleBroken, match="有条件看来还不满足"):
            actions.submit_application(application, by=stage.cast.lv.citizen)
        actions.submit_application(application, wants_human_check=True, by=stage.cast.lv.citizen)
        assert self.verdicts(application)["certificate_level"] == "not_met"

    def test_another_name_on_the_certificate_is_seen(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv, "technician", "certificate")
        claim_certificate(application, stage.cast.lv, holder_name="别人")
        actions.submit_application(application, wants_human_check=True, by=stage.cast.lv.citizen)
        assert self.verdicts(application)["certificate_holder"] == "not_met"

    def test_a_contest_gives_its_level_and_a_holder_one_more(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv, "senior_technician", "competition")
        claim_certificate(application, stage.cast.lv, level="technician", number=certificate_number("technician", 2023))
        actions.submit_application(application, by=stage.cast.lv.citizen)
        assert {name: self.verdicts(application)[f"competition_{name}"] for name in ("rank", "level", "pause")} == {
            "rank": "met",
            "level": "met",
            "pause": "met",
        }

    def test_a_second_promotion_by_contest_waits_a_year(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage, level="technician", channel="competition")
        application = fill_in(stage, stage.cast.lv, "senior_technician", "competition")
        actions.submit_application(application, wants_human_check=True, by=stage.cast.lv.citizen)
        application.refresh_from_db()
        clause = next(row for row in application.check_record["clauses"] if row["key"] == "competition_pause")
        recognised_on = Application.objects.get(state=S.CERTIFIED).recognised_on
        assert clause["verdict"] == "not_met"
        assert clause["met_from"] == recognised_on.replace(year=recognised_on.year + 1).isoformat()

    def test_the_employers_road_asks_the_national_conditions_too(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv, "senior", "employer", trade_since_on=dt.date(2015, 3, 12))
        record = check_conditions(application, clock.today())
        verdicts = {clause["key"]: clause["verdict"] for clause in record["clauses"]}
        assert verdicts["newer_senior"] == "met"
        assert verdicts["employer_plan"] == "judgement"

    def test_each_answer_in_the_record_is_replayed_to_the_same_bytes(self, stage: Stage) -> None:
        record = check_conditions(fill_in(stage, stage.cast.lv, "senior", "employer"), clock.today())
        for answer in records_of(record):
            again = replay(rulebook(), json.loads(json.dumps(answer)))
            assert again.to_dict() == answer

    def test_two_policies_with_one_key_are_a_fault_of_the_data(self) -> None:
        answer = explain(rulebook(), "gold_blue_collar_conditions", {}, dt.date(2025, 3, 12))
        with pytest.raises(ValueError, match="alike"):
            merged([answer, answer])


def _citizen(application: Application) -> Actor:
    person = application.applicant
    return Actor(role="citizen", name="", person_id=person.pk, user_id=person.user_id)
