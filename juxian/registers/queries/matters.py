"""A person's questions about facts, among their matters."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, Audience
from juxian.kit.matters import Matter, register
from juxian.registers.models import FactQuery
from juxian.registers.states import FactQueryState


def queries_of(actor: Actor) -> list[Matter]:
    """The acting person's questions, newest first."""
    if actor.audience is not Audience.PERSON:
        return []
    return [_matter(row) for row in FactQuery.objects.visible_to(actor)]


def _matter(row: FactQuery) -> Matter:
    is_open = row.state == FactQueryState.ASKED
    return Matter(
        kind=_("部门数据核实"),
        title=row.get_register_display(),
        url=reverse("registers:my_registers"),
        state=row.get_state_display(),
        tone=row.tone,
        holder=_("数据专员") if is_open else "",
        since_at=row.state_since_at,
        due_at=row.due_at,
        is_open=is_open,
    )


register("registers.queries", queries_of)
