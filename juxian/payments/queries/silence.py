"""Batches on which the bank has not answered in time."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from juxian.kit.working_days import add_working_days
from juxian.payments.models import Batch
from juxian.payments.states import PaymentState


def silent_batches(today: date) -> list[Batch]:
    """Return the batches with payments in flight whose working days for an answer (BANK_ANSWER_DAYS) are over."""
    waiting = Batch.objects.filter(payments__state=PaymentState.IN_FLIGHT, submitted_at__isnull=False).distinct()
    return [batch for batch in waiting.order_by("number") if _last_day(batch) < today]


def _last_day(batch: Batch) -> date:
    return add_working_days(timezone.localdate(batch.submitted_at), settings.BANK_ANSWER_DAYS)
