"""Everything that is printed of certificates."""

from juxian.credentials.paper.certificate import (
    TEMPLATE,
    certificate_pdf,
    copies_data,
    copies_pdf,
    paper_data,
    public_url,
)
from juxian.credentials.paper.lists import PAPERS_OF_CEREMONY, receipt_pdf
from juxian.credentials.paper.sealing import signed_certificate_pdf

__all__ = [
    "PAPERS_OF_CEREMONY",
    "TEMPLATE",
    "certificate_pdf",
    "copies_data",
    "copies_pdf",
    "paper_data",
    "public_url",
    "receipt_pdf",
    "signed_certificate_pdf",
]
