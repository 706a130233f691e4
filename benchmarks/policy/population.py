"""A population as the offices would send it, and the snapshot made of it. Every size begins alike.

Two raw files: `people.parquet`, one row a person; `stretches.parquet`, one row for each unbroken time of insurance or
of half rent. Everything about everybody is known, since the peers cannot say "unknown"; unknown facts are what
`cells.py` and the test suite compare.
"""

import datetime as dt
from pathlib import Path

import polars as pl

from juxian.policy import Rulebook
from juxian.policy.bulk import write_snapshot
from juxian.policy.bulk.emitter import codes_of

# July 2022 to June 2023: a cap of 36 months that ends, rates that change, either/or that becomes both, a new year.
WINDOW = [dt.date(2022, month, day) for month, day in ((7, 31), (8, 31), (9, 30), (10, 31), (11, 30), (12, 31))] + [
    dt.date(2023, month, day) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30))
]
POLICIES = ("gold_allowance", "youth_living_subsidy")
NEVER = dt.date(2199, 12, 31)
ROWS_A_PART = 500_000
STATE = {
    "gold_allowance": {"gold_months": "state.months_received"},
    "youth_living_subsidy": {"youth_months": "state.months_received", "youth_fen": "state.received_this_year_fen"},
}
LEVELS = ("apprentice", "junior", "intermediate", "senior", "technician", "senior_technician", "special_grade", "chief")


def raw_people(rows: int) -> pl.DataFrame:
    """One row a person, drawn from the person's number."""
    draw = _Draw(rows)
    return pl.DataFrame(
        {
            "person": draw.person,
            "gold_level": draw.of(LEVELS[1:], 1),
            "gold_previous_level": draw.of(LEVELS[1:5], 2),
            "is_gold_promoted": draw.share(15, 3),
            "gold_recognised_on": draw.day("2019-06-01", 1500, 4),
            "senior_since_on": draw.day("2019-06-01", 1500, 5),
            "gold_certificate_status": draw.of(("valid",) * 17 + ("suspended", "revoked", "expired"), 6),
            "district_job_ends_on": draw.rarely("2022-01-01", 700, 12, 7),
            "retired_on": draw.rarely("2022-01-01", 700, 5, 8),
            "died_on": draw.rarely("2022-01-01", 700, 1, 9),
            "is_dishonest": draw.share(2, 10),
            "gold_months": draw.number(40, 11),
            "first_xiamen_insured_on": draw.day("2019-01-01", 1700, 12),
            "born_on": draw.day("1980-01-01", 9000, 13),
            "city_rent_qualified_on": draw.day("2021-01-01", 700, 14),
            "degree": draw.of(("below_bachelor", "bachelor", "bachelor", "bachelor", "master", "doctor"), 15),
            "is_degree_full_time": draw.share(85, 16),
            "is_technical_backbone": draw.share(10, 17),
            "is_employer_in_district": draw.share(90, 18),
            "employer_kind": draw.of(("enterprise",) * 9 + ("public_institution",), 19),
            "youth_months": draw.number(62, 20),
            "youth_fen": draw.number(12, 21) * 50_000 + draw.number(2, 22) * 30_000,
        }
    )


def raw_stretches(rows: int) -> pl.DataFrame:
    """Who was insured, or drew half rent, from which month to which (distances to the last month of the window)."""
    draw = _Draw(rows)
    pieces = []
    for number, kind in enumerate(("insured", "insured", "rent")):
        first = draw.number(40, 30 + 2 * number)
        length = draw.number(36, 31 + 2 * number)
        piece = pl.DataFrame({"person": draw.person, "oldest": first, "newest": first - length})
        pieces.append(piece.with_columns(pl.lit(kind).alias("kind"), pl.col("newest").clip(lower_bound=0)))
    return pl.concat(pieces).filter(pl.col("person") % 5 != 4)


def write_raw(folder: Path, rows: int) -> None:
    """Both raw files; not part of any measurement."""
    raw_people(rows).write_parquet(folder / "people.parquet", compression="lz4")
    raw_stretches(rows).write_parquet(folder / "stretches.parquet", compression="lz4")


def write_snapshots(folder: Path, rulebook: Rulebook) -> None:
    """What a run does before it judges, for each policy: months out of stretches, one row a person, hashed."""
    people, codes = _joined(folder), codes_of(rulebook.vocabulary)
    texts = [name for name, kind in people.schema.items() if kind == pl.String]
    people = people.with_columns(pl.col(texts).replace_strict(codes, return_dtype=pl.UInt16))
    for policy_id in POLICIES:
        policy = rulebook.policies[policy_id]
        own = people.rename(dict(STATE[policy_id]))
        own = own.select("person", *sorted(policy.fact_names))
        write_snapshot(own, folder / policy_id, anchor=WINDOW[-1], parts=-(-people.height // ROWS_A_PART))


def _joined(folder: Path) -> pl.DataFrame:
    power = pl.lit(2, pl.UInt64).pow(pl.col("oldest") + 1) - pl.lit(2, pl.UInt64).pow(pl.col("newest"))
    masks = (
        pl.scan_parquet(folder / "stretches.parquet")
        .group_by("person")
        .agg(
            power.filter(pl.col("kind") == "insured").bitwise_or().alias("district_insured_months"),
            power.filter(pl.col("kind") == "rent").bitwise_or().alias("city_half_rent_months"),
        )
    )
    people = pl.scan_parquet(folder / "people.parquet").join(masks, on="person", how="left")
    months = pl.col("district_insured_months", "city_half_rent_months").fill_null(0)
    return people.with_columns(months).sort("person").collect(engine="streaming")


class _Draw:
    """Columns whose value is a hash of the person's number, so that every size has the same first people."""

    def __init__(self, rows: int):
        self.person = pl.int_range(rows, dtype=pl.Int64, eager=True).alias("person")

    def number(self, below: int, seed: int) -> pl.Series:
        return (self.person.hash(seed) % below).cast(pl.Int64)

    def share(self, percent: int, seed: int) -> pl.Series:
        return self.number(100, seed) < percent

    def day(self, first: str, days: int, seed: int) -> pl.Series:
        start = (dt.date.fromisoformat(first) - dt.date(1970, 1, 1)).days
        return (self.number(days, seed) + start).cast(pl.Int32).cast(pl.Date)

    def rarely(self, first: str, days: int, percent: int, seed: int) -> pl.Series:
        never = pl.Series([NEVER], dtype=pl.Date)
        return self.day(first, days, seed).zip_with(
            self.share(percent, seed + 100), never.new_from_index(0, len(self.person))
        )

    def of(self, members: tuple[str, ...], seed: int) -> pl.Series:
        return self.number(len(members), seed).replace_strict(dict(enumerate(members)), return_dtype=pl.String)
