"""The office's pages: the list, one application, panels, notice, decision, plan; each for whom it is made."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from juxian.evaluation.models import Application, Panel, Plan
from juxian.evaluation.queries.application import TABS
from juxian.evaluation.states import ApplicationState as S
from tests.cast import actor_for, client_as, make_member, make_membership
from tests.evaluation.factories import Stage, all_met, bring_to, fill_in, places, second_reviewer
from tests.people.audit import last
from tests.scenes import scene

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


class TestList:
    @scene
    def officer(self, stage: Stage) -> Client:
        return client_as(stage.cast.zhao.actor)

    @pytest.mark.parametrize("rows", [3, 30])
    def test_it_asks_as_much_for_thirty_as_for_three(
        self, stage: Stage, officer: Client, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        many(stage, rows)
        with django_assert_max_num_queries(16):
            assert len(officer.get(OFFICE).context["page"].object_list) == rows

    def test_the_tabs_count_and_narrow(self, stage: Stage, officer: Client) -> None:
        many(stage, 2)
        bring_to(S.ACCEPTED, stage)
        page = officer.get(OFFICE, {"tab": "first"})
        assert {name: count for name, _label, count in page.context["tabs"]} == {
            **dict.fromkeys(TABS, 0),
            "intake": 2,
            "first": 1,
        }
        assert [row.state for row in page.context["page"]] == ["accepted"]

    def test_every_state_but_the_draft_is_under_one_tab(self) -> None:
        listed = [state for states in TABS.values() for state in states]
        assert sorted(listed) == sorted(set(S.values) - {S.DRAFT})

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ({"q": "lzq"}, 1),
            ({"q": "吕志强"}, 1),
            ({"q": "SB2025000001"}, 1),
            ({"q": "查无此人"}, 0),
            ({"level": "chief"}, 0),
            ({"level": "senior_technician", "year": "2025"}, 1),
            ({"is_overdue": "on"}, 0),
            ({"state": "submitted"}, 1),
            ({"tab": "x", "year": "999999", "level": "'", "page": "0"}, 1),
        ],
    )
    def test_the_filters_narrow(self, stage: Stage, officer: Client, query: dict[str, str], count: int) -> None:
        bring_to(S.SUBMITTED, stage)
        assert officer.get(OFFICE, query).context["page"].paginator.count == count

    def test_drafts_are_nobodys_business(self, stage: Stage, officer: Client) -> None:
        draft = fill_in(stage, stage.cast.lv)
        assert officer.get(OFFICE).context["page"].paginator.count == 0
        assert officer.get(f"{OFFICE}{draft.pk}/").status_code == 404

    def test_the_export_holds_what_the_list_shows_and_is_on_record(self, stage: Stage, officer: Client) -> None:
        bring_to(S.SUBMITTED, stage)
        many(stage, 2, "accepted")
        answer = officer.post(f"{OFFICE}export/", {"tab": "intake"})
        rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.values)
        assert rows[0][0] == "申报编号"
        assert [row[:3] for row in rows[1:]] == [("SB2025000001", "吕志强", stage.cast.lv.person.identity_tail)]
        assert last("evaluation.applications", "export").data == {"count": 1}
        assert officer.get(f"{OFFICE}export/").status_code == 405

    @pytest.mark.parametrize("who", ["lv", "wang", "sun", "qian", "wu"])
    def test_who_has_no_business_here_is_refused(self, stage: Stage, who: str) -> None:
        application = bring_to(S.SUBMITTED, stage)
        client = client_as(getattr(stage.cast, who).actor)
        for address in (OFFICE, f"{OFFICE}{application.pk}/", f"{OFFICE}{application.pk}/pdf/", "/office/plan/"):
            assert client.get(address).status_code == 403
        assert client.post(f"{OFFICE}{application.pk}/accept/").status_code == 403


class TestApplication:
    def test_the_counter_accepts_on_the_page(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        client, address = client_as(stage.cast.zhao.actor), f"{OFFICE}{application.pk}/"
        page = text(client.get(address))
        assert "return-dialog" in page
        assert "approve-dialog" not in page
        client.post(f"{address}accept/")
        assert "待初审" in text(client.get(address))

    def test_an_empty_reason_is_refused_in_one_sentence(self, stage: Stage) -> None:
        application = bring_to(S.SUBMITTED, stage)
        client, address = client_as(stage.cast.zhao.actor), f"{OFFICE}{application.pk}/"
        assert "理由" in text(client.post(f"{address}return/", {"reason": ""}), 422)
        assert client.post(f"{address}return/", {"reason": "请补合同。"}).status_code == 302
        application.refresh_from_db()
        assert application.state == S.RETURNED

    def test_two_reviewers_judge_and_approve_on_the_page(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        address = f"{OFFICE}{application.pk}/"
        first, second = client_as(stage.cast.lin.actor), client_as(second_reviewer(stage.cast))
        answers = {f"verdict_{key}": "yes" for key in all_met(application)}
        assert first.post(f"{address}judge/", answers).status_code == 302
        assert first.post(f"{address}approve/", {"opinion": "同意"}).status_code == 302
        assert "approve-dialog" not in text(first.get(address))
        assert second.post(f"{address}approve/", {"opinion": "同意"}).status_code == 302
        assert "待评审" in text(second.get(address))

    def test_a_no_without_a_ground_is_refused(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        client = client_as(stage.cast.lin.actor)
        answer = client.post(f"{OFFICE}{application.pk}/judge/", {"verdict_lawful": "no", "note_lawful": ""})
        assert "写明依据" in text(answer, 409)

    def test_rejecting_tells_why(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        client = client_as(stage.cast.lin.actor)
        client.post(f"{OFFICE}{application.pk}/reject/", {"opinion": "第七项不符合。"})
        assert "第七项不符合。" in text(client.get(f"{OFFICE}{application.pk}/"))
        bring_declined = bring_to(S.SUBMITTED, stage, stage.cast.chen)
        counter = client_as(stage.cast.zhao.actor)
        assert counter.post(f"{OFFICE}{bring_declined.pk}/decline/", {"reason": "不属于本区。"}).status_code == 302

    def test_each_dialog_has_ids_of_its_own(self, stage: Stage) -> None:
        page = text(client_as(stage.cast.zhao.actor).get(f"{OFFICE}{bring_to(S.SUBMITTED, stage).pk}/"))
        assert page.count('id="return_reason"') == page.count('id="decline_reason"') == 1

    def test_the_paper_is_a_pdf(self, stage: Stage) -> None:
        application = bring_to(S.FIRST_REVIEWED, stage)
        assert client_as(stage.cast.lin.actor).get(f"{OFFICE}{application.pk}/pdf/").content[:5] == b"%PDF-"


class TestPanel:
    def form(self, stage: Stage, application: Application, count: int = 3) -> dict[str, Any]:
        return {
            "title": "焊工评审组",
            "starts_at": "2025-03-13T09:00",
            "minutes": "120",
            "room": "二楼会议室",
            "reason": "只有一份申报",
            "assessors": [str(one.person.pk) for one in stage.assessors][:count],
            "applications": [str(application.pk)],
        }

    def test_a_panel_is_convened_scored_and_closed_on_screen(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage)
        organiser = client_as(stage.cast.lin.actor)
        second = text(organiser.get("/office/panels/pick/", {"applications": str(application.pk)}))
        assert f'<input type="hidden" name="applications" value="{application.pk}"' in second
        address = organiser.post("/office/panels/pick/", self.form(stage, application)).url
        early = text(organiser.get(address))
        assert "还差 3 个评分" in early
        assert "结束评审</button>" not in early
        case = Panel.objects.get().cases.get()
        for member in stage.assessors:
            sheet = {"score": "80", "is_in_favour": "yes", "opinion": "扎实"}
            seat, client = case.panel.members.get(assessor=member.person), client_as(member.actor)
            assert "打分前请先确认" in text(client.get(f"/office/cases/{case.pk}/"))
            assert client.post(f"/office/cases/seats/{seat.pk}/confirm/").status_code == 302
            assert client.post(f"/office/cases/{case.pk}/", sheet).status_code == 302
            assert client.post(f"/office/cases/seats/{seat.pk}/sign/").status_code == 302
        assert "签字有效" in text(organiser.get(address))
        assert organiser.get(f"{address}record/").content[:5] == b"%PDF-"
        assert organiser.get(f"{address}members/{seat.pk}/sheet/").content[:5] == b"%PDF-"
        assert organiser.post(f"{address}close/").status_code == 302
        assert "已结束" in text(organiser.get(address))

    def test_an_even_panel_is_refused_and_the_choice_stays(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage)
        answer = client_as(stage.cast.lin.actor).post("/office/panels/pick/", self.form(stage, application, 2))
        page = text(answer, 422)
        assert "单数的考评员" in page
        assert "焊工评审组" in page
        checked = [line for line in page.split("<input") if "checked" in line]
        assert len(checked) == 2

    @pytest.mark.parametrize("rows", [3, 30])
    def test_the_list_asks_as_much_for_thirty_as_for_three(
        self, stage: Stage, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(rows):
            panel = Panel.objects.create(title=f"第{number}组", convened_on="2025-03-12", convened_by="林")
            for member in stage.assessors:
                panel.members.create(assessor=member.person)
        client = client_as(stage.cast.lin.actor)
        with django_assert_max_num_queries(17):  # twelve of them are the frame's: session, hats, counts of the menu
            assert len(client.get("/office/panels/").context["page"].object_list) == rows


class TestDecision:
    def test_a_notice_is_published_on_screen(self, stage: Stage) -> None:
        application = bring_to(S.PASSED, stage)
        client = client_as(stage.cast.lin.actor)
        assert "拟认定人员名单公示" in text(client.get(f"{OFFICE}publish/"))
        nothing = client.post(f"{OFFICE}publish/", {"title": "公示"})
        assert "至少勾选一份" in text(nothing, 422)
        answer = client.post(f"{OFFICE}publish/", {"title": "公示", "applications": [str(application.pk)]})
        assert answer.status_code == 302
        assert "吕*强" in text(client.get(answer.url))

    def test_one_that_cannot_be_recognised_stops_none_of_the_others(self, stage: Stage) -> None:
        row = places("senior_technician")
        row.places = 1
        row.save()
        two = [bring_to(S.NOTICE_CLEARED, stage, who) for who in (stage.cast.lv, stage.cast.chen)]
        client = client_as(stage.cast.huang.actor)
        page = text(client.post(f"{OFFICE}recognise/", {"applications": [str(one.pk) for one in two]}, follow=True))
        assert "已认定1人" in page
        assert "培养名额已经用完" in page

    def test_a_leader_is_offered_only_what_they_may_decide(self, stage: Stage) -> None:
        application = bring_to(S.NOTICE_CLEARED, stage)
        make_membership(stage.assessors[0].person, stage.cast.office, "leader")
        client = client_as(actor_for(stage.assessors[0].person, stage.cast.office, "leader"))
        assert application.number not in text(client.get(f"{OFFICE}recognise/"))
        answer = client.post(f"{OFFICE}recognise/", {"applications": [str(application.pk)]})
        assert answer.status_code == 422

    def test_a_plan_is_made_and_changed_by_a_leader(self, stage: Stage) -> None:
        client = client_as(stage.cast.huang.actor)
        form = {"title": "下一个计划", "document": "示例文号", "year_from": "2027", "year_until": "2030"}
        levels = {
            f"places_{level}": "5" for level in ("senior", "technician", "senior_technician", "special_grade", "chief")
        }
        assert client.post("/office/plan/new/", {**form, **levels}).status_code == 302
        assert Plan.objects.get(title="下一个计划").places.count() == 5
        assert "早于开始年份" in text(
            client.post("/office/plan/new/", {**form, **levels, "title": "x", "year_until": "2026"}), 422
        )
        for who in ("huang", "lin"):
            assert "2023 年至 2026 年" in text(client_as(getattr(stage.cast, who).actor).get("/office/plan/"))
        row = places_of_running("chief")
        change = {"places": "12", "reason": "首席技师需求增加"}
        assert client.post(f"/office/plan/{row.pk}/places/", {"places": "12"}).status_code == 422
        assert client.post(f"/office/plan/{row.pk}/places/", change).status_code == 302
        assert client.post(f"/office/plan/{row.pk}/places/", {**change, "places": "-1"}).status_code == 422
        assert client_as(stage.cast.lin.actor).post(f"/office/plan/{row.pk}/places/", change).status_code == 403
        assert client_as(stage.cast.lin.actor).get("/office/plan/new/").status_code == 403


def places_of_running(level: str) -> Any:
    return Plan.objects.get(year_from=2023).places.get(level=level)
