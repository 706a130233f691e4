"""From the seal to the bank. The books say first that the money is on its way; then the file leaves, at most once.

A crash at any instant leaves one of two things: the file was not begun (it is tried again), or it was begun and nobody
knows whether it left. Then it is never sent again: its payments are unknown and wait for what the bank says."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.payments.actions.answering import Answer, take_answers
from juxian.payments.actions.lines import move_all, reason_of
from juxian.payments.events import BatchSubmitted
from juxian.payments.ledger import between, book_many
from juxian.payments.models import BankReply, Batch, LedgerAccount, Payment, PaymentPart, ReplyKind
from juxian.payments.permissions import Permission
from juxian.payments.states import BATCH, PaymentState


@action(_("报送银行"), Permission.SUBMIT_BATCH)
def submit_batch(batch: Batch, *, by: Actor) -> Batch:
    """Book every payment as on its way; the file leaves after this is committed."""
    BATCH.move(batch, "submit")
    payments = list(batch.payments.filter(state=PaymentState.PLANNED).select_for_update().order_by("number"))
    move_all(payments, "disburse")
    _book_disbursed(batch, payments)
    batch.submitted_by, batch.submitted_at = by.label, clock.now()
    batch.save()
    announce(BatchSubmitted(str(batch.pk)))
    return batch


def _book_disbursed(batch: Batch, payments: list[Payment]) -> None:
    parts: dict[UUID, list[tuple[date, int]]] = {payment.pk: [] for payment in payments}
    rows = PaymentPart.objects.filter(payment__batch=batch, payment__in=parts)
    for key, month, amount in rows.values_list("payment", "month", "amount_fen"):
        parts[key].append((month, amount))
    book_many(
        "disburse",
        (
            (
                payment.pk,
                between(
                    LedgerAccount.OWED, LedgerAccount.IN_FLIGHT, payment.person_id, batch.policy, parts[payment.pk]
                ),
            )
            for payment in payments
        ),
    )


@system_action(_("开始传送银行文件"))
def begin_delivery(batch: Batch) -> bool:
    """Tell whether the file may leave now: once. From here until `confirm_delivery` nobody knows where it is."""
    if batch.submitted_at is None or batch.handed_at is not None:
        return False
    batch.handed_at = clock.now()
    batch.save()
    return True


@system_action(_("银行文件已送达"))
def confirm_delivery(batch: Batch) -> Batch:
    """The file is certainly where the bank takes it from."""
    batch.delivered_at = batch.delivered_at or clock.now()
    batch.save()
    return batch


@system_action(_("银行文件未送出"))
def take_back_delivery(batch: Batch, *, message: str) -> Batch:
    """The file certainly did not leave (no room, no folder): it may be tried again."""
    if batch.delivered_at is None:
        batch.handed_at = None
        batch.save()
    return batch


@action(_("再次传送银行文件"), Permission.SUBMIT_BATCH)
def deliver_again(batch: Batch, *, by: Actor) -> Batch:
    """Try once more to hand over a file that certainly did not leave."""
    if batch.submitted_at is None or batch.handed_at is not None:
        raise RuleBroken(_t("这份文件已经开始传送，不能再传一次，以免重复付款。请等银行回复或向银行查询。"))
    announce(BatchSubmitted(str(batch.pk)))
    return batch


@action(_("登记银行受理"), Permission.TAKE_IN_REPLY)
def acknowledge_batch(batch: Batch, *, bank_reference: str, by: Actor) -> Batch:
    """The bank says that it has the file."""
    BATCH.move(batch, "acknowledge")
    if not bank_reference.strip():
        raise RuleBroken(_t("请填写银行的受理号，可在银行回执上找到。"), field="bank_reference")
    batch.bank_reference = bank_reference.strip()[:60]
    batch.handed_at = batch.handed_at or clock.now()
    batch.delivered_at = batch.delivered_at or clock.now()
    batch.save()
    return batch


@system_action(_("转为结果不明"))
def mark_unknown_payments(batch: Batch) -> int:
    """Payments on which nobody has an answer become unknown; return how many. They wait for the bank's statement or
    for a person who asked the bank, and are never sent again."""
    payments = list(batch.payments.filter(state=PaymentState.IN_FLIGHT).select_for_update().order_by("pk"))
    move_all(payments, "lose")
    return len(payments)


@action(_("查明结果不明的拨付"), Permission.SETTLE_DIFFERENCE)
def resolve_unknown(payment: Payment, *, arrived: bool, reason: str, by: Actor) -> Payment:
    """Write down what the bank said when asked: the money arrived, or it never went."""
    if payment.state != PaymentState.UNKNOWN:
        raise RuleBroken(_t("只有结果不明的拨付才需要查明。请刷新后再看。"))
    words = reason_of(reason)
    take_answers([Answer(payment, "paid" if arrived else "returned", message=words)])
    if not arrived:
        _let_go_again([payment], by)
    payment.refresh_from_db()
    return payment


@action(_("登记银行未收到文件"), Permission.SETTLE_DIFFERENCE)
def declare_lost(batch: Batch, *, reason: str, by: Actor) -> Batch:
    """The bank, when asked, never got the file: its unknown payments were not paid and are owed again. Nobody says so
    of a file that they submitted themselves, nor before a statement of the time since then has been taken in."""
    if batch.delivered_at is not None:
        raise RuleBroken(_t("这份文件已确认送达，不能登记为未收到。请逐笔向银行查询。"))
    if batch.submitted_by == by.label:
        raise RuleBroken(_t("这份文件由您报送，须由另一位人员向银行查询后登记。"))
    _must_have_statement(batch)
    words = reason_of(reason)
    unknown = batch.payments.filter(state=PaymentState.UNKNOWN).select_for_update().order_by("pk")
    answers = [Answer(payment, "returned", message=words) for payment in unknown]
    if not answers:
        raise RuleBroken(_t("这个批次没有结果不明的拨付。请刷新后再看。"))
    take_answers(answers)
    _let_go_again([answer.payment for answer in answers], by)
    batch.refresh_from_db()
    return batch


def _must_have_statement(batch: Batch) -> None:
    statements = BankReply.objects.filter(kind=ReplyKind.STATEMENT, received_at__gte=batch.submitted_at)
    if not statements.exists():
        raise RuleBroken(_t("报送之后还没有登记过对账单，不能认定银行未收到。请先登记对账单，再向银行查询。"))


def _let_go_again(payments: list[Payment], by: Actor) -> None:
    """What never went was not refused by anybody's account: the next batch may pay it there."""
    keys = [payment.pk for payment in payments]
    Payment.objects.filter(pk__in=keys).update(repay_at=clock.now(), repay_by=by.label)
