"""The cohort of 2023 draws what the paper said: 32,500 yuan a month in the first year, 64,500 after it, and 571,000
once all 500 places are filled. From certificates, insurance and contracts, through the run of a month."""

import datetime as dt
from collections.abc import Mapping
from itertools import count

import polars as pl

from juxian import districts
from juxian.benefits.actions import discard_run
from juxian.benefits.models import Run
from juxian.benefits.queries.window import window_of
from juxian.kit import clock
from juxian.people.models import Person
from juxian.registers.models import Contract, InsuranceMonth, Subject
from tests.benefits.conftest import one_engine
from tests.benefits.crowd import certify_all, make_someone, make_subject
from tests.benefits.runs import evaluated
from tests.benefits.town import EMPLOYER, RECOGNISED_ON, aware, deliver, months, open_registers
from tests.cast import Cast, cast

__all__ = ["cast", "one_engine"]
FIRST, ANNIVERSARY = dt.date(2023, 11, 1), dt.date(2024, 11, 1)
COHORT = {"intermediate": 94, "senior": 40, "technician": 15, "senior_technician": 5}
REST = {"senior": 280, "technician": 105, "senior_technician": 35, "special_grade": 10, "chief": 10}
_numbers = count(1)


def test_the_cohort_draws_what_the_paper_said_and_so_do_all_places(cast: Cast, one_engine: None) -> None:
    # Given: the first 154, employed and insured here all the time.
    with clock.at(aware(dt.date(2024, 12, 2))):
        open_registers(aware(dt.date(2023, 11, 2)))
        recognise(COHORT, since=FIRST)

        # When: November 2024 is computed, a year after the ceremony.
        run = evaluated(cast.lin.actor, month=ANNIVERSARY)
        drawn = by_month(run)
        discard_run(run, reason="名额补满以后重新计算。", by=cast.lin.actor)

        # Then: for twelve months the fifteen and the five alone draw, after that all sixty.
        first_year = [(month, 20, 3_250_000) for month in months(FIRST, dt.date(2024, 10, 1))]
        assert drawn == [*first_year, (ANNIVERSARY, 60, 6_450_000)]

    # When: every other place of the plan is filled too.
    with clock.at(aware(dt.date(2024, 12, 3))):
        recognise(REST, since=ANNIVERSARY)
        drawn = by_month(evaluated(cast.lin.actor, month=ANNIVERSARY))

    # Then: as many draw as the plan has places, and what the paper said.
    assert drawn[-1] == (ANNIVERSARY, 500, 57_100_000)
    assert sum(districts.rulebook("jimei").district.plan.places.values()) == 500


def recognise(levels: Mapping[str, int], since: dt.date) -> None:
    """People of these levels, recognised at the ceremony, with what other offices say of them since a month."""
    wanted = [level for level, number in levels.items() for _ in range(number)]
    numbers = [next(_numbers) for _ in wanted]
    people = Person.objects.bulk_create(make_someone(number) for number in numbers)
    certify_all(list(zip(numbers, people, wanted, strict=True)), RECOGNISED_ON)
    subjects = Subject.objects.bulk_create(make_subject(person) for person in people)
    deliver("contract", [Contract(subject=s, employer=EMPLOYER, from_on=since, is_open_ended=True) for s in subjects])
    paid = {"employer": EMPLOYER, "status": "paid"}
    deliver(
        "insurance",
        [InsuranceMonth(subject=s, month=month, **paid) for s in subjects for month in months(since, ANNIVERSARY)],
    )


def by_month(run: Run) -> list[tuple[dt.date, int, int]]:
    """Month, how many draw, fen: what a run says of every month of its window in which anybody draws."""
    paid = window_of(run).results.filter(pl.col("amount_fen") > 0)
    return paid.group_by("month").agg(pl.len(), pl.col("amount_fen").sum()).sort("month").rows()
