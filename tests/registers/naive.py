"""The facts of a month worked out one person at a time, from the jobs themselves: slow, plain, and written apart."""

import calendar
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from juxian.demo.register_files import Employer, Human, Job

NEVER, NO_JOB = dt.date(2199, 12, 31), dt.date(1900, 1, 1)


@dataclass
class World:
    """What really is; every month of `months` was delivered."""

    employers: list[Employer]
    jobs: list[Job]
    months: list[dt.date]
    unpaid: set[tuple[str, dt.date]] = field(default_factory=set)
    dishonest: list[tuple[Human, dt.date, dt.date | None]] = field(default_factory=list)
    ended: list[tuple[Human, str, dt.date]] = field(default_factory=list)
    rents: list[tuple[Human, dt.date, int]] = field(default_factory=list)


def last_day(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def earlier(month: dt.date, count: int) -> dt.date:
    index = month.year * 12 + month.month - 1 - count
    return dt.date(index // 12, index % 12 + 1, 1)


def employer_in(world: World, human: Human, month: dt.date) -> Employer | None:
    """At whom somebody was insured in a month: the job begun last among those of the month."""
    if month not in world.months:
        return None
    held = [
        job
        for job in world.jobs
        if job.human == human and job.from_on <= last_day(month) and (job.until_on is None or job.until_on >= month)
    ]
    job = max(held, key=lambda job: job.from_on, default=None)
    return None if job is None or month in job.unpaid else job.employer


def in_district(employer: Employer, first: dt.date, last: dt.date) -> bool:
    """Whether an employer was in the district on some day of a stretch."""
    if employer.from_on is None or employer.from_on > last:
        return False
    return employer.until_on is None or employer.until_on >= first


def mask(months: list[dt.date], month: dt.date) -> int:
    return sum(1 << back for back in range(64) if earlier(month, back) in months)


def facts_of(world: World, human: Human, month: dt.date) -> dict[str, Any]:
    """Return the facts that the comparison looks at."""
    end = last_day(month)
    by_month = {each: employer_in(world, human, each) for each in world.months if each <= month}
    now = by_month.get(month)
    here = [each for each, employer in by_month.items() if employer and in_district(employer, each, last_day(each))]
    same = [each for each, employer in by_month.items() if employer == now]
    ends = [
        min(job.until_on or NEVER, job.employer.until_on or NEVER)
        for job in world.jobs
        if job.human == human
        and job.from_on <= end
        and job.employer.from_on is not None
        and job.employer.from_on <= end
        and in_district(job.employer, job.from_on, job.until_on or NEVER)
    ]
    covered = [
        earlier(first, -step) for person, first, months in world.rents if person == human for step in range(months)
    ]
    return {
        "insured_months": mask(same, month) if now else 0,
        "district_insured_months": mask(here, month),
        "is_employer_in_district": now is not None and in_district(now, end, end),
        "district_job_ends_on": max(ends, default=NO_JOB),
        "is_dishonest": any(
            person == human and on <= end and (off is None or off > end) for person, on, off in world.dishonest
        ),
        "retired_on": _first(world, human, "退休"),
        "died_on": _first(world, human, "死亡"),
        "city_half_rent_months": mask(covered, month),
    }


def _first(world: World, human: Human, kind: str) -> dt.date:
    return min((on for person, what, on in world.ended if (person, what) == (human, kind)), default=NEVER)
