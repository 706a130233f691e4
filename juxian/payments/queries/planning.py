"""What is known of payees when payments are planned or sealed: a chunk of people in a handful of queries."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Sum

from juxian.payments.models import BankAccount, Entry, Hold, LedgerAccount, Payment, PaymentPart, Recovery
from juxian.payments.planning import Standing
from juxian.payments.states import AccountState, PaymentState, RecoveryState
from juxian.people.queries import persons, same_humans

Owed = dict[UUID, dict[date, int]]


def owed_months(policy: str, people: Collection[UUID] | None = None) -> Owed:
    """Return for each person the balance of each month that is not even, in fen; below zero: paid too much."""
    rows = Entry.objects.filter(policy=policy, account=LedgerAccount.OWED)
    if people is not None:
        rows = rows.filter(person__in=people)
    sums = rows.order_by().values_list("person", "month").annotate(total=Sum("amount_fen")).exclude(total=0)
    found: Owed = {}
    for person, month, total in sums:
        found.setdefault(person, {})[month] = total
    return found


def standings(policy: str, people: Collection[UUID]) -> dict[UUID, Standing]:
    """Return what is known of each of these people. The caller holds their rows of `Payee` locked."""
    humans = same_humans(people)
    everybody = {key for keys in humans.values() for key in keys}
    names = {key: row.name for key, row in persons(people).items()}
    owed, live = owed_months(policy, people), _live_months(policy, people)
    accounts, cooling = _accounts(everybody)
    holds, shares, refused = standing_holds(policy, everybody), _shares(policy, everybody), _refused(policy, everybody)
    found = {}
    for person in people:
        keys = humans.get(person, {person})
        account = _first(accounts, keys)
        months = {month: fen for month, fen in owed.get(person, {}).items() if month not in live.get(person, ())}
        found[person] = Standing(
            name=names.get(person, ""),
            owed=months,
            is_in_another_batch=bool(live.get(person)),
            hold_reason=_first(holds, keys) or "",
            account=account,
            is_cooling=bool(keys & cooling),
            refused_by_bank=account is not None and account.pk in refused,
            share=_share(shares, keys),
        )
    return found


def _first(found: dict[UUID, Any], keys: Iterable[UUID]) -> Any:
    return next((found[key] for key in sorted(keys) if key in found), None)


def _share(shares: dict[UUID, int], keys: Iterable[UUID]) -> int:
    share = _first(shares, keys)
    return int(settings.PAYMENTS_OFFSET_SHARE) if share is None else int(share)


def _live_months(policy: str, people: Collection[UUID]) -> dict[UUID, set[date]]:
    found: dict[UUID, set[date]] = {}
    parts = PaymentPart.objects.filter(policy=policy, person__in=people, is_live=True)
    for person, month in parts.values_list("person", "month"):
        found.setdefault(person, set()).add(month)
    return found


def _accounts(people: Collection[UUID]) -> tuple[dict[UUID, BankAccount], set[UUID]]:
    """Return the account of each person to which money may go, and the people whose account is cooling."""
    rows = BankAccount.objects.filter(person__in=people, state__in=[AccountState.ACTIVE, AccountState.COOLING])
    active, cooling = {}, set()
    for row in rows:
        if row.state == AccountState.ACTIVE:
            active[row.person_id] = row
        else:
            cooling.add(row.person_id)
    return active, cooling


def standing_holds(policy: str, people: Collection[UUID]) -> dict[UUID, str]:
    """Return the reason for which each of these people's money waits."""
    rows = Hold.objects.standing().filter(person__in=people, policy__in=["", policy])
    return dict(rows.values_list("person", "reason"))


def _shares(policy: str, people: Collection[UUID]) -> dict[UUID, int]:
    """Return how many percent may be kept back where a recovery is open."""
    open_states = [RecoveryState.OPEN, RecoveryState.COLLECTING]
    rows = Recovery.objects.filter(policy=policy, person__in=people, state__in=open_states)
    return dict(rows.values_list("person", "offset_share"))


def _refused(policy: str, people: Collection[UUID]) -> set[UUID]:
    """Return the accounts from which money came back, unless an officer said that it may go there again."""
    rows = unrepaired(policy, people).filter(repay_at=None)
    return set(rows.values_list("account", flat=True))


def unrepaired(policy: str, people: Collection[UUID]) -> QuerySet[Payment]:
    """Return the payments that came back and that no later payment carries again."""
    returned = Payment.objects.filter(batch__policy=policy, person__in=people, state=PaymentState.RETURNED)
    carried_on = Payment.objects.filter(replaces=OuterRef("pk")).exclude(state=PaymentState.DROPPED)
    return returned.exclude(Exists(carried_on)).order_by("number")
