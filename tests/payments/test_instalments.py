"""Parts of a debt: nothing lost, nothing made, due on days that exist."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.payments.instalments import MOST_PARTS, YUAN, months_later, oldest_first, plan, years_later

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))


@settings(max_examples=60)
@given(amount=st.integers(MOST_PARTS, 10**9), count=st.integers(1, MOST_PARTS), first=DAYS)
def test_the_parts_are_the_debt_and_fall_due_month_by_month(amount: int, count: int, first: dt.date) -> None:
    parts = plan(amount, count, first)
    assert sum(part.amount_fen for part in parts) == amount
    assert all(part.amount_fen > 0 for part in parts)
    assert [part.number for part in parts] == list(range(1, count + 1))
    months = [(part.due_on.year, part.due_on.month) for part in parts]
    assert len(set(months)) == count
    assert parts[0].due_on == first


def test_parts_are_whole_yuan_and_the_last_carries_the_rest() -> None:
    assert [part.amount_fen for part in plan(100_001, 3, dt.date(2025, 1, 31))] == [33_300, 33_300, 33_401]
    assert all(part.amount_fen % YUAN == 0 for part in plan(100_001, 3, dt.date(2025, 1, 31))[:-1])


def test_the_last_day_of_a_short_month_stands_for_the_thirty_first() -> None:
    days = [part.due_on.isoformat() for part in plan(40_000, 4, dt.date(2024, 1, 31))]
    assert days == ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]
    assert months_later(dt.date(2024, 12, 15), 1) == dt.date(2025, 1, 15)
    assert years_later(dt.date(2024, 2, 29), 3) == dt.date(2027, 2, 28)


@pytest.mark.parametrize(("amount", "count"), [(5, 6), (10_000, 0), (10_000, MOST_PARTS + 1), (0, 1)])
def test_a_plan_that_cannot_be_is_refused(amount: int, count: int) -> None:
    with pytest.raises(ValueError, match=r"fen|count"):
        plan(amount, count, dt.date(2025, 1, 1))


@settings(max_examples=60)
@given(st.dictionaries(DAYS.map(lambda day: day.replace(day=1)), st.integers(1, 10**7)), st.integers(0, 10**8))
def test_what_comes_back_makes_good_the_oldest_month_first(debts: dict[dt.date, int], amount: int) -> None:
    spread = oldest_first(debts, amount)
    assert sum(share for _month, share in spread) == min(amount, sum(debts.values()))
    months = [month for month, _share in spread]
    assert months == sorted(debts)[: len(months)]
    assert all(share == debts[month] for month, share in spread[:-1])
