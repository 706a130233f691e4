"""The roads on a phone, and the office's side of them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from juxian.evaluation import actions
from juxian.evaluation.models import Application, CertificateClaim, CertificateLookUp
from juxian.evaluation.paper.application import paper_data
from juxian.evaluation.queries.rights import applications_of_person
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.subscribers import forget
from juxian.kit.access import Actor
from juxian.people.events import PersonErased
from tests.cast import client_as, make_member
from tests.evaluation.factories import Stage, bring_to, confirmer, fill_in, look_up, picture
from tests.scenes import scene

MY = "/my/applications/"
OFFICE = "/office/applications/"


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


def own(application: Application) -> Actor:
    person = application.applicant
    return Actor(role="citizen", name="", person_id=person.pk, user_id=person.user_id)


def certificate(**values: Any) -> dict[str, Any]:
    return {
        "number": "s0001 35 000001 23 2 000777",
        "holder_name": "吕志强",
        "occupation_name": "焊工",
        "level": "technician",
        "issued_on": "2023-03-13",
        "issuing_body": "演示职业技能评价中心",
        **values,
    }


def award(**values: Any) -> dict[str, Any]:
    return {
        "contest": "集美区焊工技能竞赛",
        "contest_class": "district",
        "prize": "none",
        "rank": "2",
        "awarded_on": "2024-11-11",
        **values,
    }


class TestWizard:
    @scene
    def phone(self, stage: Stage) -> Client:
        return client_as(stage.cast.lv.citizen)

    @scene
    def draft(self, stage: Stage) -> Application:
        return fill_in(stage, stage.cast.lv, "technician")

    @pytest.mark.parametrize(
        ("channel", "page"),
        [
            ("contribution", "contributions"),
            ("certificate", "certificate"),
            ("competition", "award"),
            ("employer", "employer"),
        ],
    )
    def test_each_road_leads_to_its_own_question(
        self, phone: Client, draft: Application, channel: str, page: str
    ) -> None:
        answer = phone.post(f"{MY}{draft.pk}/road/", {"channel": channel})
        assert answer.url == f"{MY}{draft.pk}/{page}/"
        shown = text(phone.get(answer.url))
        assert ("单位还没有登记您的评价结果" in shown) == (channel == "employer")

    def test_contributions_are_chosen_until_somebody_says_otherwise(self, phone: Client, draft: Application) -> None:
        page = text(phone.get(f"{MY}{draft.pk}/road/"))
        assert 'value="contribution" checked' in page.replace(" required", "").replace('id="id_channel_0" ', "")
        assert text(phone.post(f"{MY}{draft.pk}/road/", {"channel": "bribe"}), 422)

    def test_a_certificate_is_kept_once_and_read_out(self, phone: Client, draft: Application) -> None:
        actions.choose_road(draft, channel="certificate", by=own(draft))
        for _ in range(2):
            answer = phone.post(f"{MY}{draft.pk}/certificate/", certificate(picture=picture()))
            assert answer.url == f"{MY}{draft.pk}/statement/"
        assert CertificateClaim.objects.get().number == "S000135000001232000777"
        page = text(phone.get(f"{MY}{draft.pk}/certificate/"))
        assert "福建省" in page
        assert "社会培训评价组织" in page
        assert phone.post(f"{MY}{draft.pk}/certificate/drop/").status_code == 302
        assert not CertificateClaim.objects.exists()

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"number": "S00013500000123200077"}, "您填了21位"),
            ({"number": "S0001350000012320O0777"}, "第18位是“O”"),
            ({"level": "senior"}, "与您选的证书等级不一致"),
            ({"issued_on": "2022-03-13"}, "编号里的年份是2023年"),
            ({"picture": None}, "picture"),
        ],
    )
    def test_a_fault_is_said_and_what_was_typed_stays(
        self, phone: Client, draft: Application, values: dict[str, Any], sentence: str
    ) -> None:
        sent = {"picture": picture(), **certificate(issuing_body="只此一处的机构", **values)}
        page = text(phone.post(f"{MY}{draft.pk}/certificate/", {k: v for k, v in sent.items() if v}), 422)
        assert sentence in page
        assert "只此一处的机构" in page

    def test_a_number_is_read_out_while_it_is_typed(self, phone: Client) -> None:
        address = f"{MY}certificate-number/"
        assert "福建省" in text(phone.get(address, {"number": "S000135000001232000777"}))
        assert "第1位是“X”" in text(phone.get(address, {"number": "X000135000001232000777"}))
        assert "<dl" not in text(phone.get(address))
        assert Client().get(address).status_code == 302

    def test_an_award_is_kept_and_a_certificate_may_go_with_it(self, phone: Client, draft: Application) -> None:
        actions.choose_road(draft, channel="competition", by=own(draft))
        answer = phone.post(f"{MY}{draft.pk}/award/", award(picture=picture()))
        assert answer.url == f"{MY}{draft.pk}/statement/"
        answer = phone.post(f"{MY}{draft.pk}/certificate/", certificate(picture=picture()))
        assert answer.url == f"{MY}{draft.pk}/award/"
        page = text(phone.get(answer.url))
        assert "S000135000001232000777" in page
        assert "企业或院校竞赛按参赛人数的比例计算" in text(
            phone.post(f"{MY}{draft.pk}/award/", award(contest_class="in_house")), 422
        )

    def test_the_last_screen_says_which_clause_the_road_misses(self, phone: Client, draft: Application) -> None:
        actions.choose_road(draft, channel="competition", by=own(draft))
        phone.post(f"{MY}{draft.pk}/award/", award(rank="7", picture=picture()))
        page = text(phone.get(f"{MY}{draft.pk}/check/"))
        assert "名次或奖项达到该级别竞赛的要求" in page
        assert "规定：竞赛名次不低于 6（区级竞赛）" in page
        assert "集美区焊工技能竞赛" in page
        assert "还没有填写任何业绩" not in page

    def test_anothers_pages_are_not_there(self, stage: Stage, draft: Application) -> None:
        other = client_as(stage.cast.chen.citizen)
        for page in ("road", "certificate", "award", "employer"):
            assert other.get(f"{MY}{draft.pk}/{page}/").status_code == 404

    def test_afterwards_the_page_says_where_it_is(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.SUBMITTED, stage, level="technician", channel="certificate")
        assert phone.get(f"{MY}{application.pk}/certificate/").url == f"{MY}{application.pk}/"
        page = text(phone.get(f"{MY}{application.pk}/"))
        assert application.certificate_claim.number in page
        assert "福建省" in page


class TestOffice:
    @scene
    def accepted(self, stage: Stage) -> Application:
        return bring_to(S.ACCEPTED, stage, level="technician", channel="certificate")

    def test_a_reviewer_records_what_was_found(self, stage: Stage, accepted: Application) -> None:
        reviewer = client_as(stage.cast.lin.actor)
        page = text(reviewer.get(f"{OFFICE}{accepted.pk}/"))
        assert "还没有查询记录" in page
        assert "verdict_certificate_occupation" in page
        assert "verdict_certificate_checked" not in page  # answered by the look-up, never by hand
        sent = {"found": "yes", "looked_up_on": "2025-03-12", "screenshot": picture("screen.jpg")}
        assert reviewer.post(f"{OFFICE}{accepted.pk}/look-up/", sent).status_code == 302
        page = text(reviewer.get(f"{OFFICE}{accepted.pk}/"))
        assert "查到且相符" in page
        screenshot = CertificateLookUp.objects.get().screenshot_id
        address = reverse("kit:upload", args=[screenshot])
        assert reviewer.get(address).status_code == 200
        assert client_as(stage.cast.zhou.actor).get(address).status_code == 200
        assert client_as(stage.cast.sun.actor).get(address).status_code in (403, 404)
        assert text(reviewer.post(f"{OFFICE}{accepted.pk}/look-up/", {"found": "yes"}), 422)

    def test_the_same_number_of_another_person_is_shown(self, stage: Stage, accepted: Application) -> None:
        other = bring_to(S.SUBMITTED, stage, make_member("周同号"), level="technician", channel="certificate")
        CertificateClaim.objects.filter(application=other).update(number=accepted.certificate_claim.number)
        page = text(client_as(stage.cast.lin.actor).get(f"{OFFICE}{accepted.pk}/"))
        assert "同一个证书编号还有别人在用" in page
        assert other.number in page

    def test_many_are_confirmed_with_one_opinion_and_one_that_cannot_be_stops_none(self, stage: Stage) -> None:
        good = bring_to(S.SECOND_REVIEWED, stage, level="technician", channel="certificate")
        bad = bring_to(S.SECOND_REVIEWED, stage, make_member("周单位"), level="technician", channel="competition")
        Application.objects.filter(pk=bad.pk).update(channel="employer")
        client = client_as(confirmer(stage.cast))
        page = text(client.get(f"{OFFICE}confirm/"))
        assert good.number in page
        assert bad.number in page
        sent = {"applications": [str(good.pk), str(bad.pk)], "opinion": "同意。"}
        shown = text(client.post(f"{OFFICE}confirm/", sent, follow=True))
        assert "已核定1人" in shown
        assert f"{bad.number}：" in shown
        good.refresh_from_db()
        assert good.state == S.PASSED
        assert text(client.post(f"{OFFICE}confirm/", {"opinion": "同意。"}), 422)

    def test_who_reviewed_sees_no_button_and_an_empty_list(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage, level="technician", channel="certificate")
        reviewer, third = client_as(stage.cast.lin.actor), client_as(confirmer(stage.cast))
        assert "核定通过" not in text(reviewer.get(f"{OFFICE}{application.pk}/"))
        assert "没有等待核定的申报" in text(reviewer.get(f"{OFFICE}confirm/"))
        assert "核定通过" in text(third.get(f"{OFFICE}{application.pk}/"))
        answer = third.post(f"{OFFICE}{application.pk}/refuse/", {"opinion": "证书不是本人的。"})
        assert answer.status_code == 302
        application.refresh_from_db()
        assert (application.state, application.reason) == (S.REJECTED, "证书不是本人的。")

    def test_one_is_confirmed_on_its_own_page(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage, level="technician", channel="competition")
        client = client_as(confirmer(stage.cast))
        assert client.post(f"{OFFICE}{application.pk}/confirm/", {"opinion": "同意。"}).status_code == 302
        application.refresh_from_db()
        assert application.state == S.PASSED

    def test_the_applicant_reads_that_it_waits_to_be_confirmed(self, stage: Stage) -> None:
        application = bring_to(S.SECOND_REVIEWED, stage, level="technician", channel="competition")
        page = text(client_as(stage.cast.lv.citizen).get(f"{MY}{application.pk}/"))
        assert "核定人员" in page

    def test_the_list_is_narrowed_by_channel(self, stage: Stage, accepted: Application) -> None:
        bring_to(S.SUBMITTED, stage, make_member("周业绩"))
        page = client_as(stage.cast.zhao.actor).get(OFFICE, {"channel": "certificate"})
        assert [row.pk for row in page.context["page"]] == [accepted.pk]
        assert "证书认定" in text(page)


class TestPapersAndRights:
    def test_the_form_on_paper_shows_road_and_claim(self, stage: Stage) -> None:
        application = bring_to(S.FIRST_REVIEWED, stage, level="technician", channel="certificate")
        data, _files = paper_data(application)
        assert data["channel"] == "证书认定"
        assert data["certificate"]["number"] == application.certificate_claim.number
        assert "查到且相符" in data["certificate"]["looked_up"]
        assert (data["award"], data["contributions"]) == (None, [])
        answer = client_as(stage.cast.lv.citizen).get(f"{MY}{application.pk}/pdf/")
        assert answer.content.startswith(b"%PDF")

    def test_the_export_holds_the_claims(self, stage: Stage) -> None:
        fill_in(stage, stage.cast.lv, "technician", "competition")
        bring_to(S.FIRST_REVIEWED, stage, stage.cast.chen, level="technician", channel="certificate")
        (row,) = applications_of_person(stage.cast.lv.person.pk)
        assert "集美区焊工技能竞赛，市级一类竞赛，只有名次，第1名" in row["竞赛获奖"]
        (row,) = applications_of_person(stage.cast.chen.person.pk)
        assert row["国家证书"].startswith("S0001")
        assert "查到且相符" in row["全国联网查询"]

    def test_with_the_person_go_the_claims_and_the_screenshots(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage, level="technician", channel="certificate")
        look_up(stage, application, found=False, note="查无此号")
        actions.reject_application(application, opinion="查无此号。", by=stage.cast.lin.actor)
        forget(PersonErased(str(stage.cast.lv.person.pk)))
        assert not CertificateClaim.objects.exists()
        assert not CertificateLookUp.objects.exists()
        application.refresh_from_db()
        assert (application.state, application.reason) == (S.REJECTED, "查无此号。")
