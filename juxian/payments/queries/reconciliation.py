"""Does it all agree? What was owed, what the books say, what the bank file says, what the bank answered: to the fen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text
from juxian.payments.formats import bank_format
from juxian.payments.formats.reading import read_payments
from juxian.payments.models import BankReplyLine, Batch, Decision, Entry, LedgerAccount, LineResult, Payment, ReplyKind
from juxian.payments.queries.sealing import content_of
from juxian.payments.states import PaymentState

Amounts = dict[str, int]
LABELS: dict[str, Text] = {
    "planned": _("批次计算"),
    "ledger": _("台账拨付"),
    "file": _("银行文件"),
    "answered": _("已到账"),
    "returned": _("已退回"),
    "booked": _("台账已付"),
    "return": _("回盘到账"),
    "statement": _("对账单到账"),
}


@dataclass(frozen=True)
class Figure:
    """One of the sums side by side. `count` and `total_fen` are None where that paper is not there (yet)."""

    key: str
    label: Text
    count: int | None
    total_fen: int | None


@dataclass(frozen=True)
class Difference:
    """A payment of which two papers say different amounts (fen; None: it says nothing)."""

    payment_number: str
    one: Text
    one_fen: int | None
    other: Text
    other_fen: int | None


@dataclass(frozen=True)
class Reconciliation:
    """The figures of a batch, and every payment in which they differ."""

    figures: list[Figure]
    differences: list[Difference]
    open_count: int  # lines of the bank that still wait for a person
    waiting_count: int  # payments without an answer
    awaits_statement: bool  # the bank sends one with every payment, and has not yet

    @property
    def is_even(self) -> bool:
        return not self.differences and not self.open_count

    def figure(self, key: str) -> Figure:
        return next(figure for figure in self.figures if figure.key == key)


def reconciliation(batch: Batch) -> Reconciliation:
    """Set the papers of a batch side by side, payment by payment."""
    payments = list(batch.payments.exclude(state=PaymentState.DROPPED).order_by("number"))
    papers = _papers(batch, payments)
    pairs = [("planned", "ledger"), ("ledger", "file"), ("answered", "booked")]
    pairs += [("answered", kind) for kind in ("return", "statement")]
    numbers = [payment.number for payment in payments]
    return Reconciliation(
        figures=[_figure(key, papers[key]) for key in LABELS],
        differences=[each for one, other in pairs for each in _differences(numbers, one, other, papers)],
        open_count=BankReplyLine.objects.open().filter(Q(payment__in=payments) | Q(reply__batch=batch)).count(),
        waiting_count=sum(payment.state in (PaymentState.IN_FLIGHT, PaymentState.UNKNOWN) for payment in payments),
        awaits_statement=papers["statement"] is None and _lists_all(batch)[ReplyKind.STATEMENT],
    )


def _papers(batch: Batch, payments: list[Payment]) -> dict[str, Amounts | None]:
    """Return {paper: {payment number: fen}}; a paper that is not there is None, and one that lists failures only says
    nothing of what arrived."""
    numbers = {payment.pk: payment.number for payment in payments}
    is_out = batch.submitted_at is not None
    settled, returned = (_in_state(payments, state) for state in (PaymentState.SETTLED, PaymentState.RETURNED))
    lists_all = _lists_all(batch)
    return {
        "planned": {payment.number: payment.amount_fen for payment in payments},
        "ledger": _booked(numbers, LedgerAccount.IN_FLIGHT, ["disburse"]) if is_out else None,
        "file": _in_file(batch),
        "answered": settled if is_out else None,
        "returned": returned if is_out else None,
        "booked": _booked_paid(payments) if is_out else None,
        "return": _said(numbers, ReplyKind.RETURN) if lists_all["return"] else None,
        "statement": _said(numbers, ReplyKind.STATEMENT) if lists_all["statement"] else None,
    }


def _in_state(payments: list[Payment], state: str) -> Amounts:
    return {row.number: row.amount_fen for row in payments if row.state == state}


def _lists_all(batch: Batch) -> dict[str, bool]:
    """Whether the bank's papers of each kind name every payment, or failures only."""
    return {kind: layout.lists == "all" for kind, layout in bank_format(batch.bank_format).replies.items()}


def _in_file(batch: Batch) -> Amounts | None:
    """Read the sealed bytes themselves, not what we believe to have written."""
    sealed = getattr(batch, "sealed_file", None)
    if sealed is None:
        return None
    return dict(read_payments(bank_format(batch.bank_format), content_of(sealed)))


def _booked(numbers: Mapping[UUID, str], account: str, causes: Iterable[str]) -> Amounts:
    rows = Entry.objects.filter(account=account, cause__in=causes, cause_id__in=numbers).order_by()
    sums = rows.values_list("cause_id").annotate(total=Sum("amount_fen"))
    return {numbers[key]: int(total) for key, total in sums if total}


def _booked_paid(payments: list[Payment]) -> Amounts:
    """What the books say was paid: settled by the first answer, corrected or reversed by a later line."""
    numbers = {payment.pk: payment.number for payment in payments}
    found = _booked(numbers, LedgerAccount.BANK, ["settle"])
    lines = dict(BankReplyLine.objects.filter(payment__in=payments).values_list("pk", "payment__number"))
    for number, amount in _booked_by_line(lines):
        found[number] = found.get(number, 0) + amount
    return {number: amount for number, amount in found.items() if amount}


def _booked_by_line(lines: Mapping[UUID, str]) -> list[tuple[str, int]]:
    rows = Entry.objects.filter(account=LedgerAccount.BANK, cause__in=["corrected", "reversed"], cause_id__in=lines)
    sums = rows.order_by().values_list("cause_id").annotate(total=Sum("amount_fen"))
    return [(lines[key], int(total)) for key, total in sums]


def _said(numbers: Mapping[UUID, str], kind: str) -> Amounts | None:
    """What the bank's files of a kind say arrived: the latest line of each payment. A line that a person set aside
    does not count, and one that was settled after asking the bank counts as it was settled."""
    rows = BankReplyLine.objects.filter(reply__kind=kind, payment__in=numbers).exclude(decision=Decision.KEEP)
    rows = rows.exclude(row=0, decision="").order_by("reply__received_at", "row").select_related("payment")
    found = {numbers[line.payment_id]: _amount_of(line) for line in rows if line.payment_id}
    return {number: amount for number, amount in found.items() if amount} if found else None


def _amount_of(line: BankReplyLine) -> int:
    if line.decision in (Decision.PAID, Decision.NOT_PAID):
        return line.payment.amount_fen if line.decision == Decision.PAID and line.payment else 0
    return line.amount_fen if line.result == LineResult.PAID else 0


def _figure(key: str, amounts: Amounts | None) -> Figure:
    if amounts is None:
        return Figure(key, LABELS[key], None, None)
    return Figure(key, LABELS[key], len(amounts), sum(amounts.values()))


def _differences(
    numbers: list[str], one: str, other: str, papers: Mapping[str, Amounts | None]
) -> Iterable[Difference]:
    """Compare two papers payment by payment; a paper that is not there differs from nothing."""
    left, right = papers[one], papers[other]
    if left is None or right is None:
        return
    for number in sorted({*numbers, *left, *right}):
        if left.get(number) != right.get(number):
            yield Difference(number, LABELS[one], left.get(number), LABELS[other], right.get(number))
