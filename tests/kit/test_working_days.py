"""Working days by the State Council's calendar. The suite stands on Wednesday 2025-03-12."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from juxian.kit.working_days import (
    PUBLISHED_YEARS,
    add_working_days,
    deadline,
    is_estimated,
    is_working_day,
    working_days_between,
)

D = dt.date
days = st.dates(D(2019, 1, 1), D(2031, 12, 31))


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (D(2025, 3, 12), True),  # a plain Wednesday
        (D(2025, 3, 15), False),  # a plain Saturday
        (D(2025, 1, 26), True),  # a Sunday made up before the Spring Festival
        (D(2025, 1, 28), False),  # New Year's Eve, a Tuesday
        (D(2025, 2, 8), True),  # a Saturday made up after it
        (D(2025, 10, 8), False),  # the last day of the long October holiday, a Wednesday
        (D(2023, 10, 7), True),  # a Saturday made up in 2023
    ],
)
def test_holidays_and_made_up_days_count_as_published(day, open_):
    assert is_working_day(day) is open_


def test_five_working_days_of_public_notice_skip_the_weekend():
    assert add_working_days(D(2025, 3, 12), 5) == D(2025, 3, 19)


def test_a_holiday_stretches_and_a_made_up_day_shortens_the_count():
    # 27 Jan is a working Monday; then closed until Wednesday 5 Feb
    assert add_working_days(D(2025, 1, 26), 2) == D(2025, 2, 5)
    assert add_working_days(D(2025, 1, 24), 1) == D(2025, 1, 26)


def test_counting_starts_after_the_first_day_even_if_it_is_a_holiday():
    assert add_working_days(D(2025, 3, 15), 1) == D(2025, 3, 17)
    assert add_working_days(D(2025, 3, 15), 0) == D(2025, 3, 15)


def test_counting_goes_backwards_too():
    assert add_working_days(D(2025, 3, 17), -1) == D(2025, 3, 14)


@given(days, st.integers(0, 60))
def test_between_is_the_opposite_of_add(start, count):
    end = add_working_days(start, count)
    assert working_days_between(start, end) == count
    assert working_days_between(end, start) == -count
    assert count == 0 or is_working_day(end)


def test_a_year_that_is_not_published_counts_weekdays_and_says_so():
    year = max(PUBLISHED_YEARS) + 1
    new_year = D(year, 1, 1)
    assert is_estimated(new_year)
    assert not is_estimated(D(2025, 3, 12))
    assert is_working_day(new_year) is (new_year.weekday() < 5)
    assert is_estimated(D(1999, 1, 1))


def test_a_deadline_ends_with_the_day_in_the_district():
    end = deadline(timezone.now(), 5)
    assert timezone.localtime(end).isoformat() == "2025-03-19T23:59:59+08:00"


def test_an_instant_late_in_the_utc_day_already_belongs_to_tomorrow_here():
    late = dt.datetime(2025, 3, 12, 17, 0, tzinfo=dt.UTC)  # Thursday 01:00 in Xiamen
    assert timezone.localtime(deadline(late, 1)).date() == D(2025, 3, 14)
