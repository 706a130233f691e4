"""Reads of evaluation for its own pages and for the domains above."""

from juxian.evaluation.queries.avoidance import avoidances, avoidances_of
from juxian.evaluation.queries.panel import votes_by_assessor
from juxian.evaluation.queries.plan import places_of_plan, plan_in_force

__all__ = ["avoidances", "avoidances_of", "places_of_plan", "plan_in_force", "votes_by_assessor"]
