"""The plan and its places, with what is left."""

import datetime as dt

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import Plan, PlanPlaces


def plan_in_force(on: dt.date) -> Plan | None:
    """Return the plan whose years contain the date."""
    return Plan.objects.running_on(on).first()


def places_of_plan(plan: Plan) -> list[PlanPlaces]:
    """Return the places of the plan, highest level first."""
    return sorted(plan.places.all(), key=lambda row: -SkillLevel(row.level).number)
