"""The facts of one month, worked out of what was known: every rule of the table in `facts.yaml` once, in columns."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from juxian.registers.facts import masks
from juxian.registers.facts.reading import Knowledge
from juxian.registers.queries.delivery import next_month

NEVER = dt.date(2199, 12, 31)
NO_JOB = dt.date(1900, 1, 1)
# Each fact, its type, and the register that it comes from.
FACT_REGISTERS = {
    "insured_months": "insurance",
    "district_insured_months": "insurance",
    "is_employer_in_district": "employer",
    "employer_kind": "employer",
    "district_job_ends_on": "contract",
    "retired_on": "end",
    "died_on": "end",
    "is_dishonest": "dishonesty",
    "first_xiamen_insured_on": "scheme",
    "city_rent_qualified_on": "scheme",
    "degree": "scheme",
    "is_degree_full_time": "scheme",
    "is_technical_backbone": "scheme",
    "city_half_rent_months": "rent",
}
FACTS = tuple(FACT_REGISTERS)


def facts_in(month: dt.date, people: pl.Series, known_at: dt.datetime) -> pl.DataFrame:
    """Return one row a person, in order of `person`: the facts of a month as known at an instant."""
    return facts_in_months([month], people, known_at).drop("month")


def facts_in_months(months: Sequence[dt.date], people: pl.Series, known_at: dt.datetime) -> pl.DataFrame:
    """Return one row a person and month. Tables are read once; masks reach back 64 months from the latest month."""
    firsts = [month.replace(day=1) for month in months]
    known = Knowledge.at(known_at, people, max(firsts))
    return pl.concat([_facts_of(known, month).with_columns(month=pl.lit(month)) for month in firsts])


def _facts_of(known: Knowledge, month: dt.date) -> pl.DataFrame:
    parts = (_employment(known, month), _job_end(known, month), _ends(known), _dishonesty(known, month))
    frame = known.people
    for part in (*parts, _scheme(known), _rent(known, month)):
        frame = frame.join(part, on="person", how="left")
    return frame.select("person", *FACTS).sort("person")


def _employment(known: Knowledge, month: dt.date) -> pl.DataFrame:
    """Insurance at whom, and where that employer is. A month at an employer of whom nobody has said where it is
    counts for no district; if it is the month asked about, what depends on the place is not known."""
    shift = _months_between(month, known.anchor)
    jobs = known.insurance.with_columns(mask=masks.back(pl.col("mask"), shift)).filter(pl.col("mask") > 0)
    jobs = jobs.join(_place_in(known.places, month), on="employer", how="left")
    in_district = jobs.group_by("person").agg(
        district=(pl.col("mask") & pl.col("place_mask").fill_null(0)).bitwise_or()
    )
    now = jobs.filter(masks.has_now(pl.col("mask"))).sort("person", "employer").unique("person", keep="first")
    frame = known.people.join(in_district, on="person", how="left").join(now, on="person", how="left")
    return frame.select("person", *_employment_facts(is_there=month in known.insured_in))


def _employment_facts(*, is_there: bool) -> list[pl.Expr]:
    has_job, mask = pl.col("employer").is_not_null(), pl.col("mask").fill_null(0)
    is_place_known = ~has_job | pl.col("kind").is_not_null()
    known = pl.lit(is_there)
    return [
        pl.when(known).then(mask).alias("insured_months"),
        pl.when(known & is_place_known).then(pl.col("district").fill_null(0)).alias("district_insured_months"),
        pl.when(known & is_place_known)
        .then(pl.col("is_here_at_end").fill_null(False))
        .alias("is_employer_in_district"),
        pl.when(known & is_place_known).then(pl.col("kind").fill_null("other")).alias("employer_kind"),
    ]


def _place_in(places: pl.DataFrame, month: dt.date) -> pl.DataFrame:
    """Return employer, place_mask (months in which it was in the district on some day), is_here_at_end, kind."""
    last_day = next_month(month) - dt.timedelta(days=1)
    began = pl.col("from_on") <= last_day
    stretches = places.sort("employer", "from_on", nulls_last=False).with_columns(
        place_mask=masks.between(pl.col("from_on"), pl.col("until_on"), month).fill_null(0),
        is_here_at_end=began & (pl.col("until_on").is_null() | (pl.col("until_on") >= last_day)),
    )
    return stretches.group_by("employer", maintain_order=True).agg(
        pl.col("place_mask").bitwise_or(), pl.col("is_here_at_end").fill_null(False).any(), pl.col("kind").last()
    )


def _job_end(known: Knowledge, month: dt.date) -> pl.DataFrame:
    """The last day at employers of the district, among contracts that had begun; an employer that leaves the district
    takes its jobs along."""
    last_day = next_month(month) - dt.timedelta(days=1)
    jobs = known.contracts.filter(pl.col("from_on") <= last_day).with_columns(pl.col("until_on").fill_null(NEVER))
    places = known.places.select("employer", place_from="from_on", place_until=pl.col("until_on").fill_null(NEVER))
    held = jobs.join(places, on="employer", how="left").with_columns(
        is_placed=pl.col("place_until").is_not_null(),
        end=pl.when(
            (pl.col("place_from") <= last_day)
            & (pl.col("place_from") <= pl.col("until_on"))
            & (pl.col("place_until") >= pl.col("from_on"))
        ).then(pl.min_horizontal("until_on", "place_until")),
    )
    ends = held.group_by("person").agg(pl.col("end").max(), pl.col("is_placed").all())
    no_job = pl.when(pl.col("is_placed").fill_null(True)).then(pl.lit(NO_JOB))
    end = pl.coalesce(pl.col("end"), no_job)
    frame = known.people.join(ends, on="person", how="left")
    return frame.select("person", _if("contract", known, end).alias("district_job_ends_on"))


def _ends(known: Knowledge) -> pl.DataFrame:
    """Retirement and death, on whatever day."""

    def first(kind: str) -> pl.Expr:
        return pl.col("happened_on").filter(pl.col("kind") == kind).min()

    ends = known.ends.group_by("person").agg(retired_on=first("retirement"), died_on=first("death"))
    frame = known.people.join(ends, on="person", how="left")
    days = [_if("end", known, pl.col(name).fill_null(NEVER)).alias(name) for name in ("retired_on", "died_on")]
    return frame.select("person", *days)


def _dishonesty(known: Knowledge, month: dt.date) -> pl.DataFrame:
    """On the list on the last day of the month."""
    last_day = next_month(month) - dt.timedelta(days=1)
    is_on = (pl.col("listed_on") <= last_day) & (pl.col("removed_on").is_null() | (pl.col("removed_on") > last_day))
    listed = known.dishonesty.group_by("person").agg(is_on=is_on.any())
    frame = known.people.join(listed, on="person", how="left")
    return frame.select("person", _if("dishonesty", known, pl.col("is_on").fill_null(False)).alias("is_dishonest"))


def _scheme(known: Knowledge) -> pl.DataFrame:
    """What the city's list says. Insurance before the day that it names counts as the first: the earlier one holds."""
    rows = known.scheme.sort("person", "qualified_on").unique("person", keep="last")
    frame = known.people.join(rows, on="person", how="left").join(known.first_insured, on="person", how="left")
    values = {
        "first_xiamen_insured_on": pl.when(pl.col("first_insured_on").is_not_null()).then(
            pl.min_horizontal("first_insured_on", "first_month")
        ),
        "city_rent_qualified_on": pl.col("qualified_on").fill_null(NEVER),
        "degree": pl.col("degree").fill_null("below_bachelor"),
        "is_degree_full_time": pl.col("is_full_time").fill_null(False),
        "is_technical_backbone": pl.col("is_backbone").fill_null(False),
    }
    return frame.select("person", *(_if("scheme", known, value).alias(name) for name, value in values.items()))


def _rent(known: Knowledge, month: dt.date) -> pl.DataFrame:
    """Months covered by payments in the district. Until the city has paid anybody for the month, it is not known."""
    until = pl.col("from_month").dt.offset_by((pl.col("months") - 1).cast(pl.String) + "mo")
    covered = masks.between(pl.col("from_month"), until, month)
    is_there = known.rent_periods.select(masks.has_now(covered).any()).item()
    paid = known.rents.with_columns(covered=covered).group_by("person").agg(pl.col("covered").bitwise_or())
    frame = known.people.join(paid, on="person", how="left")
    value = pl.when(pl.lit(bool(is_there))).then(pl.col("covered").fill_null(0))
    return frame.select("person", value.alias("city_half_rent_months"))


def _if(register: str, known: Knowledge, value: pl.Expr) -> pl.Expr:
    """The value, or null where the register has not been delivered."""
    return pl.when(pl.lit(register in known.delivered)).then(value)


def _months_between(earlier: dt.date, later: dt.date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
