"""Questions about facts that wait for an answer, on the desk of the registrar."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register
from juxian.people.queries import same_human
from juxian.registers.models import Delivery, FactQuery
from juxian.registers.permissions import Permission
from juxian.registers.states import DeliveryState


def queries_to_answer(actor: Actor) -> Iterator[Waiting]:
    """Nobody answers their own."""
    rows = FactQuery.objects.visible_to(actor).open().exclude(person__in=same_human(actor.person_id))
    for key, since_at, due_at in rows.values_list("pk", "state_since_at", "due_at"):
        yield Waiting(key, since_at, due_at)


def describe_queries(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = FactQuery.objects.filter(pk__in=keys).select_related("person")
    return {
        row.pk: Line(row.person.name, reverse("registers:query_detail", args=[row.pk]), row.get_register_display())
        for row in rows
    }


def deliveries_to_take_in(actor: Actor) -> Iterator[Waiting]:
    """Files that were checked and wait for somebody to say yes or no."""
    rows = Delivery.objects.visible_to(actor).filter(state=DeliveryState.READY)
    for key, since_at in rows.values_list("pk", "state_since_at"):
        yield Waiting(key, since_at)


def describe_deliveries(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Delivery.objects.filter(pk__in=keys).defer("faults", "remarks")
    return {
        row.pk: Line(row.file_name, reverse("registers:delivery_detail", args=[row.pk]), row.get_register_display())
        for row in rows
    }


register(
    WorkSource(
        "registers.1_delivery", _("部门数据待导入"), Permission.TAKE_IN, deliveries_to_take_in, describe_deliveries
    )
)
register(WorkSource("registers.2_query", _("数据核实申请"), Permission.ANSWER, queries_to_answer, describe_queries))
