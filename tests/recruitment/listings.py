"""Vacancies as the public list knows them: open, approved, in the list."""

import datetime as dt
from itertools import count
from typing import Any

from juxian.catalogue.models import Division
from juxian.kit import clock
from juxian.people.models import Organisation
from juxian.recruitment.models import Listing, Vacancy
from juxian.recruitment.states import VacancyState
from tests.cast import make_organisation

_serials = count(1)


def make_listed(title: str = "普工", organisation: Organisation | None = None, **values: Any) -> Vacancy:
    """Return an open vacancy that stands in the public list."""
    vacancy = make_open(title, organisation, **values)
    Listing.objects.follow([vacancy])
    return vacancy


def make_open(title: str = "普工", organisation: Organisation | None = None, **values: Any) -> Vacancy:
    """Return an open vacancy that nobody has put into the list."""
    serial = next(_serials)
    dull: dict[str, Any] = {
        "number": f"ZW{serial:08d}",
        "openings": 2,
        "pay_low_fen": 500_000,
        "pay_high_fen": 700_000,
        "street_code": "350211003",
        "address": f"杏林南路{serial}号",
        "description": "按图纸完成当班生产",
        "valid_until_on": clock.today() + dt.timedelta(days=30),
        "state": VacancyState.OPEN,
        "approved_at": clock.now() + dt.timedelta(seconds=serial),
    }
    vacancy = Vacancy(organisation=organisation or make_organisation(), **{**dull, **values})
    vacancy.set_title(title)
    vacancy.save()
    return vacancy


def load_streets() -> None:
    """Put the streets and towns of Jimei into the register of divisions."""
    names = {
        "001": "集美街道",
        "002": "侨英街道",
        "003": "杏林街道",
        "004": "杏滨街道",
        "102": "灌口镇",
        "103": "后溪镇",
    }
    Division.objects.bulk_create(Division(code=f"350211{code}", name=name) for code, name in names.items())
