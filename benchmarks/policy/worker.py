"""One back end, one policy, one size, in a process of its own: prints what it took as JSON.

python -m benchmarks.policy.worker ENGINE FOLDER POLICY MONTHS REPEAT ANSWERS
"""

import json
import sys
from pathlib import Path

import polars as pl

from benchmarks.policy.clock import Clock, peak_megabytes
from benchmarks.policy.engines import ENGINES
from benchmarks.policy.population import WINDOW
from juxian.districts import rulebook
from juxian.policy.bulk import RESULTS, read_snapshot


def main(engine: str, folder: Path, policy: str, months: int, repeat: int, answers: Path) -> dict[str, object]:
    """Each part is judged `repeat` times; a run is the sum over all parts of its n-th time."""
    runs = [{"cpu": 0.0, "wall": 0.0} for _run in range(repeat)]
    snapshot, days = read_snapshot(folder / policy, verify=False), WINDOW[-months:]
    answers.mkdir(parents=True, exist_ok=True)
    with Clock() as whole:
        for number, (judge, result) in enumerate(ENGINES[engine](rulebook("jimei"), policy, snapshot, days)):
            for run in runs:
                with Clock() as taken:
                    judge()
                run["cpu"] += taken.cpu
                run["wall"] += taken.wall
            found = result().select("person", "month", *(pl.col(name).cast(pl.Int64) for name in RESULTS))
            found.sort("month", "person").write_parquet(answers / f"{number:04d}.parquet", compression="lz4")
    return {"runs": runs, "whole": {"cpu": whole.cpu, "wall": whole.wall}, "peak_mb": peak_megabytes()}


if __name__ == "__main__":
    engine, folder, policy, months, repeat, answers = sys.argv[1:]
    json.dump(main(engine, Path(folder), policy, int(months), int(repeat), Path(answers)), sys.stdout)
