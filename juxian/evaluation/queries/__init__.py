"""Reads of evaluation for its own pages and for the domains above."""

from juxian.evaluation.queries.panel import assessors_to_avoid
from juxian.evaluation.queries.plan import places_of_plan, plan_in_force

__all__ = ["assessors_to_avoid", "places_of_plan", "plan_in_force"]
