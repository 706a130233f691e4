"""From the answers of all clauses to the six columns of a result, in as few passes over the rows as they allow."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

import polars as pl

from juxian.policy.bulk.answers import CLAUSE_VERDICTS, VERDICTS, Answer
from juxian.policy.explanation import Verdict

_BIT_TYPES = {8: pl.UInt8, 16: pl.UInt16, 32: pl.UInt32, 64: pl.UInt64}
_NOTHING = pl.lit(0, pl.UInt64)
Layer = dict[str, pl.Expr]


def results(answers: Sequence[Answer[pl.Expr]], amount: pl.Expr | None, suffix: str) -> list[Layer]:
    """Columns in layers: each reads those of the layers before. `amount` is None where the policy pays nothing."""
    bits = _decided(answers, suffix) if all(one.there is not None for one in answers) else _bits(answers, suffix)
    possible = [verdict for verdict in VERDICTS if any(one.of(verdict) is not None for one in answers)]
    verdict = {"verdict" + suffix: _overall(possible, suffix)}
    return [
        *bits,
        verdict,
        {"amount_fen" + suffix: _paid(amount, suffix, Verdict.UNKNOWN in possible or Verdict.JUDGEMENT in possible)},
    ]


def _decided(answers: Sequence[Answer[pl.Expr]], suffix: str) -> list[Layer]:
    """Everything is known: what is there and not met fails."""
    there = _sum([one.there for one in answers])
    met = {"met" + suffix: _sum([one.met for one in answers])}
    rest = {"not_met" + suffix: there.xor(pl.col("met" + suffix))}
    return [met, rest | {"unknown" + suffix: _NOTHING, "judgement" + suffix: _NOTHING}]


def _bits(answers: Sequence[Answer[pl.Expr]], suffix: str) -> list[Layer]:
    return [{verdict.value + suffix: _sum([one.of(verdict) for one in answers]) for verdict in CLAUSE_VERDICTS}]


def _sum(tests: Iterable[pl.Expr | None]) -> pl.Expr:
    """One bit a test, worked out in the smallest type that has the bits: it moves a fraction of the memory."""
    listed = list(tests)
    kind = next(kind for size, kind in _BIT_TYPES.items() if len(listed) <= size)
    found = [test.cast(kind) * pl.lit(1 << place, kind) for place, test in enumerate(listed) if test is not None]
    return reduce(or_, found).cast(pl.UInt64) if found else _NOTHING


def _overall(possible: Iterable[Verdict], suffix: str) -> pl.Expr:
    found = pl.lit(VERDICTS[Verdict.MET], pl.UInt8)
    for verdict in (Verdict.JUDGEMENT, Verdict.UNKNOWN, Verdict.NOT_MET):
        if verdict in possible:
            is_so = pl.col(verdict.value + suffix) != 0
            found = pl.when(is_so).then(pl.lit(VERDICTS[verdict], pl.UInt8)).otherwise(found)
    return found


def _paid(amount: pl.Expr | None, suffix: str, is_open: bool) -> pl.Expr:
    """Nothing where the policy is not met; null where that is still open."""
    if amount is None:
        return pl.lit(None, pl.Int64)
    met, not_met = (pl.col("verdict" + suffix) == VERDICTS[verdict] for verdict in (Verdict.MET, Verdict.NOT_MET))
    paid = pl.when(met).then(amount.cast(pl.Int64))
    return paid.when(not_met).then(pl.lit(0, pl.Int64)) if is_open else paid.otherwise(pl.lit(0, pl.Int64))
