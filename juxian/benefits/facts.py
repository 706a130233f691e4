"""The facts that a policy asks for, gathered from whoever can vouch for them: one row a person, for a window of months.

Columns as `juxian.policy.bulk` reads them: a fact that is the same in every month once, one that differs as
`<fact>@2024-03`, months of something as a mask counted back from the last month. Null is "the register has not said".
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from juxian.benefits.queries.columns import in_columns, typed
from juxian.benefits.queries.owed import excluded, owed_by_month, state_at
from juxian.credentials import facts as credentials
from juxian.people import facts as people_facts
from juxian.policy.definition import Policy
from juxian.policy.rulebook import Rulebook as Law
from juxian.registers import facts as registers

Reader = Callable[[Sequence[dt.date], pl.Series, dt.datetime], pl.DataFrame]


@dataclass(frozen=True)
class Source:
    """Somebody who vouches for facts. `read` gives one row a person and month, or a person where time plays no part."""

    facts: frozenset[str]
    read: Reader


def _births(months: Sequence[dt.date], people: pl.Series, known_at: dt.datetime) -> pl.DataFrame:
    return people_facts.births(people)


SOURCES = (
    Source(frozenset(credentials.GOLD_FACTS), credentials.recognition_in),
    Source(frozenset(registers.FACTS), registers.facts_in_months),
    Source(frozenset({"born_on"}), _births),
)
# Whom a policy that asks for the fact may concern; whoever was paid before always is.
CONCERNED: dict[str, Callable[[dt.datetime], pl.Series]] = {
    "gold_recognised_on": credentials.recognised_people,
    "city_half_rent_months": registers.people_of_city_scheme,
}


def snapshot(
    law: Law, policy_id: str, months: Sequence[dt.date], known_at: dt.datetime, people: pl.Series | None = None
) -> pl.DataFrame:
    """Return the facts of everybody whom the policy may concern (or of `people`), as known at an instant."""
    policy = law.policies[policy_id]
    owed = owed_by_month(people)
    people = _concerned(policy, owed, known_at) if people is None else people
    frame = pl.DataFrame({"person": people.unique().sort()})
    for source in SOURCES:
        if names := sorted(source.facts & policy.fact_names):
            rows = source.read(months, frame["person"], known_at)
            frame = frame.join(in_columns(rows, names, months, policy), on="person", how="left")
    frame = frame.join(state_at(owed, policy_id, months[0]), on="person", how="left")
    frame = frame.with_columns(pl.col("^state\\..*$").fill_null(0))
    frame = frame.join(excluded(law, policy_id, owed, months), on="person", how="left")
    return typed(law, policy, frame)


def _concerned(policy: Policy, owed: pl.DataFrame, known_at: dt.datetime) -> pl.Series:
    """Everybody on a list that the policy speaks of, and everybody who was ever owed something under it."""
    lists = [people(known_at) for fact, people in CONCERNED.items() if fact in policy.fact_names]
    return pl.concat([*lists, owed.filter(pl.col("policy") == policy.id)["person"]])
