"""What benefits has lying on whose desk. Whoever may not touch a row (their own, reviewed before) does not see it."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import Appeal, Entitlement, StaffReport
from juxian.benefits.permissions import Permission as P
from juxian.benefits.queries.appeal import handleable
from juxian.benefits.queries.entitlement import grantable
from juxian.benefits.queries.law import benefits, title_of
from juxian.benefits.states import EntitlementState as S
from juxian.kit.access import Actor, Text
from juxian.kit.work_queue import Line, Waiting, WorkSource, register

COLUMNS = ("pk", "state_since_at", "due_at")


def in_state(state: str, actor: Actor) -> Iterator[Waiting]:
    """Entitlements in a state, without the actor's own."""
    rows = Entitlement.objects.visible_to(actor).current().filter(state=state).exclude(person=actor.person_id)
    return (Waiting(*row) for row in rows.values_list(*COLUMNS))


def to_grant(actor: Actor) -> Iterator[Waiting]:
    """What is cleared and was reviewed by others."""
    for policy in benefits():
        for row in grantable(Entitlement.objects.visible_to(actor), policy, actor):
            yield Waiting(row.pk, row.state_since_at or row.created_at)


def to_answer(actor: Actor) -> Iterator[Waiting]:
    """Appeals and claims that this officer may take up, or has taken up."""
    rows = handleable(Appeal.objects.visible_to(actor), actor)
    return (Waiting(*row) for row in rows.values_list(*COLUMNS))


def departures(actor: Actor) -> Iterator[Waiting]:
    """What employers said of people who left."""
    rows = StaffReport.objects.visible_to(actor).open().exclude(entitlement__person=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "created_at"))


def describe(url_of: Callable[[Entitlement], str], keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Entitlement.objects.filter(pk__in=keys).select_related("person")
    return {row.pk: Line(row.person.name, url_of(row), title_of(row.policy)) for row in rows}


def describe_appeals(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Appeal.objects.filter(pk__in=keys).with_words()
    return {
        row.pk: Line(row.person.name, reverse("benefits:appeal_detail", args=[row.pk]), title_of(row.policy))
        for row in rows
    }


def describe_departures(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = StaffReport.objects.filter(pk__in=keys).select_related("entitlement__person", "organisation")
    return {row.pk: Line(row.entitlement.person.name, _page(row.entitlement), row.organisation.name) for row in rows}


def _page(row: Entitlement) -> str:
    return reverse("benefits:entitlement_detail", args=[row.pk])


def _list(name: str, row: Entitlement) -> str:
    """Work that is done for many at once is done on one page."""
    return f"{reverse(name)}?policy={row.policy}"


def _register(
    key: str, label: Text, permission: P, waiting: Callable, url_of: Callable[[Entitlement], str] = _page
) -> None:
    register(WorkSource(f"benefits.{key}", label, permission, waiting, partial(describe, url_of)))


_register("4_held", _("待遇待核实"), P.REVIEW, partial(in_state, S.HELD))
_register("5_disputed", _("本人称数据有误"), P.REVIEW, partial(in_state, S.DISPUTED))
register(WorkSource("benefits.6_departure", _("单位报告离职"), P.REVIEW, departures, describe_departures))
_register("7_publish", _("待遇待公示"), P.REVIEW, partial(in_state, S.CONFIRMED), partial(_list, "benefits:publish"))
_register("8_grant", _("待遇待兑现"), P.GRANT, to_grant, partial(_list, "benefits:grant"))
register(WorkSource("benefits.9_appeal", _("待遇申诉"), P.HANDLE_APPEAL, to_answer, describe_appeals))
