"""An employer's sheet of 5,000 workers, 5 % of them wrong: previewed, imported, and sent once more.

    .venv/bin/python benchmarks/employer_batch.py                 ours alone
    .venv/bin/python benchmarks/employer_batch.py --peer PYTHON   beside django-import-export in another interpreter:
        python -m venv /tmp/peer && /tmp/peer/bin/pip install "django-import-export[xlsx]" "psycopg[binary]"
        and   --peer /tmp/peer/bin/python

Both read the same file into the same PostgreSQL, each in a process of its own, and must find the same wrong rows. The
peer (`benchmarks/import_export_batch.py`) has one plain table with the columns of the sheet and the same check of every
cell in its documented Resource, in bulk mode. Ours does more in the same time: document and phone numbers are sealed
and indexed, persons are looked up, drafts and rows are two tables with their record of changes, and a message for
every worker is queued. Seconds are wall clock and processor of Python (the database apart); memory is the peak of the
process above what it held before the first step, the jailed reader of ours apart (see `excel_in.py`). Medians.
"""

import argparse
import datetime as dt
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FAULTY = 0.05
STEPS = ("preview", "import", "same file again")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peer", help="a Python interpreter that has django-import-export")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(Path(options.measure))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return compare(Path(folder) / "workers.xlsx", options)


def compare(path: Path, options: argparse.Namespace) -> int:
    """Make the file, run each side several times, print the table. Fails where the two disagree."""
    database()
    wrong = make(path, options.rows)
    print(f"{options.rows:,} rows, {wrong} of them wrong; median of {options.runs} runs\n")
    ours = [run([sys.executable, __file__, "--measure", str(path)]) for _ in range(options.runs)]
    sides = {"juxian": ours}
    if options.peer:
        peer = Path(__file__).with_name("import_export_batch.py")
        sides["django-import-export"] = [run([options.peer, str(peer), str(path)]) for _ in range(options.runs)]
    table(sides)
    found = {name: {(row["faulty"], row["new"], row["same"]) for row in runs} for name, runs in sides.items()}
    print(
        "\nwrong, taken in, already there:", *(f"{name} {sorted(values)}" for name, values in found.items()), sep="\n  "
    )
    return 0 if len(set.union(*found.values())) == 1 and ours[0]["faulty"] == wrong else 1


def run(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])


def table(sides: dict[str, list[dict[str, Any]]]) -> None:
    print(f"{'':24}{'step':18}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'ratio':>8}")
    base = {step: middle(sides["juxian"], step, "wall") for step in STEPS}
    for name, runs in sides.items():
        for step in STEPS:
            wall, cpu, memory = (middle(runs, step, key) for key in ("wall", "cpu", "memory"))
            print(f"{name:24}{step:18}{wall:9.2f}{cpu:9.2f}{memory:9.0f}{wall / base[step]:7.1f}×")


def middle(runs: list[dict[str, Any]], step: str, key: str) -> float:
    return statistics.median(row[step][key] for row in runs)


def make(path: Path, rows: int) -> int:
    """Write the sheet with its headings; return how many rows are wrong. Numbers are made up (division 350299)."""
    from openpyxl import Workbook

    from juxian.kit.codes import synthetic_identity_number

    chance, today = random.Random(3), dt.date.today()
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append(HEADINGS)
    wrong = 0
    for number in range(rows):
        born = dt.date(1965, 1, 1) + dt.timedelta(days=number % 12_000)
        identity = synthetic_identity_number(number // 12_000 + 1, born, "male")
        if chance.random() < FAULTY:
            wrong += 1
            identity = identity[:-1] + ("1" if identity[-1] != "1" else "2")
        begins = (today - dt.timedelta(days=900)).isoformat()
        page.append(
            [f"工{number}", identity, f"139{number:08d}", "焊工", "高级工", "业绩评审", "焊工", begins, begins, 8000]
        )
    book.save(path)
    return wrong


HEADINGS = [
    "姓名",
    "证件号码",
    "手机号",
    "职业",
    "申报等级",
    "认定渠道",
    "岗位",
    "劳动合同起",
    "本单位连续参保起",
    "月工资",
]


def database() -> None:
    """Set Django up; without DATABASE_URL on a cluster of its own under var/."""
    from juxian.kit.database.testing import pytest_load_initial_conftests

    pytest_load_initial_conftests()
    os.environ["DJANGO_SETTINGS_MODULE"] = "juxian.config.settings.test"
    os.environ.setdefault("JUXIAN_TEST_DB", "benchmark_batch")
    import django

    django.setup()


def measure(path: Path) -> dict[str, Any]:
    """One run of ours in a fresh database: half of the workers are registered already."""
    database()
    from django.core.files.base import ContentFile
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        stage = make_ground(path)
        content = ContentFile(path.read_bytes(), "workers.xlsx")
        return steps_of(stage, content)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def make_ground(path: Path) -> Any:
    """The employer, this year's catalogue, and every second worker of the sheet as a registered person."""
    from openpyxl import load_workbook

    from juxian.people.models import Person
    from tests.cast import make_cast
    from tests.evaluation.factories import make_stage

    stage = make_stage(make_cast(), year=dt.date.today().year, published_on=dt.date(dt.date.today().year, 1, 1))
    persons = []
    for number, row in enumerate(
        load_workbook(path, read_only=True).worksheets[0].iter_rows(min_row=2, values_only=True)
    ):
        if number % 2:
            person = Person(birth_on=dt.date(1980, 1, 1), sex="male", is_demo=True)
            person.set_name(str(row[0]))
            person.set_identity("citizen_id", str(row[1]))
            persons.append(person)
    Person.objects.bulk_create(persons, batch_size=1_000)
    return stage


def steps_of(stage: Any, content: Any) -> dict[str, Any]:
    from juxian.evaluation.actions import begin_batch
    from juxian.evaluation.importers import check_sheet, import_sheet

    global START
    first, again = sent(stage, content), sent(stage, content)
    START = peak()
    result: dict[str, Any] = {"preview": timed(lambda: check_sheet(first))}
    first.refresh_from_db()
    new, faulty = first.new_count, first.faulty_count
    begun = begin_batch(first, by=stage.cast.wang.actor)
    result["import"] = timed(lambda: import_sheet(begun))
    result["same file again"] = timed(lambda: check_sheet(again))
    again.refresh_from_db()
    begun.refresh_from_db()
    assert (begun.done_count, again.new_count) == (new, 0)
    return {**result, "faulty": faulty, "new": new, "same": again.same_count}


def sent(stage: Any, content: Any) -> Any:
    from juxian.evaluation.actions import send_batch
    from juxian.kit.uploads import accept_upload

    by = stage.cast.wang.actor
    upload = accept_upload(content, kinds=("excel",), by=by, purpose="evaluation.batch")
    return send_batch(stage.cast.employer, upload=upload, by=by)


def timed(do: Callable[[], Any]) -> dict[str, float]:
    """Return wall and processor seconds (children too), and by how many MB the peak of this process rose above its
    start: the peak never falls, so a later step shows the highest until then."""
    started, cpu = time.perf_counter(), used()
    do()
    wall, cpu = time.perf_counter() - started, used() - cpu
    return {"wall": wall, "cpu": cpu, "memory": peak() - START}


def peak() -> float:
    """Return the peak memory in MB. Not `ru_maxrss`, which a process inherits from whoever started it."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def used() -> float:
    kinds = (resource.getrusage(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(row.ru_utime + row.ru_stime for row in kinds)


START = peak()

if __name__ == "__main__":
    sys.exit(main())
