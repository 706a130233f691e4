"""The proof that nobody is owed two benefits for a month that the law does not let stand together."""

import datetime as dt

import polars as pl

from juxian.benefits.queries.archive import law_of_today
from juxian.benefits.queries.owed import owed_by_month
from juxian.policy.dates import MASK_MONTHS, month_index
from juxian.policy.rulebook import Rulebook as Law
from juxian.policy.stacked import Drawn, Forbidden, check_stacking
from juxian.registers import facts as registers


def forbidden_pairs(policy: str = "") -> list[Forbidden]:
    """Return every forbidden pair that the ledger holds, of one policy or of all; empty is the proof.

    What other offices pay is taken from their registers as known now."""
    law = law_of_today()
    owed = owed_by_month().filter((pl.col("amount_fen") > 0) & pl.col("policy").is_in(_paying(law)))
    rows = pl.concat([owed.select("person", "policy", "month", "amount_fen"), _outside(law, owed)])
    meeting = pl.len().over("person", "month") > 1
    found = check_stacking(law, [Drawn(*row) for row in rows.filter(meeting).iter_rows()])
    return [pair for pair in found if not policy or policy in (pair.first, pair.second)]


def months_checked() -> int:
    """Return how many months of people the proof looks at."""
    return owed_by_month().filter(pl.col("amount_fen") > 0).height


def _paying(law: Law) -> list[str]:
    return [policy.id for policy in law.policies.values() if policy.pays]


def _outside(law: Law, owed: pl.DataFrame) -> pl.DataFrame:
    """The months for which another office paid the same people."""
    schema = {"person": pl.String, "policy": pl.String, "month": pl.Date, "amount_fen": pl.Int64}
    if not owed.height:
        return pl.DataFrame(schema=schema)
    last: dt.date = owed["month"].max()  # type: ignore[assignment]
    facts = registers.facts_in(last, owed["person"].unique(), registers.known_now())
    rows = [
        (person, name, month, 0)
        for name, outside in law.stacking.outside.items()
        for person, mask in facts.select("person", outside.fact).drop_nulls().iter_rows()
        for month in _months(mask, last)
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _months(mask: int, last: dt.date) -> list[dt.date]:
    here = month_index(last)
    indexes = [here - place for place in range(MASK_MONTHS) if mask >> place & 1]
    return [dt.date(index // 12, index % 12 + 1, 1) for index in indexes]
