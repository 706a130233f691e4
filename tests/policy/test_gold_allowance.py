"""The allowance over whole working lives: counted out in plain Python, month by month, beside the policy folder."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from juxian.districts import rulebook
from juxian.policy import explain
from juxian.policy.dates import add_months, month_end, months_from

BOOK = rulebook("jimei")
NEVER = dt.date(2199, 12, 31)
RANKS = ["intermediate", "senior", "technician", "senior_technician", "special_grade", "chief"]
YUAN_2020 = {"senior": 500, "technician": 800, "senior_technician": 1000}
YUAN_2023 = {"senior": 800, "technician": 1500, "senior_technician": 2000, "special_grade": 2500, "chief": 3000}


@dataclass(frozen=True)
class Life:
    """Recognitions from the lowest level up, months insured, and what ends a working life."""

    recognitions: tuple[tuple[dt.date, str], ...]
    insured: frozenset[str]
    left_on: dt.date = NEVER
    retired_on: dt.date = NEVER
    died_on: dt.date = NEVER
    revoked_on: dt.date = NEVER


def facts_of(life: Life, day: dt.date, received: int) -> dict[str, object]:
    """What the registers say of the month that ends on `day` (see facts.yaml)."""
    known = [one for one in life.recognitions if one[0] <= day]
    seniors = [on for on, level in known if level == "senior"]
    status = "not_issued" if not known else "revoked" if life.revoked_on <= day else "valid"
    return {
        "gold_level": known[-1][1] if known else None,
        "gold_recognised_on": known[-1][0] if known else NEVER,
        "is_gold_promoted": len(known) > 1,
        "gold_previous_level": known[-2][1] if len(known) > 1 else None,
        "senior_since_on": seniors[0] if seniors else NEVER,
        "gold_certificate_status": status,
        "district_insured_months": sorted(life.insured),
        "district_job_ends_on": life.left_on,
        "retired_on": life.retired_on,
        "died_on": life.died_on,
        "is_dishonest": False,
        "state.months_received": received,
    }


def yuan_of(life: Life, year: int, month: int, received: int) -> int:
    """The rule of the press and of rules.md, without the engine."""
    last = month_end(dt.date(year, month, 1))
    here = (year, month)
    if f"{year}-{month:02d}" not in life.insured or life.revoked_on <= last:
        return 0
    if any((end.year, end.month) < here for end in (life.left_on, life.retired_on, life.died_on)):
        return 0
    level = None
    for number, (on, name) in enumerate(life.recognitions):
        if (on.year, on.month) < here or (number == 0 and (on.year, on.month) == here):
            level = name
    if level == "senior":
        since = next(on for on, name in life.recognitions if name == "senior")
        if (since.year + 1, since.month) > here:
            return 0
    if last < dt.date(2023, 3, 16):
        return 0 if received >= 36 else YUAN_2020.get(level, 0)
    return YUAN_2023.get(level, 0)


def paid(life: Life, first: dt.date, count: int) -> list[tuple[int, int]]:
    """For each month, yuan by the engine and yuan as counted here."""
    found, received = [], 0
    for number in range(count):
        day = month_end(add_months(first, number))
        by_law = explain(BOOK, "gold_allowance", facts_of(life, day, received), day, look_ahead_months=0).amount_fen
        counted = yuan_of(life, day.year, day.month, received)
        found.append((by_law // 100, counted))
        received += counted > 0
    return found


days = st.dates(dt.date(2020, 5, 1), dt.date(2025, 12, 31))
ends = st.one_of(st.just(NEVER), days)


@st.composite
def lives(draw):
    """Nobody is recognised twice in one month: the facts of a month know one level before a promotion."""
    ranks = sorted(draw(st.sets(st.integers(0, 5), max_size=3)))
    month = {"unique_by": lambda day: (day.year, day.month)}
    on = sorted(draw(st.lists(days, min_size=len(ranks), max_size=len(ranks), **month)))
    gaps = draw(st.sets(st.sampled_from(months_from(dt.date(2020, 5, 1), dt.date(2026, 3, 1))), max_size=8))
    insured = frozenset(months_from(dt.date(2020, 5, 1), dt.date(2026, 3, 1))) - gaps
    recognitions = tuple((day, RANKS[rank]) for day, rank in zip(on, ranks, strict=True))
    return Life(recognitions, insured, draw(ends), draw(ends), draw(ends), draw(ends))


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(lives())
def test_every_month_of_a_life_is_paid_as_counted_by_hand(life):
    for by_law, counted in paid(life, dt.date(2020, 5, 1), 70):
        assert by_law == counted


ALWAYS = frozenset(months_from(dt.date(2019, 1, 1), dt.date(2030, 12, 1)))


@pytest.mark.parametrize(
    "day", [dt.date(2023, 11, 6), dt.date(2024, 2, 29), dt.date(2023, 12, 31), dt.date(2024, 3, 1)]
)
def test_a_senior_worker_waits_for_twelve_months_whatever_the_day(day):
    months = [by_law for by_law, _ in paid(Life(((day, "senior"),), ALWAYS), day.replace(day=1), 14)]
    assert months == [0] * 12 + [800, 800]


def test_thirty_six_months_and_then_the_new_law():
    """Recognised in May 2020: 36 months would end in April 2023, and the law without a cap comes in March."""
    months = [
        by_law for by_law, _ in paid(Life(((dt.date(2020, 5, 6), "technician"),), ALWAYS), dt.date(2020, 5, 1), 40)
    ]
    assert months == [800] * 34 + [1500] * 6


def test_a_promotion_pays_the_old_rate_in_its_month_and_the_new_one_after():
    life = Life(((dt.date(2023, 11, 6), "senior"), (dt.date(2024, 12, 31), "technician")), ALWAYS)
    assert [by_law for by_law, _ in paid(life, dt.date(2024, 10, 1), 4)] == [0, 800, 800, 1500]
