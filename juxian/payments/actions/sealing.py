"""The seal: everything is looked at once more, the bank file is written, hashed, signed, and never changes again."""

import base64
import hashlib
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.audit import record
from juxian.kit.canonical import canonical
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.payments.actions.computing import lock_payees
from juxian.payments.actions.lines import drop_one, sum_up
from juxian.payments.events import BatchSealed
from juxian.payments.formats import BankFormat, Head, OutLine, bank_format, write_payments
from juxian.payments.formats.writing import file_name
from juxian.payments.models import Batch, Payment, SealedFile
from juxian.payments.permissions import Permission
from juxian.payments.queries.sealing import content_of, faults_of
from juxian.payments.signing import KEY_ID, sign
from juxian.payments.states import BATCH, PaymentState


@action(_("封存批次"), Permission.SEAL_BATCH)
def seal_batch(batch: Batch, *, by: Actor) -> Batch:
    """Drop what is no longer right (an account closed, a hold, a balance that shrank), then write the file."""
    BATCH.move(batch, "seal")
    payments = _planned(batch)
    faults = faults_of(batch, payments)
    for payment in payments:
        if payment.pk in faults:
            drop_one(payment, faults[payment.pk])
    kept = [payment for payment in payments if payment.pk not in faults]
    if not kept:
        raise RuleBroken(_t("复核之后各笔都已不能拨付，没有可封存的内容。请作废后重新计算。"))
    sum_up(batch)
    _write_file(batch, kept)
    batch.sealed_by, batch.sealed_by_id, batch.sealed_at = by.label, by.person_id, clock.now()
    batch.save()
    announce(BatchSealed(str(batch.pk)))
    return batch


@action(_("下载银行文件"), Permission.SUBMIT_BATCH)
def export_file(batch: Batch, *, by: Actor) -> tuple[str, bytes]:
    """Return name and bytes of the sealed file; the same bytes every time. Each export is on record."""
    sealed = SealedFile.objects.filter(batch=batch).first()
    if sealed is None:
        raise RuleBroken(_t("批次还没有封存，没有银行文件。请先复核并封存。"))
    content = content_of(sealed)
    record("export", "payments.bank_file", by=by, subject=batch, data={"sha256": sealed.sha256, "count": sealed.count})
    return sealed.file_name, content


def _planned(batch: Batch) -> list[Payment]:
    """The payments in the order of the file, and their payees, held until the seal is done."""
    rows = batch.payments.filter(state=PaymentState.PLANNED).order_by("number")
    payments = list(rows.select_for_update(of=("self",)).select_related("account", "person", "batch"))
    lock_payees(batch.policy, [payment.person_id for payment in payments])
    return payments


def _write_file(batch: Batch, payments: list[Payment]) -> None:
    form = bank_format(batch.bank_format)
    lines = [_line(serial, payment, batch.title) for serial, payment in enumerate(payments, 1)]
    head = Head.of(batch.number, clock.today(), batch.title, lines)
    content = _written(form, head, lines)
    payload = canonical(_facts(batch, head, content))
    SealedFile.objects.create(
        batch=batch,
        file_name=file_name(form, head),
        content=base64.b64encode(content).decode(),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        count=head.count,
        total_fen=head.total_fen,
        payload=payload,
        signature=sign(payload),
        key_id=KEY_ID,
        sealed_at=clock.now(),
    )


def _written(form: BankFormat, head: Head, lines: list[OutLine]) -> bytes:
    try:
        return write_payments(form, head, lines)
    except ValueError as error:
        message = _t("有一笔写不进这家银行的文件（%(fault)s）。请退回，换一种银行格式后重新计算。")
        raise RuleBroken(message % {"fault": error}) from error


def _line(serial: int, payment: Payment, purpose: str) -> OutLine:
    account: Any = payment.account
    return OutLine(
        serial=serial,
        payment_number=payment.number,
        account_number=account.number.open(),
        holder_name=account.holder_name,
        bank_code=account.bank_code,
        bank_name=account.bank_name,
        amount_fen=payment.amount_fen,
        purpose=purpose,
    )


def _facts(batch: Batch, head: Head, content: bytes) -> dict[str, Any]:
    return {
        "batch": batch.number,
        "policy": batch.policy,
        "month": f"{batch.month:%Y-%m}",
        "count": head.count,
        "total_fen": head.total_fen,
        "sha256": hashlib.sha256(content).hexdigest(),
        "computed_by": str(batch.computed_by_id),
        "reviewed_by": str(batch.reviewed_by_id),
    }
