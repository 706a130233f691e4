"""What each line of a bank's file means for a payment: follow it, nothing new, or a difference for a person. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from juxian.payments.formats import ReadLine

WAITING = frozenset({"in_flight", "unknown"})
NEVER_SENT = frozenset({"planned", "dropped"})
SAYS = {"settled": "paid", "returned": "returned"}  # what an answered payment has been told
# What a person may say to a difference, by fault: a line that cannot be ours is never followed.
DECISIONS: dict[str, tuple[str, ...]] = {
    "unknown_line": ("keep",),
    "not_sent": ("keep",),
    "wrong_amount": ("paid", "not_paid", "keep"),
    "wrong_account": ("paid", "not_paid", "keep"),
    "missing": ("paid", "not_paid", "keep"),
    "wrong_batch": ("follow", "keep"),
    "twice": ("follow", "keep"),
    "contradiction": ("follow", "keep"),
}


@dataclass(frozen=True)
class Known:
    """A payment as the books have it. `account_number` is empty where the file names none."""

    payment_id: UUID
    batch_id: UUID
    amount_fen: int
    state: str
    account_number: str = ""


@dataclass(frozen=True)
class Verdict:
    """A line, the payment that it speaks of (if we have one), and the fault (a key of `models.Fault`) or "".
    `is_news`: the line tells what nobody knew, and is followed."""

    line: ReadLine
    payment_id: UUID | None = None
    fault: str = ""
    is_news: bool = False


def judge(lines: Sequence[ReadLine], known: Mapping[str, Known], batch_id: UUID | None) -> list[Verdict]:
    """Judge the lines in the order of the file. Of a payment that stands there twice with one result, the first line
    counts; with two different results none does."""
    results: dict[str, set[str]] = {}
    for line in lines:
        results.setdefault(line.payment_number, set()).add(line.result)
    torn = {number for number, found in results.items() if len(found) > 1}
    seen: Counter[str] = Counter()
    verdicts = []
    for line in lines:
        seen[line.payment_number] += 1
        is_twice = line.payment_number in torn or seen[line.payment_number] > 1
        verdicts.append(_verdict(line, known.get(line.payment_number), batch_id, is_twice))
    return verdicts


def _verdict(line: ReadLine, payment: Known | None, batch_id: UUID | None, is_twice: bool) -> Verdict:
    if payment is None:
        return Verdict(line, fault="unknown_line")
    fault = "twice" if is_twice else _fault(line, payment, batch_id)
    return Verdict(line, payment.payment_id, fault, is_news=not fault and payment.state in WAITING)


def _fault(line: ReadLine, payment: Known, batch_id: UUID | None) -> str:
    if batch_id is not None and payment.batch_id != batch_id:
        return "wrong_batch"
    if payment.state in NEVER_SENT:
        return "not_sent"
    if line.amount_fen != payment.amount_fen:
        return "wrong_amount"
    if line.account_number and payment.account_number and line.account_number != payment.account_number:
        return "wrong_account"
    if SAYS.get(payment.state, line.result) != line.result:
        return "contradiction"
    return ""


def missing(lines: Sequence[ReadLine], waiting: Collection[str]) -> list[str]:
    """Return the numbers of waiting payments of which a complete file says nothing."""
    return sorted(set(waiting) - {line.payment_number for line in lines})


def result_of(decision: str, line_result: str) -> str:
    """Return what a decision makes of the payment: "paid", "returned", or "" for nothing."""
    return {"follow": line_result, "paid": "paid", "not_paid": "returned"}.get(decision, "")
