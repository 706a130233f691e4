"""The register of assessors: the four of the cast, who know every industry, and twelve masters of their own trades."""

import datetime as dt
from collections import defaultdict
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.cast import TIME_ZONE, District
from juxian.evaluation import actions
from juxian.evaluation.queries.assessor import register_of_assessors
from juxian.kit import clock
from juxian.kit.codes import synthetic_identity_number
from juxian.people.actions import assign_office_role, register_at_counter
from juxian.people.queries.hats import actor_of

APPOINTED = dt.datetime(2023, 7, 3, 9, 0, tzinfo=TIME_ZONE)
UNTIL = dt.date(2029, 12, 31)
CAST = ("sun", "guo", "he", "cai")
FIRST_SERIAL = 260
# name, sex, year of birth, industries, which employer of the list (None: retired, or a teacher of a school)
GUESTS: list[tuple[str, str, int, list[str], int | None]] = [
    ("罗振华", "male", 1968, ["machinery"], 0),
    ("丁月娥", "female", 1972, ["machinery", "new_materials"], 3),
    ("傅明哲", "male", 1975, ["new_materials"], 4),
    ("曾国栋", "male", 1970, ["software"], 6),
    ("纪秋兰", "female", 1974, ["culture_tourism"], 8),
    ("江海涛", "male", 1967, ["trade_logistics"], 10),
    ("汪德贵", "male", 1961, ["machinery", "new_materials"], None),
    ("龚秀琴", "female", 1964, ["machinery"], None),
    ("严守正", "male", 1963, ["machinery", "new_materials"], None),
    ("廖启明", "male", 1978, ["software", "culture_tourism"], None),
    ("范蕙芳", "female", 1969, ["trade_logistics", "urban_agriculture", "culture_tourism"], None),
    ("游水源", "male", 1965, ["urban_agriculture", "trade_logistics", "software"], None),
]
# Who told of which tie: assessor, kind, name, place of an employer, note.
INTERESTS: list[tuple[str, str, str, int | None, str]] = [
    ("汪德贵", "mentor", "", 1, "退休前在该单位带徒，多名徒弟仍在岗"),
    ("范蕙芳", "kin", "林志勇", None, "表弟"),
    ("廖启明", "other", "", 7, "担任该单位技术顾问"),
]


def register_assessors(district: District) -> None:
    """Enter everybody into the register, with the trades of the catalogue in force; some declare a tie."""
    with clock.at(APPOINTED):
        groups, _occupations = _trades()
        for key in CAST:
            district.assessors[district.persons[key].pk] = district.officers[key]
            _add(district, district.persons[key], list(groups))
        for number, (name, sex, born, keys, place) in enumerate(GUESTS):
            person = _guest(district, FIRST_SERIAL + number, name, sex, born)
            line = _add(district, person, keys, district.employers[place] if place is not None else None)
            _declare(district, line, name)


def learn_new_trades(district: District) -> None:
    """A new catalogue names new occupations: the register follows."""
    groups, occupations = _trades()
    for row in register_of_assessors():
        keys = [group.key for group in row.industry_groups.all()]
        actions.change_assessor(
            row,
            industry_groups=[groups[key] for key in keys],
            occupations=[one for key in keys for one in occupations[key]],
            level=row.level,
            valid_until_on=row.valid_until_on,
            employer=row.employer,
            most_cases_a_year=row.most_cases_a_year,
            by=district.officers["lin"],
        )


def _trades() -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The industries by their keys, and the occupations of each."""
    groups: dict[str, Any] = {}
    occupations: dict[str, list[Any]] = defaultdict(list)
    for item in current_items(clock.today()):
        groups[item.industry_group.key] = item.industry_group
        occupations[item.industry_group.key].append(item.occupation)
    return groups, occupations


def _add(district: District, person: Any, keys: list[str], employer: Any = None) -> Any:
    groups, occupations = _trades()
    return actions.add_assessor(
        None,
        person=person,
        industry_groups=[groups[key] for key in keys],
        occupations=[one for key in keys for one in occupations[key]],
        level="chief",
        valid_until_on=UNTIL,
        employer=employer,
        by=district.officers["lin"],
    )


def _guest(district: District, serial: int, name: str, sex: str, born: int) -> Any:
    """A master craftsman, registered at the counter and given the role."""
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
    membership = assign_office_role(district.office, person=person, role="assessor", by=district.officers["wu"])
    district.assessors[person.pk] = actor_of(membership)
    return person


def _declare(district: District, line: Any, assessor: str) -> None:
    for who, kind, name, place, note in INTERESTS:
        if who == assessor:
            organisation = district.employers[place] if place is not None else None
            by = district.assessors[line.person_id]
            actions.declare_interest(line, kind=kind, name=name, organisation=organisation, note=note, by=by)
