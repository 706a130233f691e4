"""What somebody writes about a vacancy before it is one: the form, the Excel sheet and the demo fill one shape."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from juxian.catalogue.queries.current import current_items
from juxian.kit import clock
from juxian.recruitment.models import PayUnit, Vacancy, VacancyKind

PLAIN = (
    "kind",
    "openings",
    "pay_low_fen",
    "pay_high_fen",
    "pay_unit",
    "pay_months",
    "degree",
    "majors",
    "skill_level",
    "experience_years",
    "graduates_of_year",
    "perks",
    "housing",
    "shift",
    "street_code",
    "address",
    "description",
    "requirements",
    "contact_name",
    "contact_phone",
    "source_name",
    "valid_until_on",
)


@dataclass(frozen=True)
class VacancyDraft:
    """Money in fen for each `pay_unit`; `occupation` is a row of the classification or None while it is not chosen."""

    title: str
    openings: int
    pay_low_fen: int
    pay_high_fen: int
    street_code: str
    address: str
    description: str
    valid_until_on: dt.date
    occupation: Any = None
    kind: str = VacancyKind.FULL_TIME
    pay_unit: str = PayUnit.MONTH
    pay_months: int = 12
    degree: str = ""
    majors: tuple[str, ...] = ()
    skill_level: str = ""
    experience_years: int = 0
    graduates_of_year: int | None = None
    perks: tuple[str, ...] = ()
    housing: str = ""
    shift: str = ""
    requirements: str = ""
    contact_name: str = ""
    contact_phone: str | None = None
    source_name: str = ""

    def put_into(self, vacancy: Vacancy) -> None:
        """Copy every field; state, number and employer stay."""
        vacancy.set_title(self.title)
        vacancy.occupation = self.occupation
        for name in PLAIN:
            value = getattr(self, name)
            setattr(vacancy, name, list(value) if isinstance(value, tuple) else value)


def draft_of(vacancy: Vacancy) -> VacancyDraft:
    """Return the vacancy's own words as a draft: for copying it."""
    values = {field.name: getattr(vacancy, field.name) for field in fields(VacancyDraft)}
    values["majors"], values["perks"] = tuple(vacancy.majors), tuple(vacancy.perks)
    values["contact_phone"] = vacancy.contact_phone.open() if vacancy.contact_phone else None
    return VacancyDraft(**values)


def shortage_items(occupation_ids: Iterable[UUID | None]) -> dict[UUID, Any]:
    """Return the item of the catalogue in force for each occupation that the district is short of today."""
    wanted = {key for key in occupation_ids if key}
    if not wanted:
        return {}
    return {item.occupation_id: item for item in current_items(clock.today()).filter(occupation__in=wanted)}
