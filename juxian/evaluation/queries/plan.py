"""The plan and its places, with what is left."""

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _t

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import PlacesChange, Plan, PlanPlaces
from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting


def plan_in_force(on: dt.date) -> Plan | None:
    """Return the plan whose years contain the date."""
    return Plan.objects.running_on(on).first()


def places_of_plan(plan: Plan) -> list[PlanPlaces]:
    """Return the places of the plan, highest level first."""
    return sorted(plan.places.all(), key=lambda row: -SkillLevel(row.level).number)


def changes_to_confirm(actor: Actor) -> Iterator[Waiting]:
    """Proposed changes of places, without the actor's own."""
    rows = PlacesChange.objects.visible_to(actor).open().exclude(proposed_by_id=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "proposed_at"))


def describe_changes(keys: Collection[UUID]) -> dict[UUID, Line]:
    """The level and the new number."""
    words = _t("%(level)s：%(places)d个名额")
    return {
        row.pk: Line(
            words % {"level": row.plan_places.get_level_display(), "places": row.places},
            reverse("evaluation:office_plan"),
            row.reason,
        )
        for row in PlacesChange.objects.filter(pk__in=keys).select_related("plan_places")
    }
