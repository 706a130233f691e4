"""The applicant on a phone: five screens, nothing typed is lost, nothing is made twice."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Contribution
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.models import Upload
from juxian.kit.uploads.sweeping import unused_uploads
from tests.cast import client_as
from tests.evaluation.factories import Stage, bring_to, fill_in, picture
from tests.scenes import scene

MY = "/my/applications/"


@scene
def phone(stage: Stage) -> Client:
    return client_as(stage.cast.lv.citizen)


@scene
def draft(stage: Stage) -> Application:
    return fill_in(stage, stage.cast.lv)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


def work(stage: Stage, **values: str) -> dict[str, str]:
    return {
        "employer": stage.cast.employer.name,
        "post": "焊接班班长",
        "contract_from_on": "2022-03-01",
        "contract_until_on": "2027-03-01",
        "insured_since_on": "2022-03-01",
        "monthly_pay": "9800.50",
        **values,
    }


def contribution(**values: Any) -> dict[str, Any]:
    return {
        "kind": "work",
        "title": "转向架焊接",
        "done_on": "2024-05-01",
        "description": "合格率百分之百。",
        **values,
    }


class TestWizard:
    def test_starting_twice_opens_the_same_draft(self, phone: Client) -> None:
        assert phone.post(f"{MY}start/").url == phone.post(f"{MY}start/").url
        assert Application.objects.count() == 1

    def test_a_trade_is_found_by_its_initials(self, stage: Stage, phone: Client, draft: Application) -> None:
        page = text(phone.get(f"{MY}{draft.pk}/trade/", {"q": "hg"}))
        assert "焊工" in page
        assert "目录里没有找到" in text(phone.get(f"{MY}{draft.pk}/trade/", {"q": "炼金师"}))

    @pytest.mark.parametrize("item", ["x", "00000000-0000-7000-8000-000000000000", ""])
    def test_an_item_that_is_none_leads_back_to_the_list(self, phone: Client, draft: Application, item: str) -> None:
        assert "您做什么工种" in text(phone.get(f"{MY}{draft.pk}/trade/", {"item": item}))

    def test_work_is_kept_in_fen(self, stage: Stage, phone: Client, draft: Application) -> None:
        assert phone.post(f"{MY}{draft.pk}/work/", work(stage)).status_code == 302
        draft.refresh_from_db()
        assert (draft.monthly_pay_fen, draft.employer) == (980_050, stage.cast.employer)

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"employer": "没有这家公司"}, "没有找到这家单位"),
            ({"employer": "演示"}, "找到多家单位"),
            ({"contract_until_on": ""}, "请填写合同结束日期"),
            ({"contract_until_on": "2021-01-01"}, "早于开始日期"),
            ({"insured_since_on": "2025-02-30"}, "日期"),
            ({"monthly_pay": "-1"}, "monthly_pay"),
        ],
    )
    def test_a_fault_is_said_and_what_was_typed_stays(
        self, stage: Stage, phone: Client, draft: Application, values: dict[str, str], sentence: str
    ) -> None:
        page = text(phone.post(f"{MY}{draft.pk}/work/", work(stage, post="只此一处的岗位", **values)), 422)
        assert sentence in page
        assert "只此一处的岗位" in page

    def test_a_double_click_adds_one_contribution_with_one_picture(self, phone: Client, draft: Application) -> None:
        for _ in range(2):
            phone.post(f"{MY}{draft.pk}/contributions/", contribution(photo=picture()))
        row = Contribution.objects.get(title="转向架焊接")
        assert row.evidence.count() == 1

    def test_a_text_named_jpg_is_refused_in_one_sentence_and_the_words_stay(
        self, phone: Client, draft: Application
    ) -> None:
        fake = SimpleUploadedFile("photo.jpg", b"I am no picture", content_type="image/jpeg")
        page = text(phone.post(f"{MY}{draft.pk}/contributions/", contribution(photo=fake)), 422)
        assert "转向架焊接" in page
        assert not Contribution.objects.filter(title="转向架焊接").exists()

    def test_a_picture_of_a_form_that_failed_is_swept(
        self, stage: Stage, phone: Client, draft: Application, frozen_time: Any
    ) -> None:
        text(phone.post(f"{MY}{draft.pk}/contributions/", contribution(photo=picture(), done_on="2030-01-01")), 422)
        left = Upload.objects.filter(purpose="evaluation.evidence")
        assert left.count() == 1
        frozen_time.shift(dt.timedelta(days=2))
        assert set(unused_uploads()) >= set(left)

    def test_a_contribution_is_changed_and_removed(self, phone: Client, draft: Application) -> None:
        row = draft.contributions.get()
        address = f"{MY}{draft.pk}/contributions/{row.pk}/"
        phone.post(address, contribution(title="改过的名字", photo=picture()))
        row.refresh_from_db()
        assert row.title == "改过的名字"
        evidence = row.evidence.get()
        assert phone.post(f"{address}evidence/{evidence.pk}/remove/").status_code == 302
        assert phone.post(f"{address}remove/").status_code == 302
        assert not draft.contributions.exists()

    def test_the_last_screen_says_what_is_missing_and_where(self, stage: Stage, phone: Client) -> None:
        application = actions.start_application(stage.cast.lv.person, by=stage.cast.lv.citizen)
        page = text(phone.get(f"{MY}{application.pk}/check/"))
        for step in ("trade", "work", "contributions", "statement"):
            assert f"{MY}{application.pk}/{step}/" in page
        assert "还没有选择工种和等级" in page
        refused = text(phone.post(f"{MY}{application.pk}/check/", {"sent": "1"}), 422)
        assert "还没有选择工种和等级" in refused

    def test_an_unmet_clause_asks_before_it_sends(self, phone: Client, draft: Application) -> None:
        draft.insured_since_on = dt.date(2025, 1, 1)
        draft.save()
        address = f"{MY}{draft.pk}/check/"
        assert "仍请人工核对" in text(phone.get(address))
        assert text(phone.post(address, {"sent": "1"}), 422)
        assert phone.post(address, {"wants_human_check": "on"}).status_code == 302

    def test_a_portrait_is_asked_for_once(self, stage: Stage, phone: Client) -> None:
        application = actions.start_application(stage.cast.lv.person, by=stage.cast.lv.citizen)
        address = f"{MY}{application.pk}/statement/"
        assert "一张本人照片，证书上要用" in text(phone.post(address, {"has_pledged": "on"}), 422)
        assert phone.post(address, {"has_pledged": "on", "portrait": picture()}).status_code == 302
        assert phone.post(address, {"has_pledged": "on", "statement": "二十年"}).status_code == 302
        application.refresh_from_db()
        assert (application.statement, application.portrait is not None) == ("二十年", True)

    def test_what_is_submitted_is_no_longer_filled_in(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.SUBMITTED, stage)
        for step in ("trade", "work", "contributions", "statement", "check"):
            answer = phone.get(f"{MY}{application.pk}/{step}/")
            assert (answer.status_code, answer.url) == (302, f"{MY}{application.pk}/")

    def test_a_returned_one_shows_the_officers_words_on_every_screen(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.SUBMITTED, stage)
        actions.return_application(application, reason="请补合同盖章页。", by=stage.cast.zhao.actor)
        for step in ("trade", "work", "contributions", "statement", "check"):
            assert "请补合同盖章页。" in text(phone.get(f"{MY}{application.pk}/{step}/"))


class TestOwnPages:
    def test_the_list_and_the_page_show_where_it_stands(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.ACCEPTED, stage)
        assert application.number in text(phone.get(MY))
        page = text(phone.get(f"{MY}{application.pk}/"))
        assert "初审人员" in page
        assert stage.cast.zhao.person.name not in page

    def test_an_empty_list_shows_the_way(self, stage: Stage) -> None:
        assert "还没有申报" in text(client_as(stage.cast.chen.citizen).get(MY))

    def test_the_paper_is_a_pdf(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.SUBMITTED, stage)
        answer = phone.get(f"{MY}{application.pk}/pdf/")
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
        assert application.number in answer["Content-Disposition"]

    def test_withdrawing_is_asked_for_and_done(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.SUBMITTED, stage)
        assert "撤回申报" in text(phone.get(f"{MY}{application.pk}/"))
        phone.post(f"{MY}{application.pk}/withdraw/", {"reason": "换单位"})
        application.refresh_from_db()
        assert application.state == S.WITHDRAWN

    def test_the_certificate_is_one_click_away(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.CERTIFIED, stage)
        assert "看证书" in text(phone.get(f"{MY}{application.pk}/"))

    def test_a_strangers_application_does_not_exist(self, stage: Stage, draft: Application) -> None:
        stranger = client_as(stage.cast.chen.citizen)
        row = draft.contributions.get()
        for address in (
            "",
            "trade/",
            "work/",
            "contributions/",
            f"contributions/{row.pk}/",
            "statement/",
            "check/",
            "pdf/",
        ):
            assert stranger.get(f"{MY}{draft.pk}/{address}").status_code == 404
        for address in ("withdraw/", "check/", f"contributions/{row.pk}/remove/"):
            assert stranger.post(f"{MY}{draft.pk}/{address}").status_code == 404
        assert stranger.get(f"/applications/{draft.pk}/").status_code == 404

    def test_the_code_on_the_paper_leads_everybody_to_their_own_page(self, stage: Stage, phone: Client) -> None:
        application = bring_to(S.SUBMITTED, stage)
        assert phone.get(f"/applications/{application.pk}/").url == f"{MY}{application.pk}/"
        officer = client_as(stage.cast.zhao.actor)
        assert officer.get(f"/applications/{application.pk}/").url == f"/office/applications/{application.pk}/"

    @pytest.mark.parametrize("rows", [3, 30])
    def test_the_list_asks_as_much_for_thirty_as_for_three(
        self, stage: Stage, phone: Client, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        Application.objects.bulk_create(
            Application(applicant=stage.cast.lv.person, state="withdrawn", item=stage.item, level="senior")
            for _ in range(rows)
        )
        with django_assert_max_num_queries(15):
            assert text(phone.get(MY)).count("焊工") >= rows


class TestPublicPages:
    def test_the_guide_names_every_condition_and_term(self, client: Client, stage: Stage) -> None:
        page = text(client.get("/apply/"))
        assert "从事申报当年公布的区级紧缺工种目录内的职业" in page
        assert "登录后申报" in page
        assert "开始申报" in text(client_as(stage.cast.lv.citizen).get("/apply/"))
        assert "开始申报</button>" not in text(client_as(stage.cast.zhao.actor).get("/apply/"))

    def test_the_places_are_live(self, client: Client, stage: Stage) -> None:
        bring_to(S.CERTIFIED, stage)
        page = text(client.get("/plan/"))
        assert "39" in page
        stage.plan.year_until = 2024
        stage.plan.save()
        assert "现在没有在执行的培养计划" in text(client.get("/plan/"))


class TestEmployer:
    ORG = "/org/applications/"

    def test_an_employer_sees_who_and_where_and_no_more(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        page = text(client_as(stage.cast.wang.actor).get(self.ORG))
        assert "吕志强" in page
        assert "待初审" in page
        for secret in ("9,800", "9800", application.applicant.identity_tail, "薄板焊接变形控制法"):
            assert secret not in page

    def test_another_employer_sees_nothing(self, stage: Stage) -> None:
        bring_to(S.ACCEPTED, stage)
        assert "吕志强" not in text(client_as(stage.cast.stranger_employer.actor).get(self.ORG))

    @pytest.mark.parametrize("state", [S.DRAFT, S.WITHDRAWN])
    def test_what_was_never_sent_or_taken_back_is_the_workers_own(self, stage: Stage, state: str) -> None:
        draft = fill_in(stage, stage.cast.lv)
        Application.objects.filter(pk=draft.pk).update(state=state)
        assert "还没有员工申报" in text(client_as(stage.cast.wang.actor).get(self.ORG))

    def test_files_stay_out_of_the_employers_reach(self, stage: Stage) -> None:
        application = bring_to(S.ACCEPTED, stage)
        client = client_as(stage.cast.wang.actor)
        assert client.get(f"/files/{application.portrait_id}").status_code == 404
        assert client.get(f"/office/applications/{application.pk}/").status_code == 403

    @pytest.mark.parametrize("rows", [3, 30])
    def test_the_list_asks_as_much_for_thirty_as_for_three(
        self, stage: Stage, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        Application.objects.bulk_create(
            Application(
                applicant=stage.cast.lv.person,
                employer=stage.cast.employer,
                state="rejected",
                item=stage.item,
                level="senior",
                number=f"SB20240{row:05d}",
            )
            for row in range(rows)
        )
        client = client_as(stage.cast.wang.actor)
        with django_assert_max_num_queries(15):
            assert text(client.get(self.ORG)).count("吕志强") == rows
