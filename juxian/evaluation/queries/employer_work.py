"""What employers' own evaluations have lying on whose desk: plans to decide upon, lots to cast, checks to note."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import EmployerPlan, SpotCheck
from juxian.evaluation.permissions import Permission as P
from juxian.evaluation.queries.employer_plan import draw_choices
from juxian.evaluation.states import SpotCheckState
from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register


def plans_to_decide(actor: Actor) -> Iterator[Waiting]:
    """Filed plans of employers with which the officer has nothing to do."""
    rows = EmployerPlan.objects.decidable_by(actor)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at", "due_at"))


def lots_to_cast(actor: Actor) -> Iterator[Waiting]:
    """Approved plans with results on which no lot has been cast."""
    plans = EmployerPlan.objects.visible_to(actor).approved().filter(results__isnull=False).distinct()
    plans = plans.exclude(organisation__memberships__person=actor.person_id)
    return (Waiting(plan.pk, plan.state_since_at) for plan in plans if draw_choices(plan))


def checks_to_note(actor: Actor) -> Iterator[Waiting]:
    """Applications on which the lot fell and whose check has no outcome."""
    rows = SpotCheck.objects.visible_to(actor).filter(state=SpotCheckState.DRAWN)
    rows = rows.exclude(draw__plan__organisation__memberships__person=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at"))


def describe_plans(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = EmployerPlan.objects.filter(pk__in=keys).select_related("organisation")
    return {row.pk: Line(row.title, _page(row.pk), row.organisation.name) for row in rows}


def describe_checks(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = SpotCheck.objects.filter(pk__in=keys).select_related("application", "draw__plan__organisation")
    return {
        row.pk: Line(
            _t("抽查 %(number)s") % {"number": row.application.number},
            _page(row.draw.plan_id),
            row.draw.plan.organisation.name,
        )
        for row in rows
    }


def register_all() -> None:
    """Let these kinds of work appear in the queues."""
    for key, label, waiting, describe in (
        ("0_employer_plan", _("待备案的评价方案"), plans_to_decide, describe_plans),
        ("0_employer_lot", _("待抽签的评价结果"), lots_to_cast, describe_plans),
        ("0_employer_check", _("待登记的抽查"), checks_to_note, describe_checks),
    ):
        register(WorkSource(f"evaluation.{key}", label, P.APPROVE_FILING, waiting, describe))


def _page(plan_id: UUID) -> str:
    return reverse("evaluation:office_employer_plan", args=[plan_id])
