"""The two money policies of the district in every back end, beside OpenFisca, NumPy and a C kernel, in one run.

    python -m benchmarks.policy --peer PYTHON [--smallest 1e4] [--largest 1e6] [--repeat 3] …

`--peer` is an interpreter with openfisca-core, numpy and polars (python -m venv /tmp/peer && /tmp/peer/bin/pip install
openfisca-core numpy polars). Spark needs pyspark (pip install '.[cluster]') and Java; PostgreSQL needs DATABASE_URL.
Whatever is missing is named and left out. Every answer of every back end is compared with ours, cell for cell; where
one differs the command fails. Times are CPU seconds of the whole process family, medians of the repeated runs.
"""

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl

from benchmarks.policy.cells import count_random_cells
from benchmarks.policy.clock import Clock
from benchmarks.policy.latency import print_latency
from benchmarks.policy.population import POLICIES, WINDOW, write_raw, write_snapshots
from juxian.districts import rulebook
from juxian.policy.bulk.emitter import codes_of

ROOT = Path(__file__).resolve().parents[2]
OURS = ("polars", "duckdb", "postgresql", "spark", "spark sql")
PEERS = ("openfisca", "openfisca tuned", "numpy", "c kernel")
# Beyond this many people a back end is left out, with the reason.
LIMITS = {
    "openfisca": (10**6, "every variable of every month stays in memory, and it takes minutes"),
    "openfisca tuned": (10**6, "every variable of every month stays in memory"),
    "postgresql": (10**6, "twelve months of ten million people fill the shared server's disk"),
    "spark sql": (10**6, "minutes on two cores"),
}


def main() -> int:
    options = _options()
    engines = [name for name in (*OURS, *PEERS) if name in options.engines and not _missing(name, options)]
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    print(f"{machine}; load before {os.getloadavg()[0]:.1f}", flush=True)
    print(f"{' and '.join(POLICIES)}; {WINDOW[0]:%Y-%m} to {WINDOW[-1]:%Y-%m}; median of {options.repeat}")
    differing = 0
    size = options.smallest
    while size <= options.largest:
        differing += _at_size(size, engines, options)
        size *= 10
    if options.peer:
        print_latency(options.peer)
    if options.cells:
        differing += count_random_cells(options.cells)
    print(f"\ndiffering cells in all: {differing}")
    return 1 if differing else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="a Python interpreter with openfisca-core, numpy and polars")
    parser.add_argument("--largest", type=lambda text: int(float(text)), default=10**6)
    parser.add_argument("--smallest", type=lambda text: int(float(text)), default=10**4)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument(
        "--cells", type=lambda text: int(float(text)), default=10**7, help="cells of random law; 0: none"
    )
    parser.add_argument("--engines", type=lambda text: text.split(","), default=[*OURS, *PEERS])
    return parser.parse_args()


def _missing(engine: str, options: argparse.Namespace) -> bool:
    """Say why a back end cannot run."""
    why = ""
    if engine in PEERS and not options.peer:
        why = "no --peer"
    elif engine == "postgresql" and "DATABASE_URL" not in os.environ:
        why = "DATABASE_URL is not set"
    elif engine.startswith("spark"):
        found = subprocess.run([sys.executable, "-c", "import pyspark"], capture_output=True).returncode == 0
        why = "" if found and shutil.which("java") else "pyspark or Java is missing"
    if why:
        print(f"left out: {engine}, {why}")
    return bool(why)


def _at_size(size: int, engines: list[str], options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="juxian-bench-") as place:
        folder = Path(place)
        write_raw(folder, size)
        with Clock() as building:
            write_snapshots(folder, rulebook("jimei"))
        law = {"days": [day.isoformat() for day in WINDOW], "codes": codes_of(rulebook("jimei").vocabulary)}
        (folder / "law.json").write_text(json.dumps(law))
        print(f"\n{size:,} people; snapshots of both policies built, written and hashed in {building.cpu:.2f} CPU s")
        return sum(_table(folder, size, months, engines, options) for months in (1, 12))


def _table(folder: Path, size: int, months: int, engines: list[str], options: argparse.Namespace) -> int:
    print(f"\n  {months} month{'s' * (months > 1)}")
    heads = (
        ("CPU s", 9),
        ("wall s", 9),
        ("ns each", 9),
        ("MB", 7),
        ("taught ÷", 12),
        ("tuned ÷", 9),
        ("of kernel", 10),
    )
    print(f"  {'':<16}{''.join(f'{head:>{width}}' for head, width in heads)}  cells", flush=True)
    rows, differing = {}, 0
    for engine in engines:
        limit, why = LIMITS.get(engine, (10**12, ""))
        if size > limit:
            print(f"  {engine:<16}left out: {why}")
            continue
        rows[engine] = row = _run(engine, folder, months, options)
        row["differing"] = _differing(folder, engine, size * months)
        differing += row["differing"]
    for engine, row in rows.items():
        print(f"  {engine:<16}{_line(row, rows, size * months)}")
    return differing


def _run(engine: str, folder: Path, months: int, options: argparse.Namespace) -> dict[str, Any]:
    """Both policies, each in a process of its own."""
    ours = [sys.executable, "-m", "benchmarks.policy.worker"]
    peer = [options.peer, str(ROOT / "benchmarks/policy/peers/worker.py")]
    runs, peak = [], 0.0
    for policy in POLICIES:
        answers = folder / "answers" / engine / policy
        command = [*(ours if engine in OURS else peer), engine, str(folder), policy, str(months), str(options.repeat)]
        done = subprocess.run([*command, str(answers)], cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{engine}, {policy}: {done.stderr[-2_000:]}")
        found = json.loads(done.stdout)
        runs.append(found["runs"])
        peak = max(peak, found["peak_mb"])
    both = [{key: sum(run[key] for run in pair) for key in ("cpu", "wall")} for pair in zip(*runs, strict=True)]
    return {"cpu": median(run["cpu"] for run in both), "wall": median(run["wall"] for run in both), "mb": peak}


def _differing(folder: Path, engine: str, expected_rows: int) -> int:
    """Cells of a back end that differ from the first one's, month by month; a missing row counts as well."""
    if engine == "polars":
        return 0
    count = 0
    for policy in POLICIES:
        ours, theirs = (folder / "answers" / name / policy for name in ("polars", engine))
        months = pl.scan_parquet(ours / "*.parquet").select(pl.col("month").unique()).collect()["month"]
        rows = 0
        for month in months:
            one, other = _answers(ours, month), _answers(theirs, month)
            rows, count = rows + one.height, count + _cells(one, other)
        count += abs(rows - expected_rows)
    return count


def _answers(folder: Path, month: dt.date) -> pl.DataFrame:
    """One month, in the order of people: side by side it is compared without a join."""
    return pl.scan_parquet(folder / "*.parquet").filter(pl.col("month") == month).sort("person").collect()


def _cells(ours: pl.DataFrame, theirs: pl.DataFrame) -> int:
    """How many cells of a month differ; all of them where people are missing."""
    names = [name for name in ours.columns if name != "month"]
    if ours.height != theirs.height:
        return len(names) * max(ours.height, theirs.height)
    return sum(int(ours[name].ne_missing(theirs[name].cast(ours.schema[name])).sum()) for name in names)


def _line(row: dict[str, Any], rows: dict[str, dict[str, Any]], cells: int) -> str:
    cpu = row["cpu"]
    ratios: Iterator[str] = (
        f"{rows[peer]['cpu'] / cpu:>8.1f}×" if peer in rows else f"{'':>9}" for peer in ("openfisca", "openfisca tuned")
    )
    kernel = f"{100 * max(rows['c kernel']['cpu'], 0.005) / cpu:>9.0f}%" if "c kernel" in rows else f"{'':>10}"
    same = "same" if not row["differing"] else f"{row['differing']:,} DIFFER"
    nanoseconds = row["cpu"] / (2 * cells) * 1e9
    return (
        f"{row['cpu']:>9.3f}{row['wall']:>9.2f}{nanoseconds:>9.0f}{row['mb']:>7.0f}   {''.join(ratios)}{kernel}  {same}"
    )


if __name__ == "__main__":
    sys.exit(main())
