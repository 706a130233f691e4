"""Pages of benefits: mine, an employer's, the office's. With real facts and the real law."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from juxian.benefits import actions
from juxian.benefits.models import Appeal, Entitlement, Finding, StaffReport
from juxian.benefits.states import EntitlementState as S
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.work_queue import work_queue_items
from juxian.payments.actions import ObligationRow, post_obligations
from tests.benefits.promises import GOLD, make_promise, make_run
from tests.benefits.town import certify, deliver, insured, months, open_registers, settle
from tests.cast import Cast, client_as, make_person
from tests.evaluation.factories import picture
from tests.people.audit import last
from tests.scenes import scene

pytestmark = pytest.mark.django_db
FEBRUARY = dt.date(2025, 2, 1)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:1500]
    return answer.content.decode()


def url(name: str, *args: object, **query: str) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(f"benefits:{name}", args=args) + (f"?{asked}" if asked else "")


@scene
def town(cast: Cast) -> Cast:
    """吕师傅 is a technician of 2023 who works here and is insured."""
    open_registers()
    certify(cast.lv.person)
    settle([cast.lv.person], last=FEBRUARY)
    return cast


class TestMine:
    def test_a_stranger_sees_what_could_be_and_what_is_missing(self, cast: Cast) -> None:
        page = text(client_as(cast.chen.citizen).get(url("my_benefits")))
        assert "还可能享受" in page
        assert "缺少：" in page
        assert "我应当享受" in page
        assert "还没有发放记录" in page

    def test_a_senior_worker_reads_the_month_from_which_it_will_be(self, cast: Cast) -> None:
        open_registers()
        certify(cast.lv.person, "senior", dt.date(2024, 6, 10))
        settle([cast.lv.person], last=FEBRUARY)
        page = text(client_as(cast.lv.citizen).get(url("my_benefits")))
        assert "最早从2025-06起可以享受" in page

    def test_the_question_comes_first_with_one_tap(self, town: Cast) -> None:
        promise, phone = make_promise(town.lv.person), client_as(town.lv.citizen)
        page = text(phone.get(url("my_benefits")))
        assert "1,500.00" in page
        assert "2025-03-26" in page
        assert "还没有收款账户" in page
        assert phone.post(url("my_confirm", promise.pk)).status_code == 302
        page = text(phone.get(url("my_benefit", GOLD)))
        assert "已确认，接下来公示五个工作日。" in page
        assert "2023年意见 津贴标准" in page  # each clause with its article
        assert "用了哪些数据" in page

    def test_a_stop_says_why(self, town: Cast) -> None:
        make_promise(town.lv.person, S.GRANTED)
        Finding.objects.create(run=make_run("posted"), person=town.lv.person, verdict="not_met")
        deliver("insurance", insured(town.lv.person, [FEBRUARY], status="refunded"))
        page = text(client_as(town.lv.citizen).get(url("my_benefits")))
        assert "本月停发" in page
        assert "当月由区内用人单位参加社会保险" in page

    def test_declining_disputing_and_coming_back_work_without_a_script(self, town: Cast) -> None:
        promise, phone = make_promise(town.lv.person), client_as(town.lv.citizen)
        assert "放弃以后不公示" in text(phone.get(url("my_decline", promise.pk)))
        phone.post(url("my_decline", promise.pk), {"reason": ""})
        assert "重新享受" in text(phone.get(url("my_benefits")))
        phone.post(url("my_take_up", promise.pk))
        Entitlement.objects.update(state=S.ASKED, due_at=dt.datetime(2025, 3, 26, tzinfo=dt.UTC))
        assert "这次用的数据" in text(phone.get(url("my_dispute", promise.pk)))
        assert "哪里不对" in text(phone.post(url("my_dispute", promise.pk), {"reason": "错"}), 422)
        phone.post(url("my_dispute", promise.pk), {"reason": "二月的合同写错了", "register": "contract"})
        promise.refresh_from_db()
        assert promise.state == S.DISPUTED

    def test_nobody_opens_what_is_somebody_elses(self, town: Cast) -> None:
        promise = make_promise(town.lv.person)
        stranger = client_as(town.chen.citizen)
        assert stranger.post(url("my_confirm", promise.pk)).status_code == 404
        assert stranger.get(url("my_decline", promise.pk)).status_code == 404
        assert stranger.get(url("my_benefit", "no_such_policy")).status_code == 404

    def test_a_claim_with_its_paper_and_its_withdrawal(self, cast: Cast) -> None:
        phone = client_as(cast.chen.citizen)
        assert "60个工作日" in text(phone.get(url("my_benefit_claim", GOLD)))
        words = {"reasons": "我的技师证书是区里发的，系统里没有。", "evidence": picture()}
        answer = phone.post(url("my_benefit_claim", GOLD), words)
        appeal = Appeal.objects.get()
        assert (answer.url, appeal.kind, appeal.evidence.purpose) == (  # type: ignore[union-attr]
            url("my_appeal", appeal.pk),
            "claim",
            "benefits.evidence",
        )
        assert "正在办理" in text(phone.get(url("my_benefit_appeal", GOLD)))
        phone.post(url("my_appeal_withdraw", appeal.pk))
        assert "您已撤回" in text(phone.get(url("my_appeal", appeal.pk)))

    def test_an_appeal_reads_its_month(self, cast: Cast) -> None:
        phone = client_as(cast.chen.citizen)
        words = {"reasons": "二月的金额不对，少发了五百元。", "month": "2025-13"}
        assert "月份请写成" in text(phone.post(url("my_benefit_appeal", GOLD), words), 422)
        phone.post(url("my_benefit_appeal", GOLD), words | {"month": "2025-02"})
        assert Appeal.objects.get().month == FEBRUARY

    def test_the_statement_on_screen_as_excel_and_on_paper(self, cast: Cast) -> None:
        rows = [
            ObligationRow(cast.lv.person.pk, GOLD, month, 150_000) for month in months(dt.date(2024, 12, 1), FEBRUARY)
        ]
        post_obligations(make_run().pk, rows=rows)
        phone = client_as(cast.lv.citizen)
        assert "4,500.00" in text(phone.get(url("my_statement")))
        assert "3,000.00" in text(phone.get(url("my_statement", year="2025")))
        sheet = load_workbook(BytesIO(phone.get(url("my_statement_excel")).content)).active
        assert [cell.value for cell in sheet[2]][:3] == ["2025-02", "金蓝领人才政府津贴", 1500]
        assert phone.get(url("my_statement_pdf")).content.startswith(b"%PDF")

    def test_the_first_page_asks_no_more_with_more_months(self, town: Cast, django_assert_max_num_queries: Any) -> None:
        make_promise(town.lv.person)
        rows = [ObligationRow(town.lv.person.pk, GOLD, month, 1) for month in months(dt.date(2023, 1, 1), FEBRUARY)]
        post_obligations(make_run().pk, rows=rows)
        phone = client_as(town.lv.citizen)
        with django_assert_max_num_queries(75):
            phone.get(url("my_benefits"))


class TestEmployer:
    @scene
    def staffed(self, town: Cast) -> Cast:
        """吕师傅 is insured by 王经理's company, 李同学 elsewhere."""
        deliver("insurance", insured(town.lv.person, [dt.date(2025, 3, 1)], employer=town.employer.uscc))
        return town

    def test_a_masked_name_a_state_and_no_amount(self, staffed: Cast) -> None:
        make_promise(staffed.lv.person, S.CONFIRMED)
        make_promise(staffed.li.person, S.CONFIRMED)
        page = text(client_as(staffed.wang.actor).get(url("org_staff")))
        assert "吕*强" in page
        assert "待公示" in page
        assert "1,500" not in page
        assert "李*雨" not in page
        assert "还没有员工符合条件" in text(client_as(staffed.stranger_employer.actor).get(url("org_staff")))

    def test_confirmed_together(self, staffed: Cast) -> None:
        promise, office = make_promise(staffed.lv.person, S.CONFIRMED), client_as(staffed.wang.actor)
        assert office.post(url("org_staff"), {"entitlements": [promise.pk]}).status_code == 302
        promise.refresh_from_db()
        assert promise.employer_confirmed_at
        assert last("benefits.confirm_staff").actor_label.startswith("王建国")
        assert "还没有勾选" in text(office.post(url("org_staff"), {"page": "1"}), 422)

    def test_who_left_is_reported_settled_or_taken_back(self, staffed: Cast) -> None:
        promise, office = make_promise(staffed.lv.person, S.GRANTED), client_as(staffed.wang.actor)
        form = url("org_departure", promise.pk)
        assert "还没有到" in text(office.post(form, {"left_on": "2025-04-01"}), 422)
        office.post(form, {"left_on": "2025-03-05"})
        assert "已报告离职" in text(office.get(url("org_staff")))
        report = StaffReport.objects.get()
        promise.refresh_from_db()
        assert promise.state == S.GRANTED  # an employer's word stops nothing by itself
        office.post(url("org_departure_withdraw", report.pk))
        office.post(form, {"left_on": "2025-03-05"})
        desk = client_as(staffed.lin.actor)
        assert "单位报告已离职" in text(desk.get(url("entitlement_detail", promise.pk)))
        second = StaffReport.objects.get(state="reported")
        desk.post(url("departure_settle", second.pk), {"answer": "社保三月已停缴，属实。"})
        second.refresh_from_db()
        assert (second.state, second.settled_by) == ("settled", staffed.lin.person)

    def test_nobody_speaks_for_another_employers_staff(self, staffed: Cast) -> None:
        promise = make_promise(staffed.lv.person, S.GRANTED)
        stranger = staffed.stranger_employer.actor
        assert client_as(stranger).get(url("org_departure", promise.pk)).status_code == 404
        with pytest.raises(RuleBroken, match="名单上"):
            actions.confirm_staff(staffed.other_employer, entitlements=[promise], by=stranger)
        with pytest.raises(PermissionDenied):
            actions.confirm_staff(staffed.employer, entitlements=[promise], by=stranger)

    def test_the_sheet_goes_out_and_comes_back(self, staffed: Cast) -> None:
        promise, office = make_promise(staffed.lv.person, S.GRANTED), client_as(staffed.wang.actor)
        book = load_workbook(BytesIO(office.post(url("org_staff_export")).content))
        assert last("benefits.staff", kind="export").data == {"count": 1}
        assert "没有填" in text(self.upload(office, book), 422)
        book.active["E2"] = "否"
        assert "已离职的要写离职日期" in text(self.upload(office, book), 422)
        book.active["F2"] = "2025-03-05"
        assert self.upload(office, book).status_code == 302
        assert self.upload(office, book).status_code == 302  # twice the same sheet changes nothing
        assert StaffReport.objects.get().left_on == dt.date(2025, 3, 5)
        book.active["E2"], book.active["F2"] = "是", None
        self.upload(office, book)
        promise.refresh_from_db()
        assert promise.employer_confirmed_at

    def upload(self, office: Any, book: Any) -> Any:
        content = BytesIO()
        book.save(content)
        file = SimpleUploadedFile("在岗表.xlsx", content.getvalue(), content_type=SHEET)
        return office.post(url("org_staff_upload"), {"file": file})


class TestOffice:
    def test_the_list_filters_and_goes_out(self, town: Cast, django_assert_max_num_queries: Any) -> None:
        for number in range(5):
            make_promise(make_person(f"张{number}"), S.GRANTED)
        make_promise(town.lv.person, S.HELD)
        desk = client_as(town.lin.actor)
        with django_assert_max_num_queries(17):
            page = text(desk.get(url("entitlement_list")))
        assert "吕志强" in page
        assert "张3" not in text(desk.get(url("entitlement_list", state="held")))
        assert "没有符合条件" in text(desk.get(url("entitlement_list", q="没有这人")))
        sheet = load_workbook(BytesIO(desk.post(url("entitlement_export", state="held")).content)).active
        assert (sheet.max_row, sheet["A2"].value) == (2, "吕志强")
        assert last("benefits.entitlements", kind="export").data == {"count": 1}

    def test_a_held_one_is_released_or_refused_with_a_reason(self, town: Cast) -> None:
        promise, desk = make_promise(town.lv.person, S.HELD), client_as(town.lin.actor)
        page = text(desk.get(url("entitlement_detail", promise.pk)))
        assert "等待核对社保。" in page
        assert "按今天的数据" in page
        assert "至少四个字" in text(desk.post(url("entitlement_refuse", promise.pk), {"reason": "否"}), 422)
        desk.post(url("entitlement_release", promise.pk), {"reason": ""})
        promise.refresh_from_db()
        assert promise.state == S.FOUND

    @pytest.mark.parametrize(
        ("event", "state", "target"),
        [
            ("hold", "asked", "held"),
            ("ask", "disputed", "asked"),
            ("end", "granted", "ended"),
            ("reopen", "ended", "found"),
        ],
    )
    def test_each_button_does_its_step(self, cast: Cast, event: str, state: str, target: str) -> None:
        promise = make_promise(cast.lv.person, state)
        client_as(cast.lin.actor).post(url(f"entitlement_{event}", promise.pk), {"reason": "核对过社保。"})
        promise.refresh_from_db()
        assert promise.state == target

    def test_published_and_granted_by_two_people(self, cast: Cast) -> None:
        promise, desk = make_promise(cast.lv.person, S.CONFIRMED), client_as(cast.lin.actor)
        assert "吕志强" in text(desk.get(url("publish", policy=GOLD)))
        desk.post(url("publish", policy=GOLD), {"title": "拟兑现名单", "entitlements": [promise.pk]})
        Entitlement.objects.filter(state=S.ON_NOTICE).update(state=S.CLEARED)
        assert desk.get(url("grant")).status_code == 403
        leader = client_as(cast.huang.actor)
        assert "1,500.00" in text(leader.get(url("grant", policy=GOLD)))
        leader.post(url("grant", policy=GOLD), {"entitlements": [promise.pk]})
        promise.refresh_from_db()
        assert promise.state == S.GRANTED
        assert "没有等待兑现的人" in text(leader.get(url("grant", policy=GOLD)))

    def test_an_appeal_from_the_list_to_its_answer(self, cast: Cast) -> None:
        make_promise(cast.lv.person, S.REFUSED)
        why = "二月的社保是在集美缴的，有缴费单。"
        appeal = actions.file_appeal(cast.lv.person, policy=GOLD, reasons=why, by=cast.lv.citizen)
        desk = client_as(cast.lin.actor)
        assert "吕志强" in text(desk.get(url("appeal_list", state="filed")))
        assert "没有申诉" in text(desk.get(url("appeal_list", state="upheld")))
        desk.post(url("appeal_accept", appeal.pk))
        assert "至少十个字" in text(desk.post(url("appeal_dismiss", appeal.pk), {"answer": "否"}), 422)
        desk.post(url("appeal_uphold", appeal.pk), {"answer": "已核实，二月参保属实。"})
        assert "已核实，二月参保属实。" in text(client_as(cast.lv.citizen).get(url("my_appeal", appeal.pk)))

    def test_who_may_not_handle_it_reads_why(self, cast: Cast) -> None:
        make_promise(cast.lv.person, S.REFUSED, handled_by=cast.lin.person)
        why = "二月的社保是在集美缴的，有缴费单。"
        appeal = actions.file_appeal(cast.lv.person, policy=GOLD, reasons=why, by=cast.lv.citizen)
        assert "您不能办理这一件" in text(client_as(cast.lin.actor).get(url("appeal_detail", appeal.pk)))
        assert not [item for item in work_queue_items(cast.lin.actor) if item.source.key == "benefits.9_appeal"]

    def test_every_desk_has_its_work(self, cast: Cast) -> None:
        for member, state in (
            (cast.lv, S.HELD),
            (cast.li, S.DISPUTED),
            (cast.chen, S.CONFIRMED),
            (cast.sun, S.CLEARED),
        ):
            make_promise(member.person, state)
        keys = {item.source.key for item in work_queue_items(cast.lin.actor)}
        assert {"benefits.4_held", "benefits.5_disputed", "benefits.7_publish"} <= keys
        assert "benefits.8_grant" in {item.source.key for item in work_queue_items(cast.huang.actor)}
        assert "吕志强" in text(client_as(cast.lin.actor).get("/office/"))

    def test_my_home_shows_what_i_have_to_answer(self, cast: Cast) -> None:
        make_promise(cast.lv.person)
        assert "确认享受、放弃，或者说数据有误" in text(client_as(cast.lv.citizen).get("/my/"))
