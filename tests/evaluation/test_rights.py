"""A person's own data: taken along, kept where the law says so, and forgotten where it does not."""

from juxian.evaluation import actions
from juxian.evaluation.models import Application
from juxian.evaluation.queries.rights import applications_of_person, reasons_to_keep
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.subscribers import forget
from juxian.people.events import PersonErased
from juxian.people.queries import export_of, holds_on
from tests.evaluation.factories import Stage, bring_to, fill_in
from tests.people.audit import last


class TestRights:
    def test_the_export_holds_ones_own_words(self, stage: Stage) -> None:
        fill_in(stage, stage.cast.lv)
        sections = export_of(stage.cast.lv.person)
        (row,) = sections["evaluation"]["rows"]
        assert row["个人陈述"] == "十八年焊工。"
        assert row["月工资（元）"] == "9800.00"
        assert "薄板焊接变形控制法" in row["业绩"]

    def test_a_certificate_is_in_the_export_and_holds_the_deletion(self, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage)
        person = stage.cast.lv.person
        assert export_of(person)["credentials"]["rows"][0]["证书编号"].startswith("JMJLL-2025-5")
        assert len(holds_on(person.pk)) == 2
        assert all("《" in reason for reason in holds_on(person.pk))

    def test_what_is_under_way_holds_and_what_ended_does_not(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        person = stage.cast.lv.person
        assert "正在办理" in reasons_to_keep(person.pk)[0]
        actions.withdraw_application(application, by=stage.cast.lv.citizen)
        assert reasons_to_keep(person.pk) == []

    def test_with_the_person_go_their_words_and_the_decision_stays(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        actions.reject_application(application, opinion="第七项不符合。", by=stage.cast.lin.actor)
        for _ in range(2):
            forget(PersonErased(str(stage.cast.lv.person.pk)))
        application.refresh_from_db()
        assert (application.state, application.statement, application.monthly_pay_fen) == (S.REJECTED, "", None)
        assert (application.portrait, application.contributions.count()) == (None, 0)
        assert applications_of_person(stage.cast.lv.person.pk)[0]["意见"] == "第七项不符合。"
        assert last("evaluation.forget_applicant").actor_label == "系统"

    def test_a_draft_goes_whole(self, stage: Stage) -> None:
        fill_in(stage, stage.cast.lv)
        forget(PersonErased(str(stage.cast.lv.person.pk)))
        assert not Application.objects.exists()
