"""The forecast of the plan: exact where it can be worked out, sane everywhere."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.evaluation.forecasting import cumulated, forecast, quantile

PLAN = {"began_on": dt.date(2023, 1, 1), "ends_on": dt.date(2026, 12, 31)}


def test_at_half_time_twice_as_many_are_expected() -> None:
    found = forecast(places=320, taken=80, today=dt.date(2025, 1, 1), **PLAN)
    assert found.expected == pytest.approx(160, abs=1)
    assert found.low < found.expected < found.high
    assert found.chance < 0.001
    assert found.needed_pace == pytest.approx(240 / 23.98, abs=0.02)


def test_three_times_the_pace_may_do_it() -> None:
    slow = forecast(places=320, taken=80, today=dt.date(2025, 1, 1), **PLAN)
    fast = forecast(places=320, taken=80, today=dt.date(2025, 1, 1), factor=3.2, **PLAN)
    assert slow.chance < 0.01 < 0.5 < fast.chance


def test_a_full_plan_is_full() -> None:
    found = forecast(places=10, taken=10, today=dt.date(2024, 1, 1), **PLAN)
    assert (found.low, found.expected, found.high, found.chance, found.needed_pace) == (10, 10, 10, 1.0, 0.0)


def test_after_its_end_nothing_more_comes() -> None:
    found = forecast(places=10, taken=4, today=dt.date(2027, 5, 1), **PLAN)
    assert (found.low, found.expected, found.high, found.chance) == (4, 4, 4, 0.0)
    assert math.isinf(found.needed_pace)


@given(st.floats(0, 2000), st.integers(-1, 50))
def test_the_distribution_grows_and_stays_a_probability(mean: float, count: int) -> None:
    here, further = cumulated(mean, count), cumulated(mean, count + 1)
    assert 0 <= here <= further + 1e-12
    assert further <= 1


def test_the_poisson_distribution_by_hand() -> None:
    assert cumulated(2, 2) == pytest.approx(5 * math.exp(-2))
    assert (quantile(2, 0.1, 9), quantile(2, 0.9, 9), quantile(0, 0.9, 9), quantile(2, 0.9, 3)) == (0, 4, 0, 3)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 1460), st.floats(0.2, 5))
def test_a_forecast_never_leaves_the_plan(places: int, taken: int, day: int, factor: float) -> None:
    taken = min(taken, places)
    today = PLAN["began_on"] + dt.timedelta(days=day)
    found = forecast(places=places, taken=taken, today=today, factor=factor, **PLAN)
    assert taken <= found.low <= found.expected + 1
    assert found.expected <= places
    assert found.low <= found.high <= places
    assert 0 <= found.chance <= 1 + 1e-9
