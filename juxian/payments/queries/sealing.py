"""What is looked at once more before the seal, and a sealed file as it was sealed."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.payments.bank_numbers import names_agree
from juxian.payments.formats import bank_format
from juxian.payments.models import Batch, Payment, PaymentPart, SealedFile
from juxian.payments.netting import still_covered
from juxian.payments.queries.planning import owed_months, standing_holds
from juxian.payments.signing import is_genuine
from juxian.payments.states import AccountState


class SealBroken(Exception):
    """A sealed file is not what was sealed: somebody altered it behind our back."""


def content_of(sealed: SealedFile) -> bytes:
    """Return the bytes that were sealed. Raises `SealBroken` where hash or signature do not agree."""
    content = base64.b64decode(sealed.content.open())
    digest = hashlib.sha256(content).hexdigest()
    if digest != sealed.sha256 or digest not in sealed.payload or not is_genuine(sealed.payload, sealed.signature):
        raise SealBroken(sealed.file_name)
    return content


def faults_of(batch: Batch, payments: Sequence[Payment]) -> dict[UUID, str]:
    """Return for each payment that must not go out why, in one sentence."""
    people = [payment.person_id for payment in payments]
    owed, holds = owed_months(batch.policy, people), standing_holds(batch.policy, people)
    parts = _parts(payments)
    form = bank_format(batch.bank_format)
    found = {}
    for payment in payments:
        if payment.person_id in holds:
            fault = _t("已暂缓拨付：%(reason)s") % {"reason": holds[payment.person_id]}
        elif not still_covered(parts[payment.pk], owed.get(payment.person_id, {})):
            fault = _t("计算之后应付金额有变化，列入下一批次。")
        else:
            fault = _account_fault(payment) or form.unwritable(payment.account.holder_name)
        if fault:
            found[payment.pk] = fault
    return found


def _parts(payments: Sequence[Payment]) -> dict[UUID, dict[date, int]]:
    found: dict[UUID, dict[date, int]] = {payment.pk: {} for payment in payments}
    rows = PaymentPart.objects.filter(payment__in=[payment.pk for payment in payments])
    for key, month, amount in rows.values_list("payment", "month", "amount_fen"):
        found[key][month] = amount
    return found


def _account_fault(payment: Payment) -> str:
    account: Any = payment.account
    if account.state != AccountState.ACTIVE:
        message = _t("收款账户已“%(state)s”，列入下一批次，付到新账户。")
        return message % {"state": account.get_state_display()}
    if not names_agree(payment.person.surviving().name, account.holder_name):
        return _t("户名与登记姓名不同，请本人更正收款账户。")
    return ""
