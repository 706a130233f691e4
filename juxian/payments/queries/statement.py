"""A person's statement: every month with what was owed, what was paid, and what the bank said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from juxian.payments.models import Entry, PaymentPart
from juxian.payments.queries.balance import summed
from juxian.payments.states import PaymentState
from juxian.people.queries import same_human

# Which of several payments of a month speaks for it: what is under way, then the latest answer.
WEIGHT = {
    PaymentState.IN_FLIGHT: 4,
    PaymentState.UNKNOWN: 4,
    PaymentState.PLANNED: 3,
    PaymentState.SETTLED: 2,
    PaymentState.RETURNED: 2,
}


@dataclass(frozen=True)
class MonthLine:
    """One month under one policy, in fen. `state` is the state of the payment that speaks for it, or ""."""

    policy: str
    month: date
    owed_fen: int
    paid_fen: int
    payable_fen: int
    in_flight_fen: int
    state: str = ""
    state_label: str = ""
    bank_message: str = ""
    payment_number: str = ""
    paid_on: date | None = None


def statement_of(person: Any) -> list[MonthLine]:
    """Return the months of a person (a row or its key), oldest first; rows merged into theirs are theirs."""
    keys = same_human(getattr(person, "pk", person))
    spoken = _speaking_payments(keys)
    lines = []
    for row in summed(Entry.objects.filter(person__in=keys), "policy", "month"):
        payment = spoken.get((row["policy"], row["month"]))
        lines.append(
            MonthLine(
                policy=row["policy"],
                month=row["month"],
                owed_fen=-row["expense"],
                paid_fen=row["bank"] + row["recovered"],
                payable_fen=row["owed"],
                in_flight_fen=row["in_flight"],
                **_said(payment),
            )
        )
    return sorted(lines, key=lambda line: (line.month, line.policy))


def _speaking_payments(keys: list[Any]) -> dict[tuple[str, date], Any]:
    parts = PaymentPart.objects.filter(person__in=keys).exclude(payment__state=PaymentState.DROPPED)
    found: dict[tuple[str, date], Any] = {}
    for part in parts.select_related("payment").order_by("payment__number"):
        key, payment = (part.policy, part.month), part.payment
        if key not in found or WEIGHT[payment.state] >= WEIGHT[found[key].state]:
            found[key] = payment
    return found


def _said(payment: Any) -> dict[str, Any]:
    if payment is None:
        return {}
    return {
        "state": payment.state,
        "state_label": payment.get_state_display(),
        "bank_message": payment.bank_message,
        "payment_number": payment.number,
        "paid_on": payment.answered_on if payment.state == PaymentState.SETTLED else None,
    }
