"""The register of assessors: the four of the cast, who know every industry, and six from the district's employers."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.cast import TIME_ZONE, District
from juxian.evaluation import actions
from juxian.evaluation.queries.assessor import register_of_assessors
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.codes import synthetic_identity_number
from juxian.people.actions import assign_office_role, register_at_counter

APPOINTED = dt.datetime(2023, 7, 3, 9, 0, tzinfo=TIME_ZONE)
UNTIL = dt.date(2029, 12, 31)
# The first season has four assessors for 160 cases: each sits in three panels of four.
MOST_CASES = 300
FIRST_SERIAL = 260
# name, sex, year of birth, which employer of the list
GUESTS = [
    ("罗振华", "male", 1968, 0),
    ("丁月娥", "female", 1972, 3),
    ("傅明哲", "male", 1975, 4),
    ("曾国栋", "male", 1970, 6),
    ("纪秋兰", "female", 1974, 8),
    ("江海涛", "male", 1967, 10),
]


def register_assessors(district: District) -> None:
    """Enter everybody into the register, with the trades of the catalogue in force."""
    with clock.at(APPOINTED):
        groups, occupations = _trades()
        for key in ("sun", "guo", "he", "cai"):
            _add(district, district.persons[key], groups, occupations)
        for number, (name, sex, born, employer) in enumerate(GUESTS):
            person = _guest(district, FIRST_SERIAL + number, name, sex, born)
            _add(district, person, groups, occupations[number % 2 :: 2], district.employers[employer])


def learn_new_trades(district: District) -> None:
    """A new catalogue names new occupations: the register follows."""
    groups, occupations = _trades()
    for row in register_of_assessors():
        actions.change_assessor(
            row,
            industry_groups=groups,
            occupations=occupations,
            level=row.level,
            valid_until_on=row.valid_until_on,
            employer=row.employer,
            most_cases_a_year=row.most_cases_a_year,
            by=district.officers["lin"],
        )


def confirm_all(panel: Any, sitting: Sequence[Actor]) -> None:
    """Every member confirms that they know of no tie."""
    for actor in sitting:
        actions.confirm_no_interest(panel.members.get(assessor=actor.person_id), by=actor)


def sign_all(panel: Any, sitting: Sequence[Actor]) -> None:
    """Every member signs their score sheet."""
    for actor in sitting:
        actions.sign_scores(panel.members.get(assessor=actor.person_id), by=actor)


def _trades() -> tuple[list[Any], list[Any]]:
    items = list(current_items(clock.today()))
    groups = {item.industry_group_id: item.industry_group for item in items}
    return list(groups.values()), [item.occupation for item in items]


def _add(district: District, person: Any, groups: list[Any], occupations: list[Any], employer: Any = None) -> None:
    actions.add_assessor(
        None,
        person=person,
        industry_groups=groups,
        occupations=occupations,
        level="chief",
        valid_until_on=UNTIL,
        employer=employer,
        most_cases_a_year=MOST_CASES,
        by=district.officers["lin"],
    )


def _guest(district: District, serial: int, name: str, sex: str, born: int) -> Any:
    """A master craftsman of an employer, registered at the counter and given the role."""
    person = register_at_counter(
        district.office,
        name=name,
        identity_kind="citizen_id",
        identity_number=synthetic_identity_number(serial, dt.date(born, 5, 1 + serial % 27), sex),
        phone=f"1350593{serial:04d}",
        is_demo=True,
        street_code="350211003",
        by=district.officers["zhao"],
    )
    assign_office_role(district.office, person=person, role="assessor", by=district.officers["wu"])
    return person
