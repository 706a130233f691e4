"""Files of the bank before they are taken in, and the differences that wait for a person."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from juxian.kit.access import Text
from juxian.payments.formats import ReadLine, bank_format, read_reply
from juxian.payments.judging import WAITING, Known, judge, missing
from juxian.payments.models import BankReplyLine, Batch, Fault, Payment
from juxian.payments.states import PaymentState

SHOWN = 50  # differences that the preview spells out


@dataclass(frozen=True)
class Doubt:
    """One line that could not be followed."""

    row: int
    payment_number: str
    amount_fen: int
    label: Text
    message: str


@dataclass
class ReplyPreview:
    """What a file would do, in fen. Nothing was written."""

    line_count: int = 0
    settled_count: int = 0
    settled_fen: int = 0
    returned_count: int = 0
    returned_fen: int = 0
    same_count: int = 0
    doubt_count: int = 0
    doubts: list[Doubt] = field(default_factory=list)


def preview_reply(batch: Batch | None, *, content: bytes, kind: str, bank_format_key: str = "") -> ReplyPreview:
    """Read and judge a file as taking it in would. Raises `RuleBroken` where it cannot be read."""
    form = bank_format(bank_format_key or (batch.bank_format if batch else ""))
    lines = read_reply(form, kind, content)
    known = _known(lines)
    verdicts = judge(lines, known, batch.pk if batch else None)
    news = [verdict.line for verdict in verdicts if verdict.is_news]
    doubts = [
        Doubt(one.line.row, one.line.payment_number, one.line.amount_fen, Fault(one.fault).label, one.line.message)
        for one in verdicts
        if one.fault
    ]
    if batch is not None and form.replies[kind].lists == "all":
        doubts += _missing(batch, lines)
    counts = Counter(line.result for line in news)
    return ReplyPreview(
        line_count=len(lines),
        settled_count=counts["paid"],
        settled_fen=sum(line.amount_fen for line in news if line.result == "paid"),
        returned_count=counts["returned"],
        returned_fen=sum(line.amount_fen for line in news if line.result == "returned"),
        same_count=sum(not one.fault and not one.is_news for one in verdicts),
        doubt_count=len(doubts),
        doubts=doubts[:SHOWN],
    )


def _known(lines: list[ReadLine]) -> dict[str, Known]:
    names_accounts = any(line.account_number for line in lines)
    rows = Payment.objects.filter(number__in={line.payment_number for line in lines}).select_related("account")
    return {
        row.number: Known(
            row.pk, row.batch_id, row.amount_fen, row.state, row.account.number.open() if names_accounts else ""
        )
        for row in rows
    }


def _missing(batch: Batch, lines: list[ReadLine]) -> list[Doubt]:
    waiting = {row.number: row for row in batch.payments.filter(state__in=WAITING)}
    return [Doubt(0, number, waiting[number].amount_fen, Fault.MISSING.label, "") for number in missing(lines, waiting)]


def found_differences(rows: Any, values: dict[str, Any]) -> QuerySet[BankReplyLine]:
    """Narrow the differences by kind, and by whether somebody has settled them."""
    rows = rows.differences().exclude(settled_at=None) if values["is_settled"] else rows.open()
    if values["fault"]:
        rows = rows.filter(fault=values["fault"])
    return rows.select_related("reply__batch", "payment__person", "payment__batch").order_by(
        "reply__received_at", "row"
    )


def returned_payments(rows: Any) -> QuerySet[Payment]:
    """Return what came back and no later payment carries yet, and what nobody knows the result of, oldest first."""
    waiting = rows.filter(state__in=[PaymentState.RETURNED, PaymentState.UNKNOWN])
    carried = rows.exclude(replaces=None).exclude(state=PaymentState.DROPPED).values("replaces")
    return (
        waiting.exclude(pk__in=carried).select_related("person", "account", "batch").order_by("answered_on", "number")
    )
