"""How facts lie in columns: one row a person, one column a fact, null for what is not known.

    bool → Boolean · number → Int64 · date → Date · enum → UInt16, the number of the member · text → String ·
    months → UInt64, bit 0 the month of evaluation, bit n the nth month before it

Whoever makes the rows in bulk writes these types directly; `encode` is for a handful of people given as facts.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from juxian.policy.bulk.emitter import codes_of
from juxian.policy.definition import Policy
from juxian.policy.kinds import Kind
from juxian.policy.rulebook import Rulebook
from juxian.policy.sheet import read_sheet

_TYPES: dict[str, Any] = {
    "bool": pl.Boolean,
    "number": pl.Int64,
    "date": pl.Date,
    "enum": pl.UInt16,
    "text": pl.String,
    "months": pl.UInt64,
}
JUDGED = "judged."
# The columns of an answer, in order: four of bits, the verdict of the whole, the money.
RESULTS = ("met", "not_met", "unknown", "judgement", "verdict", "amount_fen")


def column_type(kind: Kind) -> Any:
    """The Polars type of a fact's column."""
    return _TYPES[kind.name]


def relevant(policy: Policy, columns: Iterable[str]) -> list[str]:
    """Those columns of a wider table that the policy reads: its facts, also by month, and answers to its clauses."""
    judged = {f"{JUDGED}{condition.key}" for condition in policy.conditions}
    return [name for name in columns if name in judged or name.partition("@")[0] in policy.fact_names]


@dataclass(frozen=True)
class Snapshot:
    """The columns that a policy reads, in order: `schema` maps the name of a fact to its type."""

    schema: Mapping[str, Any]

    @classmethod
    def of(cls, policy: Policy, judged: Iterable[str] = ()) -> "Snapshot":
        """The facts of the policy, and a column of answers for each clause in `judged`."""
        facts = {name: column_type(policy.declaration(name).kind) for name in sorted(policy.fact_names)}
        return cls(facts | {f"{JUDGED}{key}": pl.Boolean for key in judged})


def encode(
    rulebook: Rulebook,
    policy_id: str,
    people: Iterable[Mapping[str, Any]],
    on: dt.date,
    judgements: Iterable[Mapping[str, bool]] | None = None,
) -> pl.DataFrame:
    """Return a frame from facts as `explain` takes them. `judgements` are given for every person, or for nobody.

    Raises `FactError` for a wrong fact. One person at a time: for tests and small lists."""
    policy = rulebook.policies[policy_id]
    codes = codes_of(rulebook.vocabulary)
    answers = None if judgements is None else list(judgements)
    judged = sorted({key for row in answers or () for key in row})
    schema = Snapshot.of(policy, judged).schema
    rows = []
    for number, facts in enumerate(people):
        known = {name: value for name, value in facts.items() if name in policy.fact_names}
        values = read_sheet(rulebook.vocabulary, policy.state, known, on).values
        kinds = {name: policy.declaration(name).kind.name for name in values}
        row = {name: codes[value] if kinds[name] == "enum" else value for name, value in values.items()}
        rows.append(row | {f"{JUDGED}{key}": value for key, value in (answers[number] if answers else {}).items()})
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=dict(schema))
