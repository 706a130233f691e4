"""The certificate on paper: photo, seal, and a QR code that leads to its public page and carries its signature."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.dateformat import format as date_format
from opencc import OpenCC

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import Copy, Credential, PaperFormat, PaperLanguage
from juxian.credentials.paper.latin_names import latin_name
from juxian.credentials.signing import compact
from juxian.kit.pdf import typeset
from juxian.kit.qr import qr_svg

TEMPLATE = "credentials/pdf/certificate.typ"
A4, SIMPLIFIED = PaperFormat.A4, PaperLanguage.SIMPLIFIED


def public_url(copy: Copy | Credential) -> str:
    """The address in the QR code. What follows `#` never reaches the server; a checker without network reads it."""
    path = reverse("credentials:public", args=[copy.code])
    return f"{settings.SITE_URL}{path}#{compact(copy.payload, copy.signature)}"


def certificate_pdf(credential: Credential, *, paper: str = A4, language: str = SIMPLIFIED) -> bytes:
    """Return the certificate's newest copy as a PDF/A. Equal certificates give equal bytes."""
    return copies_pdf([credential.copy], paper=paper, language=language)


def copies_pdf(copies: Sequence[Copy], *, paper: str = A4, language: str = SIMPLIFIED) -> bytes:
    """Return a pile of papers, in this order, as one PDF/A."""
    data, files = copies_data(copies, paper=paper, language=language)
    return typeset(TEMPLATE, data, files)


def paper_data(
    credential: Credential, *, paper: str = A4, language: str = SIMPLIFIED
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the template sets of one certificate: the words, and the pictures by name."""
    return copies_data([credential.copy], paper=paper, language=language)


def copies_data(
    copies: Sequence[Copy], *, paper: str = A4, language: str = SIMPLIFIED
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return what the template sets of a pile."""
    files: dict[str, bytes] = {}
    if settings.CREDENTIAL_SEAL:
        files["seal.png"] = Path(settings.CREDENTIAL_SEAL).read_bytes()
    with translation.override(language):
        items = [_item(copy, str(index), language, files) for index, copy in enumerate(copies)]
    data = {
        "paper": str(paper),
        "language": str(language),
        "items": items,
        "check_address": f"{settings.SITE_URL}{reverse('credentials:verify')}",
        "has_seal": "seal.png" in files,
    }
    return data, files


def _item(copy: Copy, index: str, language: str, files: dict[str, bytes]) -> dict[str, Any]:
    """One paper in words; its pictures join the files."""
    credential = copy.credential
    files[f"code-{index}.svg"] = qr_svg(public_url(copy), error="l").encode()
    if credential.portrait:
        files[f"portrait-{index}.jpg"] = credential.portrait.read_thumbnail()
    in_words = _traditional if language == PaperLanguage.TRADITIONAL else str
    return {
        "number": credential.number,
        "serial": copy.serial,
        "name": copy.holder_name,
        "latin": latin_name(copy.holder_name) if language == PaperLanguage.ENGLISH else "",
        "identity": copy.masked_identity,
        "level": str(SkillLevel(credential.level).label),
        "occupation": in_words(credential.occupation_name) + _in_brackets(credential.occupation_code, language),
        "employer": in_words(credential.employer_name),
        "issued_on": _day(credential.issued_on, language),
        "expires_on": _day(credential.expires_on, language),
        "code": f"code-{index}.svg",
        "portrait": f"portrait-{index}.jpg" if credential.portrait else "",
        "is_demo": credential.holder.is_demo,
    }


def _day(day: dt.date | None, language: str) -> str:
    if day is None:
        return ""
    pattern = "j F Y" if language == PaperLanguage.ENGLISH else "Y 年 n 月 j 日"  # untranslated: the paper's language
    return date_format(day, pattern)


def _in_brackets(text: str, language: str) -> str:
    return f" ({text})" if language == PaperLanguage.ENGLISH else f"（{text}）"  # untranslated: the paper's language


def _traditional(text: str) -> str:
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    """Simplified to Traditional, as the catalogues of the pages are made."""
    return OpenCC("s2tw")
