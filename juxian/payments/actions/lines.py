"""Tools of the actions on batches: lines taken out, sums, reasons."""

from collections.abc import Sequence

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext as _t

from juxian.kit.errors import RuleBroken
from juxian.payments.models import Batch, Outcome, Payment
from juxian.payments.states import PAYMENT, PaymentState

SHORTEST_REASON = 4


def reason_of(text: str) -> str:
    """Return the reason. Raises `RuleBroken` where there is none."""
    if len(text.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明原因（至少四个字），便于以后查对。"), field="reason")
    return text.strip()[:300]


def sum_up(batch: Batch) -> None:
    """Put count and total of the payments that are in the batch now; the caller saves."""
    kept = batch.payments.exclude(state=PaymentState.DROPPED).aggregate(count=Count("pk"), total=Sum("amount_fen"))
    batch.count, batch.total_fen = kept["count"], kept["total"] or 0
    batch.last_serial = max(batch.last_serial, batch.candidates.aggregate(last=Max("serial"))["last"] or 0)


def drop_one(payment: Payment, reason: str) -> None:
    """Drop a planned payment and say so in the list of its batch."""
    PAYMENT.move(payment, "drop")
    payment.note = reason[:300]
    payment.save()
    candidates = payment.batch.candidates.filter(person=payment.person_id)
    candidates.update(outcome=Outcome.DROPPED, note=payment.note)


def drop_all(batch: Batch) -> None:
    """Drop every planned payment of a batch that goes back or ends."""
    move_all(list(batch.payments.filter(state=PaymentState.PLANNED).select_for_update()), "drop")


def move_all(payments: Sequence[Payment], event: str) -> None:
    """Move payments that stand in one state, in one statement. The caller holds them locked."""
    for payment in payments:
        PAYMENT.move(payment, event)
    if payments:
        keys = [payment.pk for payment in payments]
        Payment.objects.filter(pk__in=keys).update(state=payments[0].state, state_since_at=payments[0].state_since_at)
