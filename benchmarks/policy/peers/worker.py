"""One peer, one policy, one size, in an interpreter that has numpy, polars and openfisca-core (not our platform):

    python benchmarks/policy/peers/worker.py ENGINE FOLDER POLICY MONTHS REPEAT ANSWERS

Prints what it took as JSON, as `benchmarks.policy.worker` does for our back ends.
"""

import datetime as dt
import json
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1])]

import by_kernel  # noqa: E402
import by_numpy  # noqa: E402
import numpy  # noqa: E402
import polars as pl  # noqa: E402
from clock import Clock, peak_megabytes  # noqa: E402

RATES = (
    {"senior": 50_000, "technician": 80_000, "senior_technician": 100_000},
    {"senior": 80_000, "technician": 150_000, "senior_technician": 200_000, "special_grade": 250_000, "chief": 300_000},
)


def month_table(days, anchor, codes):
    """What the law says of each month, worked out by hand."""
    found = []
    for number, end in enumerate(days):
        rates, amount = RATES[end >= dt.date(2023, 3, 16)], numpy.zeros(64, numpy.int64)
        for level, fen in rates.items():
            amount[codes[level]] = fen
        year_ago = end.replace(year=end.year - 1, day=1)
        wait_until = (year_ago.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        found.append(
            {
                "day": end,
                "start": by_numpy.days(end.replace(day=1)),
                "end": by_numpy.days(end),
                "shift": (anchor.year - end.year) * 12 + anchor.month - end.month,
                "wait_until": by_numpy.days(wait_until),
                "cap_months": 36 if end < dt.date(2023, 3, 16) else 0,
                "either_or": int(end <= dt.date(2023, 2, 9)),
                "new_year": int(number > 0 and end.month == 1),
                "amount": amount,
            }
        )
    return found


def columns_of(people):
    """NumPy arrays; dates as days."""
    found = {}
    for name, kind in people.schema.items():
        array = people[name].cast(pl.Int32).to_numpy() if kind == pl.Date else people[name].to_numpy()
        found[name] = numpy.ascontiguousarray(array)
    return found


def numpy_engine(policy, columns, months, codes):
    return lambda: [numpy.stack(each) for each in zip(*by_numpy.POLICIES[policy](columns, months, codes), strict=True)]


def kernel_engine(policy, columns, months, codes):
    kernel = by_kernel.library()
    constants = [codes["senior"], codes["valid"]]
    if policy == "youth_living_subsidy":
        constants = [codes[name] for name in ("bachelor", "master", "doctor", "enterprise")]
        constants.append(by_numpy.days(dt.date(2021, 1, 1)))
    return lambda: by_kernel.judge(kernel, policy, columns, months, codes, constants)


def openfisca_engine(policy, columns, months, codes, tuned):
    import by_openfisca

    return by_openfisca.engine(policy, columns, months, codes, tuned)


ENGINES = {
    "numpy": numpy_engine,
    "c kernel": kernel_engine,
    "openfisca": lambda *given: openfisca_engine(*given, tuned=False),
    "openfisca tuned": lambda *given: openfisca_engine(*given, tuned=True),
}


def main(engine, folder, policy, months, repeat, answers):
    law = json.loads((folder / "law.json").read_text())
    days = [dt.date.fromisoformat(day) for day in law["days"]][-months:]
    table = month_table(days, dt.date.fromisoformat(law["days"][-1]), law["codes"])
    runs = [{"cpu": 0.0, "wall": 0.0} for _run in range(repeat)]
    answers.mkdir(parents=True, exist_ok=True)
    with Clock() as whole:
        for number, file in enumerate(sorted((folder / policy).glob("part-????.parquet"))):
            people = pl.read_parquet(file)
            judge = ENGINES[engine](policy, columns_of(people), table, law["codes"])
            for run in runs:
                with Clock() as taken:
                    found = judge()
                run["cpu"] += taken.cpu
                run["wall"] += taken.wall
            found = found() if callable(found) else found
            rows(people["person"], table, *found).write_parquet(answers / f"{number:04d}.parquet", compression="lz4")
    return {"runs": runs, "whole": {"cpu": whole.cpu, "wall": whole.wall}, "peak_mb": peak_megabytes()}


def rows(person, months, met, not_met, amount):
    """The answers as our back ends give them, in order of month and person."""
    pieces = []
    for number, month in enumerate(months):
        frame = pl.DataFrame({"person": person, "met": met[number], "not_met": not_met[number]})
        verdict = pl.when(pl.col("not_met") == 0).then(0).otherwise(3)
        nothing, day = pl.lit(0, pl.Int64), pl.lit(month["day"].replace(day=1))
        money = pl.Series("amount_fen", amount[number])
        pieces.append(
            frame.select(
                "person", day.alias("month"), pl.col("met", "not_met").cast(pl.Int64), nothing.alias("unknown"),
                nothing.alias("judgement"), verdict.cast(pl.Int64).alias("verdict"), money.cast(pl.Int64),
            )
        )  # fmt: skip
    return pl.concat(pieces)


if __name__ == "__main__":
    engine, folder, policy, months, repeat, answers = sys.argv[1:]
    json.dump(main(engine, Path(folder), policy, int(months), int(repeat), Path(answers)), sys.stdout)
