"""Lists of vacancies for employers and officers."""

from typing import Any

from django.db.models import Q, QuerySet

from juxian.kit.access import Actor
from juxian.kit.text import search_filter
from juxian.recruitment.models import Participation, Vacancy
from juxian.recruitment.states import CampaignState, VacancyState


def filtered(rows: QuerySet[Vacancy], values: dict[str, Any]) -> QuerySet[Vacancy]:
    """Narrow by state, kind, flag, campaign and words; a number finds its vacancy."""
    for name in ("state", "kind"):
        if values.get(name):
            rows = rows.filter(**{name: values[name]})
    if values.get("flagged"):
        rows = rows.filter(is_flagged=True)
    if values.get("campaign"):
        rows = rows.filter(participation__campaign=values["campaign"])
    text = (values.get("q") or "").strip()
    return rows.filter(Q(number=text.upper()) | search_filter("search_key", text)) if text else rows


def for_list(rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """With the names that a line shows."""
    return rows.select_related("organisation", "occupation", "participation__campaign", "item").defer(
        "description", "requirements", "findings"
    )


def reviewable(actor: Actor) -> QuerySet[Vacancy]:
    """What waits for this officer: nothing of an employer for which they act or acted."""
    own = Q(organisation__memberships__person=actor.person_id)
    rows = Vacancy.objects.visible_to(actor).filter(state=VacancyState.SUBMITTED)
    return rows.exclude(own) if actor.person_id else rows.none()


def open_participations(organisation_id: Any) -> QuerySet[Participation]:
    """Campaigns under way in which the employer takes part: where a new vacancy may be put."""
    rows = Participation.objects.confirmed().filter(organisation=organisation_id, campaign__state=CampaignState.OPEN)
    return rows.select_related("campaign").order_by("-campaign__starts_on")
