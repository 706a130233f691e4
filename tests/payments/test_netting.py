"""What a payment holds: never negative, never a fen lost, never more kept back than the share."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juxian.payments.netting import net, still_covered

MONTHS = st.integers(0, 35).map(lambda at: date(2023 + at // 12, at % 12 + 1, 1))
BALANCES = st.dictionaries(MONTHS, st.integers(-500_000, 500_000), max_size=12)
JANUARY, FEBRUARY, MARCH = (date(2025, month, 1) for month in (1, 2, 3))


@settings(max_examples=120, deadline=None)
@given(BALANCES, st.integers(0, 90))
def test_nothing_is_lost_and_nothing_negative_is_paid(owed: dict[date, int], share: int) -> None:
    found = net(owed, share)
    parts = dict(found.parts)
    positive = sum(fen for fen in owed.values() if fen > 0)
    kept_back = -sum(fen for fen in parts.values() if fen < 0)

    assert found.amount_fen == sum(parts.values()) == positive - kept_back
    assert found.amount_fen > 0 or not positive
    assert kept_back * 100 <= positive * share
    assert kept_back <= -sum(fen for fen in owed.values() if fen < 0)
    assert all(fen and still_covered({month: fen}, owed) for month, fen in parts.items())
    assert all(parts[month] == fen for month, fen in owed.items() if fen > 0)
    left = {month: fen - parts.get(month, 0) for month, fen in owed.items()}
    assert sum(left.values()) + found.amount_fen == sum(owed.values())
    assert all(fen <= 0 for fen in left.values()) or not positive


@settings(max_examples=60, deadline=None)
@given(BALANCES, st.integers(1, 90))
def test_month_by_month_the_debt_is_paid_off_and_never_overshoots(owed: dict[date, int], share: int) -> None:
    """Paying again and again, with new money each time, ends the debt exactly."""
    balance, fresh = dict(owed), [date(2030, month, 1) for month in range(1, 13)]
    for month in fresh:
        balance[month] = balance.get(month, 0) + 100_000
        for part, fen in net(balance, share).parts:
            balance[part] -= fen
        assert balance[month] == 0
    assert all(min(owed.get(month, 0), 0) <= fen <= 0 for month, fen in balance.items())


def test_the_oldest_overpaid_month_is_made_good_first() -> None:
    found = net({JANUARY: -60_000, FEBRUARY: -60_000, MARCH: 150_000}, 50)
    assert found.parts == ((JANUARY, -60_000), (FEBRUARY, -15_000), (MARCH, 150_000))
    assert found.amount_fen == 75_000


def test_a_debt_alone_waits() -> None:
    assert net({JANUARY: -60_000}, 50).amount_fen == 0
    assert net({JANUARY: -60_000}, 50).parts == ()


def test_a_share_that_could_leave_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="share 91"):
        net({JANUARY: 100}, 91)


def test_a_payment_is_no_longer_covered_when_its_month_shrank() -> None:
    assert still_covered({JANUARY: 100, FEBRUARY: -20}, {JANUARY: 100, FEBRUARY: -30})
    assert not still_covered({JANUARY: 100}, {JANUARY: 99})
    assert not still_covered({JANUARY: 100}, {})
    assert not still_covered({FEBRUARY: -20}, {FEBRUARY: -19})
