"""Rows for those who act on many applications at once."""

from typing import Any

from django.db.models import QuerySet

from juxian.evaluation.models import Application, PanelCase


def applications_of(state: str) -> QuerySet[Application]:
    """Every application in a state, in the order of their numbers."""
    return Application.objects.filter(state=state).order_by("number")


def cases_of(panel: Any) -> QuerySet[PanelCase]:
    """The cases of a panel in the order in which they were entered."""
    return panel.cases.select_related("panel", "application")
