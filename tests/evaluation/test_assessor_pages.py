"""The assessor's pages: work without names, and a score that is written once."""

from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Panel
from juxian.evaluation.states import ApplicationState as S
from tests.cast import client_as, make_member
from tests.evaluation import factories
from tests.evaluation.factories import Stage, bring_to, fill_in

OFFICE = "/office/applications/"


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


def many(stage: Stage, count: int, state: str = "submitted") -> None:
    """Applications by as many people, without the way that leads there."""
    for number in range(count):
        Application.objects.create(
            applicant=make_member(f"申报{number}").person,
            employer=stage.cast.employer,
            item=stage.item,
            level="senior",
            number=f"SB20259{number:05d}",
            state=state,
        )


class TestAssessor:
    def test_names_faces_and_employers_are_nowhere(self, stage: Stage) -> None:
        application = bring_to(S.IN_PANEL, stage)
        application.statement = "我是吕志强。"
        application.save()
        client = client_as(stage.assessors[0].actor)
        for address in ("/office/cases/", f"/office/cases/{application.panel_case.pk}/"):
            page = text(client.get(address))
            assert application.number in page
            for secret in ("吕志强", stage.cast.employer.name, str(application.portrait_id)):
                assert secret not in page
        assert client.get(f"/files/{application.portrait_id}").status_code == 404
        assert client.get(f"/files/{application.portrait_id}/thumbnail").status_code == 404
        assert client.get(f"{OFFICE}{application.pk}/").status_code == 403

    def test_the_evidence_of_a_case_can_be_opened_by_its_panel_only(self, stage: Stage) -> None:
        application = fill_in(stage, stage.cast.lv)
        by = stage.cast.lv.citizen
        upload = factories.accept_upload(factories.picture(), kinds=("image",), by=by, purpose="evaluation.evidence")
        actions.add_evidence(application, contribution=application.contributions.get(), upload=upload, by=by)
        for step in factories.WAY[:5]:
            factories.STEPS[step](stage, application)
            application.refresh_from_db()
        outsider = make_member("旁人", (stage.cast.office, "assessor"))
        seen = client_as(stage.assessors[0].actor).get(f"/files/{upload.pk}")
        assert seen.status_code == 200
        assert 'filename="01.jpg"' in seen["Content-Disposition"]  # the applicant's own name for it may be a name
        assert client_as(outsider.actor).get(f"/files/{upload.pk}").status_code == 404
        assert client_as(stage.cast.wang.actor).get(f"/files/{upload.pk}").status_code == 404

    def test_a_case_of_another_panel_does_not_exist(self, stage: Stage) -> None:
        case = bring_to(S.IN_PANEL, stage).panel_case
        outsider = make_member("旁人", (stage.cast.office, "assessor"))
        assert client_as(outsider.actor).get(f"/office/cases/{case.pk}/").status_code == 404

    def test_a_score_is_written_once_and_then_shown(self, stage: Stage) -> None:
        case = bring_to(S.IN_PANEL, stage).panel_case
        client, address = client_as(stage.assessors[0].actor), f"/office/cases/{case.pk}/"
        client.post(f"/office/cases/seats/{case.panel.members.get(assessor=stage.assessors[0].person).pk}/confirm/")
        wrong = {"score": "50", "is_in_favour": "yes", "opinion": "扎实"}
        assert "不到六十分" in text(client.post(address, wrong), 422)
        assert "满分" in text(client.post(address, {**wrong, "score": "101"}), 422)
        assert client.post(address, {**wrong, "score": "90"}).status_code == 302
        assert "我的评分" in text(client.get(address))

    @pytest.mark.parametrize("rows", [3, 30])
    def test_the_list_asks_as_much_for_thirty_as_for_three(
        self, stage: Stage, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        many(stage, rows, "in_panel")
        panel = Panel.objects.create(title="组", convened_on="2025-03-12", convened_by="林")
        panel.members.create(assessor=stage.assessors[0].person)
        for row in Application.objects.all():
            panel.cases.create(application=row)
        client = client_as(stage.assessors[0].actor)
        with django_assert_max_num_queries(15):
            assert len(client.get("/office/cases/").context["page"].object_list) == rows
