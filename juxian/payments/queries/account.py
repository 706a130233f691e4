"""Accounts as pages show them, and those that the clock or the bank has to look at."""

from typing import Any

from django.db.models import Q, QuerySet

from juxian.kit.text import search_filter
from juxian.payments.models import BankAccount, Payment
from juxian.payments.states import AccountState, PaymentState
from juxian.people.queries import same_human


def accounts_of(person: Any) -> QuerySet[BankAccount]:
    """Return a person's accounts, newest first, for those who serve that very person."""
    return BankAccount.objects.filter(person__in=same_human(person.pk))


def account_page_of(rows: Any) -> dict[str, Any]:
    """Return the account in use, the one that cools, and the earlier ones, of one person's rows."""
    found = list(rows)
    active = next((row for row in found if row.state == AccountState.ACTIVE), None)
    return {
        "active": active,
        "refusal": refusal_of(active) if active else None,
        "cooling": next((row for row in found if row.state == AccountState.COOLING), None),
        "earlier": [row for row in found if row.state not in (AccountState.ACTIVE, AccountState.COOLING)],
    }


def refusal_of(account: BankAccount) -> Payment | None:
    """Return the latest transfer that came back from this account; nothing goes there until somebody acts."""
    returned = Payment.objects.filter(account=account, state=PaymentState.RETURNED, repay_at=None)
    carried = Payment.objects.exclude(replaces=None).exclude(state=PaymentState.DROPPED).values("replaces")
    return returned.exclude(pk__in=carried).order_by("-number").first()


def found_accounts(rows: Any, values: dict[str, Any]) -> QuerySet[BankAccount]:
    """Narrow the office's list by name or tail, state and source."""
    if values["state"]:
        rows = rows.filter(state=values["state"])
    if values["source"]:
        rows = rows.filter(source=values["source"])
    if words := (values["q"] or "").strip():
        rows = rows.filter(search_filter("person__search_key", words) | Q(last_four=words[-4:]))
    return rows.select_related("person")


def due_accounts() -> QuerySet[BankAccount]:
    """Return accounts that have cooled and that the bank does not contradict, the oldest first."""
    return BankAccount.objects.due().exclude(check_answer="differs").order_by("usable_from_at", "id")
