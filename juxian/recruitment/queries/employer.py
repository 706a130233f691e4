"""Employers as the public sees them: those with a published page or with open vacancies."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from juxian.catalogue.queries.divisions import street_names
from juxian.kit.text import search_filter
from juxian.people.queries import organisation_by_uscc, organisations
from juxian.recruitment.models import Blacklisting, EmployerPage, Listing, ReplyRecord, StaffSize
from juxian.recruitment.queries.cards import Card
from juxian.recruitment.queries.job import vacancies_of
from juxian.recruitment.queries.page import published_page


@dataclass(frozen=True)
class EmployerShown:
    """One employer's public page. Without an approved page of its own only what the register says."""

    organisation: Any
    page: EmployerPage | None
    reply: ReplyRecord | None
    street: str
    vacancies: list[Card]

    @property
    def words(self) -> dict[str, Any]:
        """What an officer approved; the draft's own words stay with the employer."""
        return self.page.published if self.page and self.page.published else {}

    @property
    def video(self) -> Any:
        """What was approved with the words and can be played."""
        video = self.page.published_video if self.page else None
        return video if video and video.is_ready else None

    @property
    def staff_size(self) -> str:
        return dict(StaffSize.choices).get(self.words.get("staff_size", ""), "")

    @property
    def openings(self) -> int:
        return sum(card.vacancy.openings for card in self.vacancies)


def employer_shown(uscc: str) -> EmployerShown | None:
    """Return what everybody may see of an employer, or None where there is nothing to see."""
    organisation = organisation_by_uscc(uscc)
    if organisation is None or Blacklisting.objects.in_force().filter(organisation=organisation.pk).exists():
        return None
    page, vacancies = published_page(organisation.pk), vacancies_of(organisation.pk)
    if page is None and not vacancies:
        return None
    reply = ReplyRecord.objects.filter(organisation=organisation.pk).first()
    return EmployerShown(organisation, page, reply, street_names().get(organisation.street_code, ""), vacancies)


def employers_recruiting(text: str = "") -> QuerySet:
    """Return employers with open vacancies, as rows of organisation and number: who answers comes first."""
    rows = Listing.objects.public()
    if text.strip():
        rows = rows.filter(search_filter("organisation__search_key", text))
    counted = rows.values("organisation").annotate(
        vacancies=Count("pk"), standing_held=Min("standing"), newest_at=Max("listed_at")
    )
    return counted.order_by("standing_held", "-newest_at", "organisation")


@dataclass(frozen=True)
class EmployerLine:
    """One employer in the list."""

    organisation: Any
    vacancies: int
    summary: str
    street: str
    reply: ReplyRecord | None


def employer_lines(rows: list[dict[str, Any]]) -> list[EmployerLine]:
    """Return rows of `employers_recruiting` with what the list shows; four queries."""
    keys = [row["organisation"] for row in rows]
    found, streets = organisations(keys), street_names()
    replies = {record.organisation_id: record for record in ReplyRecord.objects.filter(organisation__in=keys)}
    pages = dict(EmployerPage.objects.public().filter(organisation__in=keys).values_list("organisation", "published"))
    return [
        EmployerLine(
            organisation=found[key],
            vacancies=row["vacancies"],
            summary=(pages.get(key) or {}).get("summary", ""),
            street=streets.get(found[key].street_code, ""),
            reply=replies.get(key),
        )
        for key, row in zip(keys, rows, strict=True)
    ]
