"""Months of the law: no corresponding day means the last day of the month."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.policy import dates, months_from

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2023, 2, 28), 12, dt.date(2024, 2, 28)),
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2024, 3, 31), -1, dt.date(2024, 2, 29)),
        (dt.date(2024, 12, 1), 1, dt.date(2025, 1, 1)),
        (dt.date(2024, 1, 1), -1, dt.date(2023, 12, 1)),
    ],
)
def test_a_month_without_the_day_ends_on_its_last_day(day, months, expected):
    assert dates.add_months(day, months) == expected


@given(DAYS, st.integers())
def test_moving_a_date_never_raises(day, number):
    assert dates.add_months(day, number) is None or abs(number) <= dates.MAX_MONTHS
    assert dates.add_days(day, number) is None or abs(number) <= dates.MAX_DAYS


@given(DAYS, st.integers(0, 600))
def test_months_between_undoes_add_months(day, months):
    later = dates.add_months(day, months)
    if later is not None:
        assert dates.months_between(day, later) == months


@given(DAYS, DAYS)
def test_months_between_is_the_largest_number_that_fits(first, second):
    first, second = min(first, second), max(first, second)
    months = dates.months_between(first, second)
    assert dates.months_between(second, first) == -months
    if months < dates.MAX_MONTHS:
        assert dates.add_months(first, months) <= second < dates.add_months(first, months + 1)


def test_a_person_born_on_29_february_is_a_year_older_on_28_february():
    assert dates.years_between(dt.date(2000, 2, 29), dt.date(2023, 2, 27)) == 22
    assert dates.years_between(dt.date(2000, 2, 29), dt.date(2023, 2, 28)) == 23


def test_a_run_ends_at_the_first_gap():
    assert dates.run_length(0b1011) == 2
    assert dates.run_length(0b1110) == 0
    assert dates.run_length(0b1110, back=1) == 3


def test_months_of_a_stretch_include_both_ends():
    assert months_from(dt.date(2024, 11, 30), dt.date(2025, 1, 1)) == ["2024-11", "2024-12", "2025-01"]
