"""Papers about money: the letter that asks for money back."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from juxian.kit.pdf import typeset
from juxian.payments.models import Obligation, Recovery
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


def _month(row: Obligation) -> list[str]:
    return [f"{row.month:%Y-%m}", _yuan(-row.amount_fen), "；".join(_change(each) for each in row.changed)]


def _change(change: dict[str, Any]) -> str:
    """One changed fact as it stood and as it stands, with the article where the run named one."""
    law = f"（{change['law']}）" if change.get("law") else ""
    return f"{change.get('what', '')}：{_plain(change.get('before'))} → {_plain(change.get('after'))}{law}"


def _plain(value: Any) -> str:
    return "无" if value in (None, "") else str(value)  # untranslated: the papers are Chinese


def _yuan(amount_fen: int) -> str:
    return f"{amount_fen / 100:,.2f}"
