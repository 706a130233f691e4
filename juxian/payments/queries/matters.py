"""What payments adds to a person's matters: an account that has to be named, one that cools, money to be repaid."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience
from juxian.kit.matters import Matter, register
from juxian.payments.models import BankAccount, Recovery
from juxian.payments.queries.account import account_page_of
from juxian.payments.states import AccountState, RecoveryState

OFFICE = _("区人社局")
LOST = (AccountState.CLOSED, AccountState.REFUSED)
OPEN = (RecoveryState.OPEN, RecoveryState.COLLECTING)


def matters_of_person(actor: Actor) -> Iterator[Matter]:
    """The newest word on the person's account where it needs a look, and open recoveries."""
    if actor.audience is not Audience.PERSON or actor.person_id is None:
        return
    yield from _of_account(actor)
    for row in Recovery.objects.visible_to(actor).filter(state__in=OPEN):
        yield Matter(
            kind=_("应退款项"),
            title=row.policy_title,
            url=reverse("payments:my_recoveries"),
            state=row.get_state_display(),
            tone=row.tone,
            holder=OFFICE,
            since_at=row.opened_at,
            note=row.reason,
        )


def _of_account(actor: Actor) -> Iterator[Matter]:
    found = account_page_of(BankAccount.objects.visible_to(actor))
    newest = found["cooling"] or next(iter(found["earlier"]), None)
    if newest is None or newest.state not in (AccountState.COOLING, *LOST):
        return
    if found["active"] and newest.state != AccountState.COOLING:
        return
    is_lost = newest.state in LOST
    yield Matter(
        kind=_("收款账号"),
        title=f"{newest.bank_name} {newest.masked_number}",
        url=reverse("payments:my_account"),
        state=newest.get_state_display(),
        tone=newest.tone,
        since_at=newest.state_since_at,
        due_at=None if is_lost else newest.usable_from_at,
        todo=_("填写新的收款账号") if is_lost else "",
        note=newest.reason,
    )


register("payments", matters_of_person)
