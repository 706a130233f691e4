"""Open vacancies in parts, for machines, oldest first: new ones come at the end and move nothing."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.urls import reverse

from juxian.catalogue.queries.divisions import street_names
from juxian.recruitment.models import Listing, Standing, Vacancy
from juxian.recruitment.queries.cards import pay_label, perk_labels

PER_PART, PER_SITEMAP = 1_000, 10_000
FIELDS = ("contact_name", "contact_phone", "findings", "search_key", "reason")


@dataclass(frozen=True)
class FeedRow:
    """One vacancy as other job sites read it."""

    vacancy: Vacancy
    street: str
    pay: str
    perks: list[str]


@dataclass(frozen=True)
class FeedPart:
    """One part of the feed; `next_number` is None on the last."""

    rows: list[FeedRow]
    number: int
    total: int
    next_number: int | None


def feed_rows(number: int) -> FeedPart:
    """Return one part of all listed vacancies, oldest first."""
    listed = Listing.objects.public().filter(standing__lt=Standing.HIDDEN)
    total, start = listed.count(), (number - 1) * PER_PART
    keys = list(listed.order_by("pk").values_list("pk", flat=True)[start : start + PER_PART])
    vacancies = Vacancy.objects.public().filter(pk__in=keys).order_by("pk")
    streets = street_names()
    rows = [
        FeedRow(row, streets.get(row.street_code, ""), pay_label(row), perk_labels(row))
        for row in vacancies.select_related("organisation", "occupation").defer(*FIELDS)
    ]
    return FeedPart(rows, number, total, number + 1 if number < ceil(total / PER_PART) else None)


def sitemap_parts() -> list[str]:
    """Return the paths of the sitemap's parts."""
    count = max(1, ceil(Listing.objects.public().count() / PER_SITEMAP))
    return [reverse("recruitment:job_sitemap", args=[part]) for part in range(1, count + 1)]


def sitemap_rows(part: int) -> list[tuple[str, Any]]:
    """Return (path, day) of the vacancies of one part."""
    start = (part - 1) * PER_SITEMAP
    rows = Listing.objects.public().order_by("pk").values_list("vacancy__number", "listed_at")
    return [(reverse("recruitment:job_page", args=[number]), at) for number, at in rows[start : start + PER_SITEMAP]]
