"""How long one explained decision takes, beside OpenFisca's trace of the same six machine-checked conditions.

    python benchmarks/policy_explain.py                 ours alone
    python benchmarks/policy_explain.py --peer PYTHON   beside OpenFisca-core in another interpreter, for instance
        python -m venv /tmp/peer && /tmp/peer/bin/pip install openfisca-core   and   --peer /tmp/peer/bin/python

Both answer the same complete cases; where a verdict differs the command fails. Times are CPU microseconds, the median
of many calls; reading the law (once per process) is shown apart.
"""

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from juxian.policy import Rulebook, explain, load_rulebook  # noqa: E402

POLICY = "gold_blue_collar_conditions"
COMPARED = ("working_age", "honest", "listed_occupation", "contract", "insured", "pay")
ROUNDS = 2_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", help="a Python interpreter that has openfisca-core")
    options = parser.parse_args()
    started = time.process_time()
    rulebook = load_rulebook(ROOT / "juxian/districts/jimei")
    loading = (time.process_time() - started) * 1e6
    print(f"Python {platform.python_version()}, {platform.machine()}; CPU µs, median of {ROUNDS:,} (peer: 300)\n")
    ours = _ours(rulebook)
    _table(
        [("read and check the district's law, once", loading, None), *((name, us, None) for name, us in ours.items())]
    )
    return _compare(rulebook, ours, options.peer) if options.peer else 0


def _ours(rulebook: Rulebook) -> dict[str, float]:
    cases = {case.name: case for case in rulebook.cases[POLICY]}
    met, waits = cases["人已判断三项，全部符合"], cases["到单位差一天满一年"]
    return {
        "explain, all met": _median(lambda: _run(rulebook, met, 60)),
        "explain, one not met, no search": _median(lambda: _run(rulebook, waits, 0)),
        "explain, one not met, with the earliest date": _median(lambda: _run(rulebook, waits, 60).met_from),
        "explain and read every clause": _median(lambda: _run(rulebook, met, 60).clauses),
        "explain and write the record": _median(lambda: _run(rulebook, met, 60).to_json()),
    }


def _run(rulebook: Rulebook, case: Any, look_ahead: int) -> Any:
    return explain(rulebook, POLICY, case.facts, case.on, judgements=case.judgements, look_ahead_months=look_ahead)


def _median(call: Callable[[], Any]) -> float:
    call()
    times = []
    for _ in range(ROUNDS):
        started = time.process_time_ns()
        call()
        times.append(time.process_time_ns() - started)
    return statistics.median(times) / 1_000


def _compare(rulebook: Rulebook, ours: dict[str, float], python: str) -> int:
    cases = [_plain(rulebook, case) for case in rulebook.cases[POLICY]]
    complete = [case for case in cases if case]
    script = Path(__file__).with_name("openfisca_explain.py")
    done = subprocess.run([python, script], input=json.dumps(complete), capture_output=True, text=True, check=True)
    peer = json.loads(done.stdout)
    differing = [
        (case["name"], key)
        for case, verdicts in zip(complete, peer["verdicts"], strict=True)
        for key in COMPARED
        if verdicts[key] != (case["clauses"][key] == "met")
    ]
    print(f"\nOpenFisca-core {peer['version']}: {len(complete)} complete cases × {len(COMPARED)} conditions, ", end="")
    print(f"{len(differing)} differing {differing or ''}\n")
    for name in ("explain, one not met, no search", "explain and read every clause"):
        _table([(f"ours: {name}", ours[name], ours[name])])
        _table([(name_of_peer, us, ours[name]) for name_of_peer, us in peer["times"].items()])
    return 1 if differing else 0


def _plain(rulebook: Rulebook, case: Any) -> dict[str, Any] | None:
    """A case about which everything is known, as the peer can take it; None for the others."""
    found = explain(rulebook, POLICY, case.facts, case.on, look_ahead_months=0)
    clauses = {clause.key: clause.verdict.value for clause in found.clauses}
    if any(clauses[key] not in ("met", "not_met") for key in COMPARED):
        return None
    facts = {name: given.value for name, given in found.facts.items()}
    return {"name": case.name, "on": case.on.isoformat(), "facts": facts, "clauses": clauses}


def _table(rows: list[tuple[str, float, float | None]]) -> None:
    for name, us, base in rows:
        ratio = f"{us / base:8.1f} ×" if base else ""
        print(f"{name:<56}{us:>12,.1f}{ratio}")


if __name__ == "__main__":
    sys.exit(main())
