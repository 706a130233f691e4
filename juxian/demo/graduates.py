"""Young graduates whom the city's half-rent scheme pays in this district: the second “1” of 1+1 finds them unasked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from juxian.demo.cast import TIME_ZONE, District
from juxian.demo.register_files import Employer, Human, Job
from juxian.kit import clock
from juxian.kit.codes import synthetic_identity_number
from juxian.people.actions import register_at_counter

REGISTERED = dt.datetime(2023, 3, 20, 10, 0, tzinfo=TIME_ZONE)
NAMES = [("林雨桐", "female"), ("陈思远", "male"), ("黄梓涵", "female"), ("张宇航", "male"), ("吴佳怡", "female")]
NAMES += [("李沐阳", "male"), ("王诗琪", "female"), ("郑浩然", "male")]
NEWCOMERS = [("许可欣", "female"), ("谢宇辰", "male"), ("何思琪", "female"), ("赖俊凯", "male"), ("罗一诺", "female")]
NEWCOMERS += [("沈逸飞", "male")]
FIRST_SERIAL, FIRST_NEWCOMER = 460, 480
DAY = dt.timedelta(days=1)


@dataclass
class Graduate:
    """One of them. `first_quarter`: since when the city pays their rent."""

    person: Any
    human: Human
    job: Job
    first_quarter: dt.date


def register_graduates(district: District) -> list[Graduate]:
    """Enter them at the counter, each with an employer of the district. Half of them came a quarter later."""
    since = dt.date(2022, 7, 1)
    quarters = [dt.date(2023, 1, 1), dt.date(2023, 4, 1)]
    return [
        _graduate(district, FIRST_SERIAL, place, who, REGISTERED, since, quarters[place % 2])
        for place, who in enumerate(NAMES)
    ]


def register_newcomers(district: District, quarter: dt.date) -> list[Graduate]:
    """Six more, who began to work here in the quarter before this one."""
    at, since = clock.now() - 60 * DAY, quarter - 80 * DAY
    return [
        _graduate(district, FIRST_NEWCOMER, place, who, at, since.replace(day=1), quarter)
        for place, who in enumerate(NEWCOMERS)
    ]


def _graduate(
    district: District,
    first_serial: int,
    place: int,
    who: tuple[str, str],
    at: dt.datetime,
    since: dt.date,
    quarter: dt.date,
) -> Graduate:
    name, sex = who
    serial = first_serial + place
    number = synthetic_identity_number(serial, dt.date(since.year - 23 + place % 2, 1 + place, 12), sex)
    with clock.at(at + dt.timedelta(minutes=20 * place)):
        person = register_at_counter(
            district.office,
            name=name,
            identity_kind="citizen_id",
            identity_number=number,
            phone=f"1390592{serial:04d}",
            is_demo=True,
            by=district.officers["zhao"],
        )
    human, organisation = Human(name, number), district.employers[place % len(district.employers)]
    return Graduate(person, human, Job(human, Employer(organisation.uscc, organisation.name), since), quarter)
