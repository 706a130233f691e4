"""From which day: found exactly, bounded, and honest about what time cannot change."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.policy import explain
from juxian.policy.earliest import first_day
from tests.policy.folder import Folder

ON = dt.date(2025, 3, 12)


@given(st.integers(1, 59 * 28))
def test_the_first_day_is_found_to_the_day(days):
    start = ON + dt.timedelta(days=days)
    assert first_day(lambda day: day >= start, ON, 60) == start


def test_beyond_the_horizon_nothing_is_found():
    assert first_day(lambda day: day >= dt.date(2030, 3, 2), ON, 60) is None
    assert first_day(lambda day: day >= dt.date(2030, 3, 1), ON, 60) == dt.date(2030, 3, 1)


@pytest.mark.parametrize(
    ("expression", "facts", "expected"),
    [
        ("recognised_on <= months_before(12)", {"recognised_on": "2024-06-15"}, dt.date(2025, 6, 15)),
        ("recognised_on <= months_before(12)", {"recognised_on": "2024-02-29"}, None),
        ("paid_run(insured_months, 3)", {"insured_months": ["2025-02"]}, dt.date(2025, 4, 1)),
        ("paid_run(insured_months, 3)", {"insured_months": ["2024-12"]}, None),
        ("count(insured_months, 6) >= 3", {"insured_months": ["2024-12", "2025-03"]}, dt.date(2025, 4, 1)),
        ("waited >= p.allowance.wait", {"waited": 6}, None),
        ("pay_fen >= 3", {"pay_fen": 2}, None),
    ],
)
def test_the_earliest_date_of_a_clause(folder: Folder, expression, facts, expected):
    found = explain(folder.condition(expression).load(), "allowance", {"is_open": True, **facts}, ON)
    assert found.clause("tested").met_from == expected
    assert found.met_from == expected


def test_law_that_is_already_known_counts(folder: Folder):
    found = explain(
        folder.condition("waited <= p.allowance.wait").load(),
        "allowance",
        {"is_open": True, "waited": 9},
        dt.date(2023, 6, 1),
    )
    assert found.met_from == dt.date(2024, 1, 1)


def test_two_failing_clauses_wait_for_the_later_one(folder: Folder):
    book = folder.condition("recognised_on <= months_before(12) and paid_run(insured_months, 6)").load()
    facts = {"is_open": True, "recognised_on": "2024-04-20", "insured_months": ["2025-02", "2025-03"]}
    assert explain(book, "allowance", facts, ON).met_from == dt.date(2025, 7, 1)


def test_no_date_is_promised_while_something_else_fails_or_lacks(folder: Folder):
    book = folder.condition("recognised_on <= months_before(12)").load()
    facts = {"recognised_on": "2024-06-15"}
    assert explain(book, "allowance", facts, ON).met_from is None
    assert explain(book, "allowance", {**facts, "is_open": False}, ON).met_from is None
    assert explain(book, "allowance", {**facts, "is_open": True}, ON, look_ahead_months=0).met_from is None
