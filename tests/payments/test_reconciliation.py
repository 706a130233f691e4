"""Owed = ledger = bank file = return file = statement, and a difference is named to the fen."""

import csv
import datetime as dt
import io

from juxian.payments import actions
from juxian.payments.models import BankReplyLine
from juxian.payments.queries import reconciliation
from juxian.payments.queries.voucher import as_csv, voucher_lines
from tests.cast import Cast
from tests.payments.batches import again, answer, make_office, payments, sealed, statement, submitted, take_in
from tests.people.audit import last


def figures(batch) -> dict[str, int | None]:
    return {figure.key: figure.total_fen for figure in reconciliation(again(batch)).figures}


def test_five_papers_agree_to_the_fen(cast: Cast) -> None:
    office = make_office(cast, 3)
    batch = submitted(office)
    assert figures(batch)["return"] is figures(batch)["statement"] is None
    back = payments(batch)[0]
    answer(batch, office, [back])
    answer(batch, office, [back], kind="statement")

    found = reconciliation(again(batch))
    assert found.is_even
    assert found.waiting_count == 0
    assert figures(batch) == {
        "planned": 900_000,
        "ledger": 900_000,
        "file": 900_000,
        "answered": 600_000,
        "returned": 300_000,
        "booked": 600_000,
        "return": 600_000,
        "statement": 600_000,
    }


def test_before_the_bank_has_answered_nothing_differs_and_all_wait(cast: Cast) -> None:
    office = make_office(cast, 2)
    batch = sealed(office)
    found = reconciliation(batch)
    assert (found.figure("file").total_fen, found.figure("ledger").total_fen) == (600_000, None)
    actions.submit_batch(batch, by=office.qian)
    assert reconciliation(again(batch)).waiting_count == 2


def test_a_statement_that_says_another_amount_is_named(cast: Cast) -> None:
    office = make_office(cast, 2)
    batch = submitted(office)
    answer(batch, office)
    first, second = payments(batch)
    take_in(
        batch,
        statement([(first.number, 299_999, "PAID"), (second.number, 300_000, "PAID")]),
        office,
        kind="statement",
    )

    found = reconciliation(again(batch))
    assert [(row.payment_number, row.one_fen, row.other_fen) for row in found.differences] == [
        (first.number, 300_000, 299_999)
    ]
    assert (found.open_count, found.is_even) == (1, False)
    line = BankReplyLine.objects.open().get()
    actions.settle_difference(line, decision="paid", reason="银行查询回单 2025-17", by=office.shen)
    assert reconciliation(again(batch)).is_even


def test_the_finance_system_gets_equal_debits_and_credits(cast: Cast) -> None:
    office = make_office(cast, 2)
    answer(submitted(office), office)
    today = dt.date(2025, 3, 12)
    lines = voucher_lines(today, today)
    assert {line.cause for line in lines} == {"obligation", "disburse", "settle"}
    for cause in ("obligation", "disburse", "settle"):
        debit = sum(line.debit_fen for line in lines if line.cause == cause)
        assert debit == sum(line.credit_fen for line in lines if line.cause == cause) == 600_000
    rows = list(csv.reader(io.StringIO(as_csv(lines).decode("utf-8-sig"))))
    assert rows[0] == ["业务日期", "政策", "摘要", "科目", "借方金额", "贷方金额", "笔数"]
    assert ["2025-03-12", "gold_allowance", "银行付讫", "已付", "0.00", "6000.00", "4"] in rows

    name, content = actions.export_vouchers(None, since=today, until=today, layout="csv", by=office.qian)
    assert (name, content) == ("vouchers-20250312-20250312.csv", as_csv(lines))
    assert last("payments.vouchers", "export").data["count"] == len(lines)
