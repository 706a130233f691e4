"""The certificate on paper: photo, seal, and a QR code that leads to its public page and carries its signature."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as date_format

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import Credential
from juxian.credentials.signing import compact
from juxian.kit.pdf import typeset
from juxian.kit.qr import qr_svg

TEMPLATE = "credentials/pdf/certificate.typ"


def public_url(credential: Credential) -> str:
    """The address in the QR code. What follows `#` never reaches the server; a checker without network reads it."""
    path = reverse("credentials:public", args=[credential.code])
    return f"{settings.SITE_URL}{path}#{compact(credential.payload, credential.signature)}"


def certificate_pdf(credential: Credential) -> bytes:
    """Return the A4 certificate. Equal certificates give equal bytes."""
    data, files = paper_data(credential)
    return typeset(TEMPLATE, data, files)


def paper_data(credential: Credential) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the template sets: the words, and the pictures by name."""
    files = {"code.svg": qr_svg(public_url(credential), error="l").encode()}
    if credential.portrait:
        files["portrait.jpg"] = credential.portrait.read_thumbnail()
    data = {
        "number": credential.number,
        "name": credential.holder_name,
        "identity": credential.holder.masked_identity,
        "level": str(SkillLevel(credential.level).label),
        "occupation": f"{credential.occupation_name}（{credential.occupation_code}）",
        "employer": credential.employer_name,
        "issued_on": date_format(credential.issued_on, "Y 年 n 月 j 日"),  # untranslated: the paper is Chinese
        "check_address": f"{settings.SITE_URL}{reverse('credentials:verify')}",
        "has_portrait": "portrait.jpg" in files,
        "is_demo": credential.holder.is_demo,
    }
    return data, files
