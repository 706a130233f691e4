"""Papers around the hand-over: receipts to sign, the order of the stage, who sits where."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import Ceremony, CeremonyEntry, Copy
from juxian.kit.pdf import typeset

DAY = "Y 年 n 月 j 日"  # untranslated: the papers are Chinese


def receipt_pdf(copies: Sequence[Copy], *, title: str = "") -> bytes:
    """Return the receipt of one paper, or the sheet on which everybody of a ceremony signs."""
    rows = [_receipt_row(copy) for copy in copies]
    data: dict[str, Any] = {
        "rows": rows,
        "title": title,
        "record_url": f"{settings.SITE_URL}{reverse('credentials:ceremonies')}",
    }
    if len(copies) == 1 and not title:
        path = reverse("credentials:office_credential", args=[copies[0].credential_id])
        return typeset("credentials/pdf/receipt.typ", {**data, "record_url": f"{settings.SITE_URL}{path}"})
    return typeset("credentials/pdf/receipts.typ", data)


def order_pdf(ceremony: Ceremony, entries: Sequence[CeremonyEntry]) -> bytes:
    """Return the list by which names are called: order, name, level, trade, employer, seat."""
    return typeset("credentials/pdf/order.typ", _ceremony_data(ceremony, entries))


def seats_pdf(ceremony: Ceremony, entries: Sequence[CeremonyEntry]) -> bytes:
    """Return the plan of the seats, row by row as seen from the stage."""
    return typeset("credentials/pdf/seats.typ", _ceremony_data(ceremony, entries))


PAPERS_OF_CEREMONY: dict[str, Callable[[Ceremony, Sequence[CeremonyEntry]], bytes]] = {
    "order": order_pdf,
    "seats": seats_pdf,
}


def _receipt_row(copy: Copy) -> dict[str, str]:
    credential = copy.credential
    handed = copy.handed_over_at
    return {
        "name": copy.holder_name,
        "identity": copy.masked_identity,
        "level": str(SkillLevel(credential.level).label),
        "occupation": credential.occupation_name,
        "employer": credential.employer_name,
        "number": credential.number,
        "serial": str(copy.serial),
        "received_by": copy.received_by,
        "received_for": copy.received_for,
        "handed_over_by": copy.handed_over_by,
        "handed_over_on": date_format(timezone.localdate(handed), DAY) if handed else "",
    }


def _ceremony_data(ceremony: Ceremony, entries: Sequence[CeremonyEntry]) -> dict[str, Any]:
    return {
        "title": ceremony.title,
        "held_on": date_format(ceremony.held_on, DAY),
        "place": ceremony.place,
        "seats_a_row": ceremony.seats_a_row,
        "record_url": f"{settings.SITE_URL}{reverse('credentials:ceremony', args=[ceremony.pk])}",
        "entries": [_turn(entry) for entry in entries],
    }


def _turn(entry: CeremonyEntry) -> dict[str, Any]:
    credential = entry.credential
    return {
        "position": entry.position,
        "row": entry.row,
        "seat": entry.seat,
        "name": credential.holder_name,
        "level": str(SkillLevel(credential.level).label),
        "occupation": credential.occupation_name,
        "employer": credential.employer_name,
        "number": credential.number,
    }
