"""Random well-typed expressions as text, with facts to match, and Python itself as the independent judge.

The oracle shares nothing with the engine but the functions on dates: the text is run by Python's own `eval`, with
the enum members, parameters and moments as plain variables.
"""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from juxian.policy.functions import FUNCTIONS

ON = dt.date(2025, 3, 12)
FACTS = {
    "is_open": st.booleans(),
    "is_dishonest": st.booleans(),
    "level": st.sampled_from(["senior", "chief"]),
    "sex": st.sampled_from(["male", "female"]),
    "recognised_on": st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31)),
    "started_on": st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31)),
    "insured_months": st.sets(st.integers(0, 30), max_size=25),
    "pay_fen": st.integers(-(10**6), 10**6),
    "waited": st.integers(-50, 50),
    "children": st.integers(0, 6),
}
SMALL = st.integers(0, 24).map(str)

number_of_months = st.recursive(
    st.one_of(
        st.just("waited"),
        st.just("p.allowance.wait"),
        SMALL.map(lambda n: f"(waited + {n})"),  # a bare number has no unit of its own
        st.sampled_from(["months_between(recognised_on, started_on)", "count(insured_months, 12)"]),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.sampled_from(["children", "2"])).map(lambda t: f"({t[0]} * {t[1]})"),
        st.tuples(inner, st.sampled_from(["3", "7"])).map(lambda t: f"({t[0]} // {t[1]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
    ),
    max_leaves=4,
)
money = st.one_of(st.just("pay_fen"), st.just("p.allowance.amount[level]"), st.just("p.allowance.amount[CHIEF]"), SMALL)
day = st.one_of(
    st.sampled_from(["recognised_on", "started_on", "date", "month.start", "month.end", "month_start(started_on)"]),
    SMALL.map(lambda n: f"months_before({n})"),
    SMALL.map(lambda n: f"add_months(recognised_on, {n})"),
    SMALL.map(lambda n: f"add_days(started_on, {n})"),
    st.tuples(st.just("max"), st.just("recognised_on"), st.just("started_on")).map(lambda t: f"{t[0]}({t[1]}, {t[2]})"),
)
sign = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def _compare(side: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(side, sign, side).map(" ".join)


atom = st.one_of(
    st.sampled_from(["is_open", "is_dishonest", "level == CHIEF", "sex != MALE", "level in (SENIOR, CHIEF)", "True"]),
    st.tuples(SMALL, st.integers(0, 3)).map(lambda t: f"paid_run(insured_months, {t[0]}, {t[1]})"),
    _compare(number_of_months),
    _compare(money),
    _compare(day),
    st.tuples(day, day, day).map(" <= ".join),
)
condition = st.recursive(
    atom.map(lambda text: f"({text})"),
    lambda inner: st.one_of(
        inner.map(lambda t: f"(not {t})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} if {t[1]} else {t[2]})"),
    ),
    max_leaves=6,
)
whole_person = st.fixed_dictionaries(FACTS)


def mask(backs: set[int]) -> int:
    """Months given as distances from the month of evaluation."""
    return sum(1 << back for back in backs)


def by_python(text: str, person: dict[str, Any], parameters: dict[str, Any]) -> Any:
    """What Python makes of the same text for a person about whom everything is known."""
    names = {name: mask(value) if name == "insured_months" else value for name, value in person.items()}
    names |= {name.upper(): name for name in ("senior", "chief", "male", "female")}
    names |= {name: function.body for name, function in FUNCTIONS.items()} | {"min": min, "max": max}
    names["months_before"] = lambda months: FUNCTIONS["add_months"].body(ON, -months)
    names["date"], names["p"] = ON, SimpleNamespace(allowance=SimpleNamespace(**parameters))
    names["month"] = SimpleNamespace(start=dt.date(2025, 3, 1), end=dt.date(2025, 3, 31))
    return eval(text, {"__builtins__": {}}, names)
