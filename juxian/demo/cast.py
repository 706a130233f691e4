"""The office and the people whom one can be in the demo: the same cast as in the tests."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from juxian.demo.codes import demo_uscc
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.codes import synthetic_identity_number
from juxian.people.actions import (
    assign_office_role,
    found_office,
    install_security_admin,
    open_account,
    register_at_counter,
)
from juxian.people.queries.hats import actor_of

PASSWORD = "juxian-demo-2023"  # noqa: S105 - the demo signs anybody in as anybody, on this machine only
OFFICE_NAME = "集美区人力资源和社会保障局"
OFFICE_USCC = demo_uscc(1, department="11")
TIME_ZONE = ZoneInfo("Asia/Shanghai")
FOUNDED = dt.datetime(2022, 3, 1, 9, 0, tzinfo=TIME_ZONE)

# key, name, sex, birth year, role in the office ("" for none)
PEOPLE = [
    ("wu", "吴安", "male", 1979, "security_admin"),
    ("zhao", "赵立新", "male", 1981, "counter_officer"),
    ("lin", "林文静", "female", 1988, "reviewer"),
    ("xu", "许国平", "male", 1976, "reviewer"),
    ("huang", "黄海波", "male", 1972, "leader"),
    ("qian", "钱丽", "female", 1985, "finance"),
    ("zhou", "周正", "male", 1974, "auditor"),
    ("zheng", "郑维", "male", 1990, "system_admin"),
    ("sun", "孙明华", "male", 1966, "assessor"),
    ("guo", "郭一平", "male", 1970, "assessor"),
    ("he", "何秀英", "female", 1971, "assessor"),
    ("cai", "蔡志远", "male", 1969, "assessor"),
    ("ye", "叶芳", "female", 1991, "exam_officer"),
    ("gao", "高建平", "male", 1987, "exam_officer"),
    ("lv", "吕志强", "male", 1985, ""),
    ("li", "李晓雨", "female", 2002, ""),
    ("wang", "王建国", "male", 1983, ""),
    ("chen", "陈大海", "male", 1992, ""),
    ("song", "宋雅琴", "female", 1984, "reviewer"),
    ("du", "杜敏", "female", 1993, "registrar"),
    ("jing", "何静怡", "female", 1989, "finance"),
    ("shen", "沈国栋", "male", 1980, "finance"),
]


@dataclass
class District:
    """What the later chapters need: the office, its officers as actors, and the persons of the cast."""

    office: Any
    officers: dict[str, Actor] = field(default_factory=dict)
    persons: dict[str, Any] = field(default_factory=dict)
    employers: list[Any] = field(default_factory=list)
    assessors: dict[Any, Actor] = field(default_factory=dict)  # everybody of the register, by person
    rooms: dict[str, Any] = field(default_factory=dict)  # of both sites, by name

    def reviewers(self, turn: int) -> list[Actor]:
        """The three reviewers in turn: who looks first, who looks second, who confirms."""
        keys = ("lin", "xu", "song")
        return [self.officers[keys[(turn + place) % 3]] for place in range(3)]

    def employer_actor(self, place: int) -> Actor:
        """Whoever administers the employer of this place in the list."""
        return actor_of(self.employers[place].memberships.get())

    def citizen(self, key: str) -> Actor:
        return citizen_actor(self.persons[key])


def citizen_actor(person: Any) -> Actor:
    """A person acting for themselves."""
    return Actor(role="citizen", name=person.name, person_id=person.pk, user_id=person.user_id)


def found_district() -> District:
    """Found the office; its security administrator gives everybody else their role."""
    with clock.at(FOUNDED):
        office = found_office(None, name=OFFICE_NAME, uscc=OFFICE_USCC, street_code="350211001", is_demo=True)
        district = District(office)
        for serial, (key, name, sex, born, role) in enumerate(PEOPLE, start=1):
            person = _enter(district, serial, key, name, sex, born)
            open_account(person, phone=_phone(serial), password=PASSWORD)
            if role and role != "security_admin":
                by = district.officers["wu"]
                membership = assign_office_role(office, person=person, role=role, by=by)
                district.officers[key] = actor_of(membership)
    return district


def _enter(district: District, serial: int, key: str, name: str, sex: str, born: int) -> Any:
    """Register one of the cast: the first by the platform itself, the others by the counter."""
    document = {
        "name": name,
        "identity_kind": "citizen_id",
        "identity_number": synthetic_identity_number(serial, dt.date(born, 1 + serial % 12, 1 + serial), sex),
        "phone": _phone(serial),
    }
    if role_of(key) == "security_admin":
        person = install_security_admin(district.office, is_demo=True, **document)
        district.officers[key] = actor_of(person.memberships.get())
    else:
        by = district.officers.get("zhao") or _first_counter(district)
        person = register_at_counter(district.office, is_demo=True, street_code="350211003", by=by, **document)
    district.persons[key] = person
    return person


def _first_counter(district: District) -> Actor:
    """Until the counter is staffed, the security administrator's office stands in for it, in the counter's role."""
    return Actor(
        role="counter_officer",
        name=OFFICE_NAME,
        organisation_id=district.office.pk,
        organisation_name=OFFICE_NAME,
    )


def role_of(key: str) -> str:
    return next(role for each, _name, _sex, _born, role in PEOPLE if each == key)


def _phone(serial: int) -> str:
    return f"1350592{serial:04d}"
