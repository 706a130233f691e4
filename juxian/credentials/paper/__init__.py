"""Everything that is printed of certificates."""

from juxian.credentials.paper.certificate import (
    TEMPLATE,
    certificate_pdf,
    copies_data,
    copies_pdf,
    paper_data,
    public_url,
)
from juxian.credentials.paper.sealing import signed_certificate_pdf

__all__ = [
    "TEMPLATE",
    "certificate_pdf",
    "copies_data",
    "copies_pdf",
    "paper_data",
    "public_url",
    "signed_certificate_pdf",
]
