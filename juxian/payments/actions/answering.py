"""What the bank's answer does to payments, to the books and to their batches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from juxian.kit import clock
from juxian.kit.events import announce
from juxian.payments.events import PaymentBounced, PaymentSettled
from juxian.payments.ledger import between, book_many
from juxian.payments.models import Batch, LedgerAccount, Payment, PaymentPart
from juxian.payments.states import BATCH, PAYMENT, PaymentState

AT_ONCE = 1000
IN_FLIGHT, OWED, BANK = LedgerAccount.IN_FLIGHT, LedgerAccount.OWED, LedgerAccount.BANK
WITH_BANK = (PaymentState.IN_FLIGHT, PaymentState.UNKNOWN)
UNANSWERED = (PaymentState.PLANNED, *WITH_BANK)


@dataclass(frozen=True)
class Answer:
    """What the bank says of a payment: "paid" or "returned". `line_id` is the line that says so, if one does."""

    payment: Payment
    result: str
    message: str = ""
    bank_reference: str = ""
    booked_on: date | None = None
    line_id: UUID | None = None


@dataclass(frozen=True)
class _Step:
    """An event of the payment's table, and how it is booked."""

    event: str
    cause: str
    source: LedgerAccount
    target: LedgerAccount


STEPS = {
    ("waiting", "paid"): _Step("settle", "settle", IN_FLIGHT, BANK),
    ("waiting", "returned"): _Step("bounce", "bounce", IN_FLIGHT, OWED),
    (PaymentState.RETURNED, "paid"): _Step("correct_to_settled", "corrected", OWED, BANK),
    (PaymentState.SETTLED, "returned"): _Step("correct_to_returned", "reversed", BANK, OWED),
}


def take_answers(answers: Sequence[Answer]) -> None:
    """Move the payments (locked by the caller), book, announce, and end the batches that have all their answers.

    An answer that says what is known already changes nothing."""
    steps = [(answer, step) for answer in answers if (step := _step(answer))]
    payments = [answer.payment for answer, _ in steps]
    parts = _parts(payments)
    for answer, step in steps:
        _write_down(answer, step)
    fields = ["state", "state_since_at", "bank_message", "bank_reference", "answered_on"]
    Payment.objects.bulk_update(payments, fields, batch_size=AT_ONCE)
    for step in set(STEPS.values()):
        book_many(step.cause, [_journal(answer, step, parts) for answer, found in steps if found == step])
    for answer, _ in steps:
        kind = PaymentSettled if answer.result == "paid" else PaymentBounced
        announce(kind(str(answer.payment.pk)))
    for batch_id in sorted({payment.batch_id for payment in payments}):
        _end_batch(batch_id)


def _step(answer: Answer) -> _Step | None:
    state = answer.payment.state
    return STEPS.get(("waiting" if state in WITH_BANK else state, answer.result))


def _write_down(answer: Answer, step: _Step) -> None:
    payment = answer.payment
    PAYMENT.move(payment, step.event)
    payment.bank_message = answer.message[:200]
    payment.bank_reference = answer.bank_reference[:60] or payment.bank_reference
    payment.answered_on = answer.booked_on or clock.today()


def _journal(answer: Answer, step: _Step, parts: dict[UUID, list[Any]]) -> tuple[UUID, Any]:
    """A correction is booked under the line that made it, so that a payment may be corrected more than once."""
    payment = answer.payment
    is_first = step.cause in {"settle", "bounce"}
    key = payment.pk if is_first else answer.line_id
    months = [(part.month, part.amount_fen) for part in parts[payment.pk]]
    policy = parts[payment.pk][0].policy
    return key, between(step.source, step.target, payment.person_id, policy, months)  # type: ignore[return-value]


def _parts(payments: list[Payment]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {payment.pk: [] for payment in payments}
    for part in PaymentPart.objects.filter(payment__in=found):
        found[part.payment_id].append(part)
    return found


def _end_batch(batch_id: UUID) -> None:
    """A batch ends with its last answer; a corrected answer may turn one end into the other."""
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    states = set(batch.payments.exclude(state=PaymentState.DROPPED).values_list("state", flat=True))
    if states & set(UNANSWERED):
        return
    event = "bounce" if PaymentState.RETURNED in states else "settle"
    if BATCH.can(batch, event):
        BATCH.move(batch, event)
        batch.save()
