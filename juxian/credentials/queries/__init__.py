"""Reads of certificates for pages and for the domains above."""

from juxian.credentials.queries.credential import (
    by_two_facts,
    copies_to_print,
    copy_of_code,
    credential_of,
    due_to_expire,
    filtered,
    highest_level_of,
    origin_of,
    outdated_of,
)
from juxian.credentials.queries.holder import credentials_of, holders_of, valid_credentials

__all__ = [
    "by_two_facts",
    "copies_to_print",
    "copy_of_code",
    "credential_of",
    "credentials_of",
    "due_to_expire",
    "filtered",
    "highest_level_of",
    "holders_of",
    "origin_of",
    "outdated_of",
    "valid_credentials",
]
