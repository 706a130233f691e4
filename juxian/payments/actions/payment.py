"""One payment taken out of its batch, or let go to the same account again."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.payments.actions.lines import drop_one, reason_of, sum_up
from juxian.payments.models import Batch, Payment
from juxian.payments.permissions import Permission
from juxian.payments.states import BatchState, PaymentState

OPEN_BATCH = (BatchState.COMPUTED, BatchState.REVIEWED)


@action(_("移出批次"), Permission.COMPUTE_BATCH)
def drop_payment(payment: Payment, *, reason: str, by: Actor) -> Payment:
    """Take one line out before the seal. What it held is owed as before and comes into a later batch."""
    batch = Batch.objects.select_for_update().get(pk=payment.batch_id)
    if batch.state not in OPEN_BATCH:
        raise RuleBroken(_t("批次现在是“%(state)s”，只有封存之前才能移出。") % {"state": batch.get_state_display()})
    drop_one(payment, reason_of(reason))
    sum_up(batch)
    batch.save()
    return payment


@action(_("同意再次拨付"), Permission.COMPUTE_BATCH)
def repay_returned(payment: Payment, *, reason: str, by: Actor) -> Payment:
    """Say that a returned payment may go to the same account again (the bank erred). With a new account nobody has to
    say anything: the next batch carries the money, and its payment names this one."""
    if payment.state != PaymentState.RETURNED:
        raise RuleBroken(_t("只有已退回的拨付才能再次拨付。请刷新后再看。"))
    if payment.successors.exclude(state=PaymentState.DROPPED).exists():
        raise RuleBroken(_t("这笔退回已经列入后来的批次。请到该批次查看。"))
    payment.note, payment.repay_at, payment.repay_by = reason_of(reason), clock.now(), by.label
    payment.save()
    return payment
