"""The certificate on paper: photo, seal, and a QR code that leads to its public page and carries its signature."""

from django.conf import settings
from django.urls import reverse

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
        "issued_on": credential.issued_on.strftime("%Y 年 %-m 月 %-d 日"),
        "check_address": f"{settings.SITE_URL}{reverse('credentials:verify')}",
        "has_portrait": "portrait.jpg" in files,
        "is_demo": credential.holder.is_demo,
    }
    return typeset(TEMPLATE, data, files)
