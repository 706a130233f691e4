"""The pages of employers, schools and officers, as they are opened and used."""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from juxian.people.models import OrganisationKind
from juxian.recruitment.actions import (
    accept_report,
    blacklist_organisation,
    file_report,
    join_campaign,
    publish_page,
    submit_page,
    write_page,
)
from juxian.recruitment.models import Blacklisting, Campaign, EmployerPage, Vacancy, VacancyReport
from tests.cast import Cast, Member, client_as, make_member, make_organisation
from tests.catalogue.factories import make_occupation
from tests.recruitment.hiring import occupation, opened, season, submitted, written
from tests.recruitment.listings import load_streets

pytestmark = pytest.mark.django_db
STORY = "我们做新能源汽车的精密零件，有三百名员工，住宿在厂区里，食堂两荤一素，欢迎来看。"


def form_data(**changes: object) -> dict[str, object]:
    return {
        "title": "焊工",
        "occupation": "6-18-02-04",
        "kind": "full_time",
        "openings": 2,
        "pay_low": 6000,
        "pay_high": 9000,
        "pay_unit": "month",
        "pay_months": 12,
        "experience_years": 0,
        "description": "按图纸焊接钢结构件，自检并做好记录。",
        "requirements": "有焊工证，会看图纸。",
        "street_code": "350211003",
        "address": "示例路1号",
        "valid_until_on": "2025-06-30",
        **changes,
    }


@pytest.fixture
def page(cast: Cast) -> EmployerPage:
    page = write_page(cast.employer, summary="做精密零件", story=STORY, by=cast.wang.actor)
    return submit_page(page, by=cast.wang.actor)


@pytest.fixture
def school(cast: Cast) -> Member:
    organisation = make_organisation("演示工程技术学院", kind=OrganisationKind.SCHOOL)
    return make_member("林老师", (organisation, "school"))


def test_an_employer_writes_and_submits_a_vacancy_in_the_form(cast: Cast):
    load_streets()
    occupation()
    client = client_as(cast.wang.actor)
    url = reverse("recruitment:org_vacancy_create")
    assert "职位名称" in client.get(url).content.decode()
    answer = client.post(url, form_data(submit="1", majors="机械、自动化", perks=["insurance"]))
    vacancy = Vacancy.objects.get()
    assert answer["Location"] == reverse("recruitment:org_vacancy", args=[vacancy.pk])
    assert (vacancy.state, vacancy.pay_low_fen, vacancy.majors) == ("submitted", 600_000, ["机械", "自动化"])
    shown = client.get(answer["Location"]).content.decode()
    assert "正在审核" in shown
    assert "撤回修改" in shown


def test_what_is_missing_is_said_on_the_form_and_the_draft_is_kept(cast: Cast):
    load_streets()
    client = client_as(cast.wang.actor)
    answer = client.post(
        reverse("recruitment:org_vacancy_create"), form_data(description="焊接", submit="1"), follow=True
    )
    assert "工作内容太短" in answer.content.decode()
    assert Vacancy.objects.get().state == "draft"
    wrong = client.post(reverse("recruitment:org_vacancy_create"), form_data(pay_high=1000, title="另一个"))
    assert wrong.status_code == 422
    assert "最高工资比最低工资还低" in wrong.content.decode()


def test_the_hints_name_the_law_and_suggest_the_occupation_while_writing(cast: Cast):
    make_occupation("车工", "6-18-01-01")
    client = client_as(cast.wang.actor)
    answer = client.post(
        reverse("recruitment:org_vacancy_check"), {"title": "高级数控车工", "requirements": "男性优先，交押金200元"}
    )
    text = answer.content.decode()
    assert "6-18-01-01" in text
    assert "妇女权益保障法" in text
    assert "劳动合同法" in text
    assert not Vacancy.objects.exists()


def test_every_step_of_an_employer_is_a_button_that_works(cast: Cast):
    client = client_as(cast.wang.actor)
    vacancy = written(cast)
    for step, state, data in (
        ("submit", "submitted", {}),
        ("withdraw", "draft", {}),
        ("discard", "discarded", {}),
    ):
        client.post(reverse(f"recruitment:org_vacancy_{step}", args=[vacancy.pk]), data)
        vacancy.refresh_from_db()
        assert vacancy.state == state
    vacancy = opened(cast)
    for step, state, data in (
        ("renew", "open", {"valid_until_on": "2025-07-31"}),
        ("close", "closed", {}),
        ("reopen", "submitted", {"valid_until_on": "2025-07-31"}),
    ):
        client.post(reverse(f"recruitment:org_vacancy_{step}", args=[vacancy.pk]), data)
        vacancy.refresh_from_db()
        assert vacancy.state == state
    client.post(reverse("recruitment:org_vacancy_copy", args=[vacancy.pk]))
    assert Vacancy.objects.filter(state="draft").count() == 1


def test_another_employers_vacancy_is_not_found(cast: Cast):
    vacancy = written(cast)
    client = client_as(cast.stranger_employer.actor)
    for name in ("org_vacancy", "org_vacancy_edit"):
        assert client.get(reverse(f"recruitment:{name}", args=[vacancy.pk])).status_code == 404


def test_officers_see_the_finding_and_decide_with_a_reason(cast: Cast):
    vacancy = submitted(cast, requirements="限男性")
    client = client_as(cast.zhao.actor)
    url = reverse("recruitment:office_vacancy", args=[vacancy.pk])
    shown = client.get(url).content.decode()
    assert "限男性" in shown
    assert "妇女权益保障法" in shown
    assert (
        client.post(reverse("recruitment:office_vacancy_return", args=[vacancy.pk]), {"reason": "不"}).status_code
        == 422
    )
    client.post(reverse("recruitment:office_vacancy_return", args=[vacancy.pk]), {"reason": "请删去性别要求。"})
    vacancy.refresh_from_db()
    assert vacancy.state == "returned"
    client = client_as(cast.wang.actor)
    assert "请删去性别要求。" in client.get(reverse("recruitment:org_vacancy", args=[vacancy.pk])).content.decode()


def test_many_are_approved_at_once_from_the_list_and_flagged_ones_are_not(cast: Cast):
    good, bad = submitted(cast), submitted(cast, title="另一个职位", requirements="限男性")
    client = client_as(cast.zhao.actor)
    assert "可能违法" in client.get(reverse("recruitment:office_vacancies")).content.decode()
    answer = client.post(
        reverse("recruitment:office_vacancies_approve"), {"ids": [str(good.pk), str(bad.pk), "x"]}, follow=True
    )
    assert "已通过1个职位" in answer.content.decode()
    assert dict(Vacancy.objects.values_list("pk", "state")) == {good.pk: "open", bad.pk: "submitted"}


def test_the_lists_cost_the_same_with_one_and_with_eleven_rows(cast: Cast):
    for name, actor in (("org_vacancies", cast.wang.actor), ("office_vacancies", cast.zhao.actor)):
        client, where = client_as(actor), reverse(f"recruitment:{name}")
        submitted(cast, title=f"职位{name}")
        client.get(where)
        with CaptureQueriesContext(connection) as few:
            client.get(where)
        for number in range(10):
            submitted(cast, title=f"职位{name}{number}")
        with CaptureQueriesContext(connection) as many:
            client.get(where)
        assert len(many) <= len(few)


def test_an_employers_page_is_written_reviewed_and_published(cast: Cast, page: EmployerPage):
    client = client_as(cast.wang.actor)
    assert "撤回修改" in client.get(reverse("recruitment:org_page")).content.decode()
    client = client_as(cast.lin.actor)
    assert STORY in client.get(reverse("recruitment:office_page", args=[page.pk])).content.decode()
    client.post(reverse("recruitment:office_page_publish", args=[page.pk]))
    page.refresh_from_db()
    assert page.published["story"] == STORY
    client.post(reverse("recruitment:office_page_hide", args=[page.pk]), {"reason": "图片与单位不符。"})
    page.refresh_from_db()
    assert not page.is_public
    assert "图片与单位不符。" in client.get(reverse("recruitment:office_page", args=[page.pk])).content.decode()


def test_a_changed_page_shows_the_public_the_old_words_until_it_is_approved(cast: Cast, page: EmployerPage):
    page = publish_page(page, by=cast.lin.actor)
    page = write_page(cast.employer, summary="新的介绍", story=STORY, by=cast.wang.actor)
    page = submit_page(page, by=cast.wang.actor)
    assert page.published["summary"] == "做精密零件"
    assert list(EmployerPage.objects.public()) == [page]
    assert publish_page(page, by=cast.lin.actor).published["summary"] == "新的介绍"


def test_every_page_of_the_office_opens(cast: Cast, page: EmployerPage):
    client = client_as(cast.lin.actor)
    campaign = season(cast)
    opened(cast)
    for name in ("vacancies", "pages", "campaigns", "campaign_create", "reports", "blacklist", "blacklist_create"):
        assert client.get(reverse(f"recruitment:office_{name}")).status_code == 200, name
    for name in ("campaign", "campaign_edit"):
        assert client.get(reverse(f"recruitment:office_{name}", args=[campaign.pk])).status_code == 200, name


def test_a_campaign_of_the_office_takes_an_employer_in(cast: Cast):
    campaign = season(cast)
    row = join_campaign(cast.employer, campaign=campaign, by=cast.wang.actor)
    client = client_as(cast.wang.actor)
    assert "待确认" in client.get(reverse("recruitment:org_campaigns")).content.decode()
    client = client_as(cast.lin.actor)
    assert cast.employer.name in client.get(reverse("recruitment:office_campaign", args=[campaign.pk])).content.decode()
    client.post(reverse("recruitment:office_participation_confirm", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "confirmed"
    client.post(reverse("recruitment:office_campaign_add", args=[campaign.pk]), {"employer": cast.other_employer.name})
    assert campaign.participations.confirmed().count() == 2
    wrong = client.post(reverse("recruitment:office_campaign_add", args=[campaign.pk]), {"employer": "没有的单位"})
    assert wrong.status_code == 422


def test_a_school_runs_its_own_sub_site_and_no_other(cast: Cast, school: Member):
    client = client_as(school.actor)
    data = {"name": "2025届毕业生专场", "starts_on": "2025-03-15", "ends_on": "2025-05-15", "introduction": "欢迎"}
    answer = client.post(reverse("recruitment:school_campaign_create"), data)
    campaign = Campaign.objects.get()
    assert answer["Location"] == reverse("recruitment:school_campaign", args=[campaign.pk])
    assert (campaign.kind, campaign.school_id) == ("school", school.actor.organisation_id)
    client.post(reverse("recruitment:school_campaign_publish", args=[campaign.pk]))
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(reverse("recruitment:school_campaigns")).status_code == 200
    foreign = season(cast)
    assert client.get(reverse("recruitment:school_campaign", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("recruitment:school_campaign_close", args=[foreign.pk])).status_code == 404


def test_a_visitor_complains_and_reads_the_answer_with_the_code(cast: Cast, client: Client):
    vacancy = opened(cast)
    url = reverse("recruitment:report_create", args=[vacancy.number])
    assert client.get(url).status_code == 200
    text = client.post(url, {"ground": "fee", "text": "面试时要求交押金三百元，没有收据。"}).content.decode()
    report = VacancyReport.objects.get()
    code = text.split('class="code">')[1].split("<")[0]
    look_up = reverse("recruitment:report_look_up")
    assert "没有找到" in client.post(look_up, {"number": report.number, "code": "AAAAAAAA"}).content.decode()
    assert (
        report.number in client.post(look_up, {"number": report.number.lower(), "code": code.lower()}).content.decode()
    )
    client = client_as(cast.wang.actor)
    assert client.get(reverse("recruitment:office_report", args=[report.pk])).status_code == 403


def test_an_officer_takes_a_complaint_up_and_upholds_it(cast: Cast):
    vacancy = opened(cast)
    report = file_report(vacancy, ground="fee", text="面试时要求交押金三百元。", code="A", by=cast.li.citizen)
    client = client_as(cast.lin.actor)
    client.post(reverse("recruitment:office_report_accept", args=[report.pk]))
    data = {"answer": "经核查属实，已责令退还。", "take_down": "on"}
    client.post(reverse("recruitment:office_report_uphold", args=[report.pk]), data)
    report.refresh_from_db()
    vacancy.refresh_from_db()
    assert (report.state, vacancy.state) == ("upheld", "taken_down")
    client = client_as(cast.li.citizen)
    assert "已责令退还" in client.get(reverse("recruitment:my_report", args=[report.pk])).content.decode()
    assert client.get(reverse("recruitment:my_reports")).status_code == 200


def test_an_employer_is_blacklisted_and_lifted_from_the_pages(cast: Cast):
    vacancy = opened(cast)
    client = client_as(cast.lin.actor)
    data = {
        "employer": cast.employer.uscc,
        "reason": "多次收取求职者押金，经查属实。",
        "document": "集人社罚〔2025〕3号",
    }
    client.post(reverse("recruitment:office_blacklist_create"), data)
    entry = Blacklisting.objects.get()
    vacancy.refresh_from_db()
    assert (vacancy.state, entry.vacancy_count) == ("taken_down", 1)
    assert client.get(reverse("recruitment:office_blacklisting", args=[entry.pk])).status_code == 200
    client = client_as(cast.wang.actor)
    assert "黑名单" in client.get(reverse("recruitment:org_vacancies")).content.decode()
    client = client_as(cast.lin.actor)
    client.post(reverse("recruitment:office_blacklist_lift", args=[entry.pk]), {"reason": "押金已全部退还，整改完成。"})
    entry.refresh_from_db()
    assert entry.state == "lifted"


def _sheet(rows: list[list[object]]) -> io.BytesIO:
    head = ["职位名称", "职业（工种）", "用工方式", "招聘人数", "最低工资", "最高工资", "计薪方式", "一年发几个月", "学历要求", "专业",
            "技能等级", "工作经验（年）", "面向哪一届毕业生", "工作内容", "任职要求", "街道（镇）", "工作地址", "班次", "住宿", "福利",
            "联系人", "联系电话", "有效期至"]  # fmt: skip
    book = openpyxl.Workbook()
    book.active.append(head)
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "职位.xlsx"
    return file


def _row(title: str, name: str = "焊工", requirements: str = "会看图纸", pay: int = 6000) -> list[object]:
    return [title, name, None, 2, pay, 9000, None, None, None, "机械", None, None, None, "按图纸焊接钢结构件，自检。", requirements,
            "侨英街道", "示例路1号", None, None, "五险、双休", "王建国", "13800000001", dt.date(2025, 6, 30)]  # fmt: skip


def test_a_sheet_is_previewed_imported_and_the_same_again_changes_nothing(cast: Cast):
    load_streets()
    occupation()
    client = client_as(cast.wang.actor)
    assert client.get(reverse("recruitment:org_sheet_template")).status_code == 200
    rows = [
        _row("焊工甲"),
        _row("焊工乙", requirements="男性优先"),
        _row("焊工丙", name="没有的职业"),
        _row("焊工甲"),
        _row("焊工丁", pay=99000),
    ]
    where = client.post(reverse("recruitment:org_sheet_upload"), {"file": _sheet(rows)})["Location"]
    shown = client.get(where).content.decode()
    assert "没有“没有的职业”" in shown
    assert "妇女权益保障法" in shown
    assert client.post(f"{where}faults/")["Content-Type"].startswith("application/vnd")
    client.post(f"{where}import/")
    assert sorted(Vacancy.objects.values_list("title", "state")) == [("焊工乙", "submitted"), ("焊工甲", "submitted")]
    again = client.post(reverse("recruitment:org_sheet_upload"), {"file": _sheet(rows)})["Location"]
    assert client.post(f"{again}import/").status_code == 409
    assert Vacancy.objects.count() == 2


def test_the_way_out_holds_no_telephone_number(cast: Cast):
    opened(cast)
    for name, actor in (("org_vacancy_export", cast.wang.actor), ("office_vacancy_export", cast.zhao.actor)):
        client = client_as(actor)
        content = client.post(reverse(f"recruitment:{name}")).content
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active.values for cell in row]
        assert "焊工" in cells
        assert "13800000001" not in map(str, cells)


def test_barred_employers_are_kept_out_everywhere(cast: Cast, page: EmployerPage):
    publish_page(page, by=cast.lin.actor)
    waiting = submitted(cast)
    blacklist_organisation(
        cast.employer, reason="多次收取求职者押金。", document="集人社罚〔2025〕3号", by=cast.lin.actor
    )
    waiting.refresh_from_db()
    assert waiting.state == "returned"
    assert not EmployerPage.objects.public().exists()


def test_accepting_a_complaint_of_ones_own_employer_is_refused(cast: Cast):
    both = make_member("郑双", (cast.employer, "employer_staff"), (cast.office, "reviewer"))
    report = file_report(opened(cast), ground="fee", text="面试时要求交押金三百元。", code="A", by=cast.li.citizen)
    client = client_as(both.actor)
    assert client.post(reverse("recruitment:office_report_accept", args=[report.pk])).status_code == 403
    accept_report(report, by=cast.lin.actor)
