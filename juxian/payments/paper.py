"""Papers about money: the letter that asks for it back, and the list that is signed before it is paid."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from juxian.kit.pdf import typeset
from juxian.payments.models import Batch, Obligation, Payment, Recovery
from juxian.payments.policies import policy_title
from juxian.payments.queries.recovery import debt_of, what_changed

DAY = "Y 年 n 月 j 日"  # untranslated: the papers are Chinese


def letter_pdf(recovery: Recovery) -> bytes:
    """Return the letter: how much, for which months, what changed under which article, how to pay, how to object."""
    person = recovery.person.surviving()
    data = {
        "number": f"{timezone.localdate(recovery.opened_at):%Y%m%d}-{str(recovery.pk)[-6:].upper()}",
        "name": person.name,
        "identity": person.masked_identity,
        "policy": policy_title(recovery.policy),
        "amount": _yuan(recovery.amount_fen),
        "rest": _yuan(debt_of(recovery.person_id, recovery.policy)),
        "reason": recovery.reason,
        "article": recovery.article,
        "offset_share": recovery.offset_share,
        "opened_on": date_format(timezone.localtime(recovery.opened_at), DAY),
        "limitation_on": date_format(recovery.limitation_on, DAY) if recovery.limitation_on else "",
        "months": [_month(row) for row in what_changed(recovery)],
        "instalments": [
            [str(part.number), part.due_on.isoformat(), _yuan(part.amount_fen), _yuan(part.paid_fen)]
            for part in recovery.instalments.all()
        ],
        "record_url": f"{settings.SITE_URL}{reverse('payments:my_recoveries')}",
    }
    return typeset("payments/pdf/recovery.typ", data, at=recovery.opened_at, missing="mark")


def payment_list_pdf(batch: Batch, payments: Sequence[Payment]) -> bytes:
    """Return the payment list: who gets how much for which months, and three lines to sign."""
    data = {
        "number": batch.number,
        "title": batch.title,
        "policy": policy_title(batch.policy),
        "month": f"{batch.month:%Y-%m}",
        "count": str(len(payments)),
        "total": _yuan(sum(payment.amount_fen for payment in payments)),
        "sha256": getattr(getattr(batch, "sealed_file", None), "sha256", ""),
        "computed_by": batch.computed_by,
        "reviewed_by": batch.reviewed_by,
        "sealed_by": batch.sealed_by,
        "rows": [_line(serial, payment) for serial, payment in enumerate(payments, 1)],
        "record_url": f"{settings.SITE_URL}{reverse('payments:batch_detail', args=[batch.pk])}",
    }
    return typeset("payments/pdf/payment_list.typ", data, at=batch.sealed_at or batch.state_since_at, missing="mark")


def _line(serial: int, payment: Payment) -> list[str]:
    months = "、".join(f"{part.month:%Y-%m}" for part in payment.parts.all())
    account = f"{payment.account.bank_name} {payment.account.masked_number}"
    return [str(serial), payment.number, payment.person.name, account, months, _yuan(payment.amount_fen)]


def _month(row: Obligation) -> list[str]:
    return [f"{row.month:%Y-%m}", _yuan(-row.amount_fen), "；".join(_change(each) for each in row.changed)]


def _change(change: dict[str, Any]) -> str:
    """One changed fact as it stood and as it stands: in the run's own words where it wrote them."""
    if change.get("text"):
        return str(change["text"]["zh"])
    law = f"（{change['law']}）" if change.get("law") else ""
    return f"{change.get('what', '')}：{_plain(change.get('before'))} → {_plain(change.get('after'))}{law}"


def _plain(value: Any) -> str:
    return "无" if value in (None, "") else str(value)  # untranslated: the papers are Chinese


def _yuan(amount_fen: int) -> str:
    return f"{amount_fen / 100:,.2f}"
