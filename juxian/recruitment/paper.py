"""The paper of a three-party agreement: its text, its three signatures, and the way to ask whether it holds."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from juxian.kit.pdf import typeset
from juxian.recruitment.models import Agreement, Party, Signature
from juxian.recruitment.queries.agreement import sheet_of


def agreement_pdf(agreement: Agreement) -> bytes:
    """Return the signed agreement. Equal inputs give equal bytes, so the paper can be made again at any time."""
    sheet = sheet_of(agreement)
    data = {
        "number": agreement.number,
        "version": str(sheet.version.number),
        "digest": sheet.version.digest,
        "parts": [_part(sheet.lines, party) for party in Party],
        "signatures": [_signature(party, sheet.signatures.get(party)) for party in Party],
        "record_url": settings.SITE_URL + reverse("recruitment:agreement_check", args=[agreement.check_code]),
    }
    return typeset("recruitment/pdf/agreement.typ", data, at=agreement.signed_at, missing="mark")


def _part(lines: list, party: Party) -> dict[str, object]:
    mine = [[str(line.label), line.value] for line in lines if line.party == party and line.value]
    return {"title": str(party.label), "lines": mine}


def _signature(party: Party, signature: Signature | None) -> list[str]:
    if signature is None:
        return [str(party.label), "", "", ""]
    at = timezone.localtime(signature.signed_at)
    return [str(party.label), signature.name, f"{at:%Y-%m-%d %H:%M}", signature.digest[:16]]
