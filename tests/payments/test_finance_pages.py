"""Finance at the desk: a batch from the list to the last fen, differences, returned payments, holds, recoveries."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from juxian.kit.models import AuditEvent
from juxian.kit.work_queue import sources_of, work_queue_items
from juxian.payments import actions
from juxian.payments.models import BankAccount, BankReplyLine, Batch, Budget, Hold, Payment, Recovery
from tests.cast import Cast, client_as
from tests.jobs import run_jobs
from tests.payments.batches import (
    Office,
    answer,
    computed,
    drafted,
    make_office,
    make_payee,
    payments,
    return_file,
    reviewed,
    sealed,
    submitted,
)
from tests.payments.money import JANUARY, POLICY, debt, number
from tests.scenes import scene


@scene
def office(cast: Cast) -> Office:
    return make_office(cast)


def read(client: Client, name: str, *args: Any, status: int = 200, **query: Any) -> str:
    answer = client.get(reverse(f"payments:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def post(client: Client, name: str, *args: Any, follow: bool = True, **fields: Any) -> Any:
    return client.post(reverse(f"payments:{name}", args=args), fields, follow=follow)


def file_of(batch: Batch, codes: list[str], **totals: Any) -> SimpleUploadedFile:
    """The bank's return: one code a payment."""
    lines = [(row.number, row.amount_fen, code) for row, code in zip(payments(batch), codes, strict=True)]
    return SimpleUploadedFile("return.txt", return_file(lines, batch=batch.number, **totals))


class TestBatch:
    def test_the_preview_says_who_can_be_paid_and_who_cannot_and_why(self, office: Office) -> None:
        actions.hold_payee(office.payees[0].person, reason="在岗情况正在核实", by=office.qian)
        page = read(client_as(office.qian), "batch_new", policy=POLICY, bank_format="xiahai")
        assert "6,000.00" in page
        assert "暂缓拨付" in page
        assert office.payees[0].person.name in page

    def test_three_people_bring_a_batch_to_the_bank(self, office: Office) -> None:
        qian, he, shen = client_as(office.qian), client_as(office.he), client_as(office.shen)
        post(qian, "batch_new", policy=POLICY, month="2025-03", bank_format="xiahai", title="三月津贴")
        batch = Batch.objects.get()
        assert "正在计算" in post(qian, "batch_compute", batch.pk).content.decode()
        run_jobs()
        assert "您核算了本批次，须由另一位财务人员复核。" in read(qian, "batch_detail", batch.pk)
        assert post(qian, "batch_review", batch.pk).status_code == 403
        assert "9,000.00" in post(he, "batch_review", batch.pk).content.decode()
        assert "您复核了本批次，须由核算、复核以外的第三位财务人员封存。" in read(he, "batch_detail", batch.pk)
        assert post(he, "batch_seal", batch.pk).status_code == 403
        post(shen, "batch_seal", batch.pk)
        batch.refresh_from_db()
        page = read(shen, "batch_detail", batch.pk)
        assert batch.sealed_file.sha256 in page
        first, second = (post(shen, "batch_file", batch.pk).content for _ in range(2))
        assert first == second
        assert len(first) == batch.sealed_file.size
        post(qian, "batch_submit", batch.pk)
        run_jobs()
        post(qian, "batch_acknowledge", batch.pk, bank_reference="YH-1")
        batch.refresh_from_db()
        assert batch.state == "acknowledged"

    def test_htmx_gets_the_body_alone_while_it_computes(self, office: Office) -> None:
        batch = actions.compute_batch(drafted(office), by=office.qian)
        address = reverse("payments:batch_detail", args=[batch.pk])
        part = client_as(office.he).get(address, headers={"HX-Request": "true"}).content.decode()
        assert part.startswith('<div id="batch" class="stack" hx-get=')
        assert "<html" not in part

    def test_a_line_is_taken_out_with_a_reason_and_stands_among_the_left_out(self, office: Office) -> None:
        batch = computed(office)
        client, row = client_as(office.qian), payments(batch)[0]
        assert "至少四个字" in post(client, "payment_drop", row.pk, reason="查").content.decode()
        post(client, "payment_drop", row.pk, reason="正在核实在岗")
        batch.refresh_from_db()
        assert batch.count == 2
        assert row.person.name in read(client, "batch_left_out", batch.pk)
        assert row.person.name in read(client, "batch_left_out", batch.pk, outcome="dropped")

    def test_it_is_sent_back_and_discarded_with_reasons(self, office: Office) -> None:
        batch = reviewed(office)
        client = client_as(office.shen)
        post(client, "batch_return", batch.pk, reason="金额需要重新核对")
        batch.refresh_from_db()
        assert (batch.state, batch.note) == ("draft", "金额需要重新核对")
        post(client, "batch_discard", batch.pk, reason="改到下个月发放")
        assert "已作废" in read(client, "batches")

    def test_filters_narrow_lists_and_lines(self, office: Office) -> None:
        batch, client = computed(office), client_as(office.he)
        assert batch.number in read(client, "batches", state="computed", policy=POLICY, month="2025-03")
        assert batch.number not in read(client, "batches", state="sealed")
        name = payments(batch)[1].person.name
        page = read(client, "batch_detail", batch.pk, q=name)
        assert payments(batch)[1].number in page
        assert payments(batch)[0].number not in page


class TestReply:
    def test_a_file_is_looked_at_before_it_is_taken_in(self, office: Office) -> None:
        batch, client = submitted(office), client_as(office.he)
        preview = post(client, "reply_preview", batch.pk, kind="return", file=file_of(batch, ["0000", "0000", "1001"]))
        assert "还没有登记" in preview.content.decode()
        assert not batch.replies.exists()
        page = post(client, "reply_new", batch.pk, kind="return", file=file_of(batch, ["0000", "0000", "1001"]))
        assert "到账2笔，退回1笔，差异0笔" in page.content.decode()
        again = post(client, "reply_new", batch.pk, kind="return", file=file_of(batch, ["0000", "0000", "1001"]))
        assert again.status_code == 422
        assert "没有重复登记" in again.content.decode()

    def test_what_cannot_be_read_says_why(self, office: Office) -> None:
        batch, client = submitted(office), client_as(office.he)
        page = post(client, "reply_preview", batch.pk, kind="return", file=SimpleUploadedFile("x.txt", b"hello"))
        assert page.status_code == 422

    def test_a_difference_waits_for_a_person(self, office: Office) -> None:
        batch, client = submitted(office), client_as(office.he)
        rows = payments(batch)
        lines = [(row.number, row.amount_fen - (row == rows[0]), "0000") for row in rows]
        file = SimpleUploadedFile("return.txt", return_file(lines, batch=batch.number))
        post(client, "reply_new", batch.pk, kind="return", file=file)
        line = BankReplyLine.objects.get(fault="wrong_amount")
        assert rows[0].number in read(client, "differences")
        assert "金额与拨付不一致" in read(client, "difference_detail", line.pk)
        answer = post(client, "difference_detail", line.pk, decision="paid", reason="银行回单2025-18号")
        assert "差异已处理" in answer.content.decode()
        assert Payment.objects.get(pk=rows[0].pk).state == "settled"
        assert rows[0].number in read(client, "differences", is_settled="yes")

    def test_a_returned_payment_is_corrected_and_paid_once(self, office: Office) -> None:
        batch, client = submitted(office), client_as(office.qian)
        post(client, "reply_new", batch.pk, kind="return", file=file_of(batch, ["0000", "0000", "1001"]))
        run_jobs()
        old = payments(batch)[2]
        assert old.number in read(client, "returned")
        assert "不用在这里办理" in read(client, "returned_detail", old.pk)
        member = next(one for one in office.payees if one.person.pk == old.person_id)
        fields = {"bank_code": "102", "number": number(99), "holder_name": member.person.name}
        account = actions.propose_account(member.person, by=member.citizen, **fields)
        BankAccount.objects.filter(pk=account.pk).update(usable_from_at=account.proposed_at)
        actions.activate_account(account)
        second = sealed(office)
        again = Payment.objects.get(batch=second)
        assert (again.replaces_id, again.account_id, again.amount_fen) == (old.pk, account.pk, old.amount_fen)
        assert old.number not in read(client, "returned")

    def test_the_bank_erred_and_the_same_account_is_paid_again(self, office: Office) -> None:
        batch, client = submitted(office), client_as(office.qian)
        post(client, "reply_new", batch.pk, kind="return", file=file_of(batch, ["0000", "0000", "1001"]))
        old = payments(batch)[2]
        post(client, "returned_detail", old.pk, reason="银行系统故障误退")
        assert "已同意原账号再付" in read(client, "returned_detail", old.pk)


class TestReconciliation:
    def test_four_papers_agree(self, office: Office) -> None:
        batch, client = submitted(office), client_as(office.he)
        post(client, "reply_new", batch.pk, kind="return", file=file_of(batch, ["0000"] * 3))
        assert "还没有收到对账单" in read(client, "reconciliation_detail", batch.pk)
        answer(batch, office, kind="statement")
        assert "四方一致" in read(client, "reconciliation_detail", batch.pk)
        assert "9,000.00" in read(client, "reconciliation")
        book = load_workbook(io.BytesIO(post(client, "reconciliation_export", batch.pk).content))
        assert book.sheetnames == ["合计", "差异", "逐笔"]
        assert AuditEvent.objects.filter(name="payments.reconciliation", kind="export").exists()

    def test_the_books_of_a_period_leave_for_the_finance_system(self, office: Office) -> None:
        submitted(office)
        client = client_as(office.qian)
        assert "2025-03-01" in read(client, "voucher_export")
        fields = {"since": "2025-03-01", "until": "2025-03-12", "policy": "", "layout": "csv"}
        assert "9000.00" in post(client, "voucher_export", **fields).content.decode("utf-8-sig").replace(",000", "000")
        assert AuditEvent.objects.filter(name="payments.vouchers", kind="export").exists()
        assert post(client, "voucher_export", **{**fields, "since": "2025-04-01"}).status_code == 422

    def test_the_payment_list_is_a_paper_to_sign(self, office: Office) -> None:
        batch = sealed(office)
        answer = client_as(office.he).get(reverse("payments:payment_list", args=[batch.pk]))
        assert answer.content.startswith(b"%PDF")


class TestPayee:
    def test_a_payee_is_found_by_post_and_the_look_is_on_record(self, office: Office) -> None:
        client, person = client_as(office.qian), office.payees[0].person
        assert person.name in post(client, "payees", q=person.name).content.decode()
        assert person.name in post(client, "payees", q=person.identity_number.open()).content.decode()
        assert AuditEvent.objects.filter(name="payments.search_payees", kind="read").count() == 2
        assert "1,500.00" in read(client, "payee_detail", person.pk)

    def test_holding_and_releasing(self, office: Office) -> None:
        client, person = client_as(office.qian), office.payees[0].person
        assert post(client, "payee_hold", person.pk, policy="", reason="查").status_code == 422
        assert "拨付已暂缓" in post(client, "payee_hold", person.pk, policy="", reason="在岗正在核实").content.decode()
        hold = Hold.objects.get()
        assert person.name in read(client, "holds")
        post(client, "hold_release", hold.pk, reason="已核实在岗")
        assert "已核实在岗" in read(client, "holds", is_released="yes")

    def test_a_debt_is_claimed_agreed_on_and_paid(self, office: Office) -> None:
        client = client_as(office.qian)
        member = make_payee("债一", 50, fen=0)
        debt(member)
        assert "债一" in read(client, "recoveries")
        post(client, "payee_claim", member.person.pk, POLICY, reason="当月已离职", article="第九条")
        recovery = Recovery.objects.get()
        post(client, "recovery_agree", recovery.pk, count="3", first_due_on="2025-04-10")
        page = read(client, "recovery_detail", recovery.pk)
        assert "500.00" in page
        assert "实施意见 第九条" in page
        part = recovery.instalments.get(number=1)
        assert post(client, "repayment_record", part.pk, paid_on="2025-03-12", paid_fen="600").status_code == 422
        post(client, "repayment_record", part.pk, paid_on="2025-03-12", paid_fen="500.00", reference="R1")
        assert "1,000.00" in read(client, "recovery_detail", recovery.pk)
        assert client.get(reverse("payments:recovery_letter", args=[recovery.pk])).content.startswith(b"%PDF")

    def test_a_waiver_takes_two(self, office: Office) -> None:
        member = make_payee("债二", 51, fen=0)
        debt(member)
        row = actions.claim_back(member.person, policy=POLICY, reason="当月已离职", by=office.qian)
        qian, he = client_as(office.qian), client_as(office.he)
        post(qian, "waiver_propose", row.pk, reason="本人去世，无遗产可追")
        assert "免除由您提出，须由另一位人员确认。" in read(qian, "recovery_detail", row.pk)
        assert "确认免除" in read(he, "recovery_detail", row.pk)
        post(he, "waiver_confirm", row.pk)
        assert Recovery.objects.get().state == "waived"


class TestBudget:
    def test_a_budget_is_set_and_shown_with_what_is_promised(self, office: Office) -> None:
        client = client_as(office.qian)
        post(client, "budget_set", policy=POLICY, year="2025", amount_fen="10,000.00", reason="集财〔2025〕1号")
        assert Budget.objects.get().amount_fen == 1_000_000
        page = read(client, "budgets")
        assert "9,000.00" in page
        assert "已承诺预算的 90%" in page


class TestAccounts:
    def test_the_bank_is_asked_by_a_file_and_answers_in_it(self, office: Office) -> None:
        client = client_as(office.qian)
        exported = post(client, "account_check_export").content
        assert AuditEvent.objects.filter(name="payments.accounts_to_check", kind="export").exists()
        book = load_workbook(io.BytesIO(exported))
        sheet = book.worksheets[0]
        headings = [cell.value for cell in sheet[1]]
        column = headings.index("核对结果") + 1
        for at, word in enumerate(["一致", "不一致"], 2):
            sheet.cell(at, column, word)
        filled = io.BytesIO()
        book.save(filled)
        page = post(client, "account_check", file=SimpleUploadedFile("answers.xlsx", filled.getvalue()))
        assert "一致 1 个，不一致 1 个" in page.content.decode()
        assert sorted(BankAccount.objects.values_list("state", flat=True)) == ["active", "active", "closed"]
        again = post(client, "account_check", file=SimpleUploadedFile("answers.xlsx", filled.getvalue()))
        assert "没有改动 2 个" in again.content.decode()

    def test_a_number_is_masked_until_a_reason_is_given(self, office: Office) -> None:
        client, account = client_as(office.qian), BankAccount.objects.earliest("created_at")
        whole = account.number.open()
        assert whole not in read(client, "account_detail", account.pk)
        assert account.masked_number in read(client, "accounts")
        assert post(client, "account_reveal", account.pk, reason="").status_code == 422
        assert whole in post(client, "account_reveal", account.pk, reason="核对退回").content.decode()

    def test_one_is_closed(self, office: Office) -> None:
        client, account = client_as(office.qian), BankAccount.objects.earliest("created_at")
        post(client, "account_close", account.pk, reason="银行退回：已销户")
        account.refresh_from_db()
        assert account.state == "closed"

    def test_the_counter_registers_with_the_person_present(self, cast: Cast) -> None:
        client, person = client_as(cast.zhao.actor), cast.lv.person
        page = post(
            client, "account_at_counter", person.pk, bank_code="105", number=number(7), holder_name=person.name
        ).content.decode()
        assert "冷静期" in page
        assert number(7) not in page


class TestWhoSees:
    PAGES = ("batches", "differences", "returned", "reconciliation", "accounts", "holds", "recoveries", "budgets")

    @pytest.mark.parametrize("who", ["huang", "zhou"])
    def test_leaders_and_auditors_read_and_see_no_number(self, office: Office, who: str) -> None:
        batch = sealed(office)
        client = client_as(getattr(office.cast, who).actor)
        whole = BankAccount.objects.earliest("created_at").number.open()
        for name in self.PAGES:
            assert whole not in read(client, name)
        for name in ("batch_detail", "batch_left_out", "reconciliation_detail"):
            assert whole not in read(client, name, batch.pk)
        for name in ("batch_file", "batch_submit"):
            assert post(client, name, batch.pk).status_code == 403
        assert read(client, "batch_new", status=403)

    @pytest.mark.parametrize("who", ["zhao", "sun", "ye", "wu"])
    def test_others_of_the_office_see_nothing(self, cast: Cast, who: str) -> None:
        client = client_as(getattr(cast, who).actor)
        for name in self.PAGES:
            read(client, name, status=403)

    def test_the_desk_shows_each_what_waits_for_them(self, office: Office) -> None:
        computed(office)
        keys = {item.source.key for item in work_queue_items(office.he)}
        assert "payments.1_review" in keys
        assert "payments.1_review" not in {item.source.key for item in work_queue_items(office.qian)}
        assert "payments.2_seal" in {source.key for source in sources_of(office.shen)}


def queries_of(client: Client, name: str, *args: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(client, name, *args)
    return len(asked)


@pytest.mark.parametrize("name", ["accounts", "holds", "recoveries", "payees"])
def test_lists_ask_as_often_for_thirty_rows_as_for_three(cast: Cast, name: str) -> None:
    client = client_as(cast.qian.actor)

    def more(count: int, begin: int) -> None:
        for serial in range(begin, begin + count):
            member = make_payee(f"众{serial}", 100 + serial, fen=0)
            debt(member, month=JANUARY)
            actions.claim_back(member.person, policy=POLICY, reason="当月已离职", by=cast.qian.actor)
            actions.hold_payee(member.person, reason="正在核实在岗", by=cast.qian.actor)

    more(3, 0)
    few = queries_of(client, name)
    more(12, 3)
    assert queries_of(client, name) == few


def test_a_batch_asks_as_often_for_many_lines_as_for_few(cast: Cast) -> None:
    office = make_office(cast, 3)
    client = client_as(office.he)
    pages: list[tuple[str, Callable[[Batch], list[Any]]]] = [
        ("batch_detail", lambda batch: [batch.pk]),
        ("batch_left_out", lambda batch: [batch.pk]),
        ("batches", lambda batch: []),
    ]
    small = computed(office)
    few = [queries_of(client, name, *args(small)) for name, args in pages]
    actions.discard_batch(small, reason="换成多的", by=office.qian)
    for serial in range(4, 16):
        make_payee(f"众{serial}", serial)
    large = computed(office)
    assert large.count == 15
    assert [queries_of(client, name, *args(large)) for name, args in pages] == few
