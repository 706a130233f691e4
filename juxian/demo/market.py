"""What the chapters of today's recruiting share: who recruits, who looks for work, the school, and what was posted."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from juxian.demo.campus_words import TRADES
from juxian.demo.cast import TIME_ZONE, District
from juxian.demo.employers import EMPLOYERS
from juxian.demo.recruiters import Recruiter
from juxian.kit import clock
from juxian.kit.access import Actor

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@dataclass
class Market:
    """Today's recruiting. `recruiters`: the twelve of the cohort first (王建国's at 0), then those of the campus
    platform. `vacancies`: what is open of each, in the same order. `applicants`: who looks for work, 李晓雨 first."""

    district: District
    recruiters: list[Recruiter]
    now: dt.datetime = field(default_factory=clock.now)
    vacancies: list[list[Any]] = field(default_factory=list)
    applicants: list[Actor] = field(default_factory=list)
    persons: list[Any] = field(default_factory=list)
    school: Any = None
    teacher: Actor | None = None

    @contextmanager
    def days_ago(self, days: float) -> Iterator[None]:
        """So many days before the demo is loaded."""
        with clock.at(self.now - days * DAY):
            yield

    def day(self, days_ahead: int) -> dt.date:
        return self.now.astimezone(TIME_ZONE).date() + days_ahead * DAY

    def at(self, days_ahead: int, hour: int, minute: int = 0) -> dt.datetime:
        return dt.datetime.combine(self.day(days_ahead), dt.time(hour, minute), tzinfo=TIME_ZONE)


def todays_recruiters(district: District, campus: list[Recruiter]) -> list[Recruiter]:
    """The twelve employers of the first cohort post like the others."""
    trades = {trade.group: trade for trade in TRADES}
    twelve = [
        Recruiter(
            district.employers[place],
            district.employer_actor(place),
            trades[entry.group],
            entry.street_code,
            district.employers[place].address,
            entry.contact,
            f"1360592{place + 1:04d}",
        )
        for place, entry in enumerate(EMPLOYERS)
    ]
    return twelve + campus
