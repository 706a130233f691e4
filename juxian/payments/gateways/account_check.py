"""The port to whoever can say whether a name, an identity number and an account belong together (三要素核对).

A city writes one class with `ask` and names it in ACCOUNT_CHECK_GATEWAY. The default asks nobody: the office exports
the list, and the bank's answer comes back as a file (`forms/account_sheet.py`)."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Inquiry:
    """What is asked, in plain values: for the port alone, never for a page or a log."""

    reference: str
    name: str
    identity_number: str
    bank_code: str
    account_number: str


@dataclass(frozen=True)
class Answer:
    """`agrees`, `differs` or `unknown` (the bank cannot tell), and the bank's own words."""

    result: str
    message: str = ""


class AccountCheck(Protocol):
    """Answers at once, or returns None where the answer comes later by file. Asking twice must be harmless."""

    def ask(self, inquiry: Inquiry) -> Answer | None: ...


class FileAccountCheck:
    """Asks nobody: the list is exported by an officer, and the answer taken in as a file."""

    def ask(self, inquiry: Inquiry) -> Answer | None:
        return None


class AgreeingAccountCheck:
    """For the demo district: every synthetic account agrees."""

    def ask(self, inquiry: Inquiry) -> Answer | None:
        return Answer("agrees")


def account_check() -> AccountCheck:
    return import_string(settings.ACCOUNT_CHECK_GATEWAY)()
