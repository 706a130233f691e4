"""Rows of sheets that leave the house."""

from typing import Any

from juxian.payments.models import BankAccount


def inquiry_row(account: BankAccount) -> dict[str, Any]:
    """Return what the bank is asked about one account: whole numbers, so the export is on record."""
    person = account.person.surviving()
    return {
        "reference": str(account.pk),
        "name": account.holder_name,
        "identity_number": person.identity_number.open() if person.identity_number else "",
        "bank": account.bank_name,
        "number": account.number.open(),
        "result": None,
        "message": None,
    }
