"""The step to the bank with 60 kill -9: how often a payment is paid twice, and how often one is lost without a word.

    .venv/bin/python benchmarks/bank_step_kills.py [--kills 60] [--batches 150] [--payees 4]

A worker submits sealed batches and drops their files in a folder; a bank takes every file and pays every line of it,
without asking whether it did before. The worker is killed at random instants and whenever a file appears, and is
started again with the jobs that were cut off. Then the bank's statement is taken in, a person looks up what it does not
name, and what never went is paid by later batches: in the end every month must be paid exactly once.

The peer is the same worker with the usual mistake: a file that is not known to have arrived is sent again.
Real PostgreSQL, a database of the benchmark's own, dropped afterwards.
"""

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--batches", type=int, default=150)
    parser.add_argument("--payees", type=int, default=4)
    options = parser.parse_args()
    database()
    sides = {name: side(name, options) for name in ("ours", "naive")}
    table(sides)
    ours = sides["ours"]
    sound = ours["count"].paid_twice == ours["count"].silently_lost == 0 and ours["exact"]
    return 0 if sound and sides["naive"]["count"].paid_twice else 1


def database() -> None:
    """Set Django up; without DATABASE_URL on a cluster of its own under var/."""
    from juxian.kit.database.testing import pytest_load_initial_conftests

    pytest_load_initial_conftests()
    os.environ["DJANGO_SETTINGS_MODULE"] = "juxian.config.settings.test"
    os.environ["JUXIAN_TEST_DB"] = "benchmark_bank_step"
    import django

    django.setup()


def side(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """One worker in a fresh database."""
    from django.db import connection
    from django.test.utils import override_settings, setup_test_environment, teardown_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            gateway = "juxian.payments.gateways.bank.FolderDrop"
            with override_settings(BANK_GATEWAY=gateway, BANK_DROP_DIR=Path(folder)):
                return measure(name, Path(folder), options)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
        teardown_test_environment()


def measure(name: str, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    from tests.cast import make_cast
    from tests.payments import kills
    from tests.payments.batches import make_office

    office = make_office(make_cast(), options.payees, fen=0)
    kills.seal_batches(office, options.batches)
    bank = kills.Bank(folder)
    began = time.perf_counter()
    killed = kills.kill_again_and_again(partial(getattr(kills, name), office), bank, options.kills)
    seconds = time.perf_counter() - began
    found = kills.count(bank, killed)
    if name == "naive":
        return {"count": found, "seconds": seconds, "exact": None}
    kills.clear_up(office, bank)
    return {"count": found, "seconds": seconds, "exact": kills.is_exact(office, bank)}


def table(sides: dict[str, dict[str, Any]]) -> None:
    names = ("kills", "payments", "files", "paid_twice", "silently_lost", "unknown", "unknown_but_paid")
    print(f"{'':44}" + "".join(f"{name:>10}" for name in sides))
    for name in names:
        print(f"{name.replace('_', ' '):44}" + "".join(f"{getattr(one['count'], name):>10}" for one in sides.values()))
    exact = {True: "yes", False: "NO", None: "-"}
    print(
        f"{'paid exactly once after the statement':44}"
        + "".join(f"{exact[one['exact']]:>10}" for one in sides.values())
    )
    print(f"{'seconds':44}" + "".join(f"{one['seconds']:>10.1f}" for one in sides.values()))


if __name__ == "__main__":
    raise SystemExit(main())
