"""Rows behind the published figures of recruiting: what had happened by a day (rules §11, rows 8 and 9)."""

import datetime as dt

from django.db.models import QuerySet

from juxian.recruitment.models import Campaign, Participation, Vacancy


def campaigns_begun(until: dt.date) -> QuerySet[Campaign]:
    """Published campaigns that had begun by that day, the first one first."""
    return Campaign.objects.public().filter(starts_on__lte=until).order_by("starts_on", "pk")


def participations_by(until: dt.date) -> QuerySet[Participation]:
    """Who takes part in these campaigns (家次): an employer counts once in each."""
    rows = Participation.objects.confirmed().filter(campaign__in=campaigns_begun(until).values("pk"))
    return rows.select_related("campaign", "organisation").order_by("campaign__starts_on", "pk")


def vacancies_by(until: dt.date) -> QuerySet[Vacancy]:
    """What was approved in these campaigns by that day (职位), also where it is closed by now."""
    rows = Vacancy.objects.filter(approved_at__date__lte=until, participation__in=participations_by(until).values("pk"))
    return rows.select_related("participation__campaign", "organisation").order_by("approved_at", "pk")


def vacancies_open_today() -> QuerySet[Vacancy]:
    """The public list of today."""
    return (
        Vacancy.objects.public().select_related("participation__campaign", "organisation").order_by("approved_at", "pk")
    )
