"""A person's applications as matters: who has it, since when, until when, and what is theirs to do."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Application
from juxian.evaluation.states import APPLICATION
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.steps import STEPS
from juxian.kit.access import Actor, Audience
from juxian.kit.matters import Matter, register

KIND = _("金蓝领认定申报")
TODOS = {S.DRAFT: _("继续填写并提交"), S.RETURNED: _("按退回意见补正后再次提交")}


def applications_of(actor: Actor) -> list[Matter]:
    """The acting person's applications, newest first."""
    if actor.audience is not Audience.PERSON:
        return []
    rows = Application.objects.visible_to(actor).select_related("item__occupation")
    return [_matter(row) for row in rows.order_by("-created_at")]


def _matter(row: Application) -> Matter:
    step = STEPS.get(row.state)
    return Matter(
        kind=KIND,
        title=" · ".join(str(word) for word in (row.item and row.item.name, row.get_level_display()) if word)
        or _("还没选工种"),
        url=reverse("evaluation:my_application", args=[row.pk]),
        state=row.get_state_display(),
        tone=row.tone,
        holder=step.holder if step else "",
        promise=step.promise if step else "",
        since_at=row.state_since_at,
        due_at=row.due_at if step else None,
        todo=TODOS.get(S(row.state), ""),
        note=row.reason if row.state == S.RETURNED else row.number or "",
        is_open=row.state not in APPLICATION.ended(),
    )


register("evaluation.applications", applications_of)
