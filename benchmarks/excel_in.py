"""How fast and how lean a sheet is read: `read_rows` (cells, and every value checked) and its first half (cells only)
beside openpyxl, which loads cells only.

    .venv/bin/python benchmarks/excel_in.py

Each reader runs in a process of its own, three times; the quickest run counts. Ours includes its jail: seconds and
megabytes are of the process and its child together. 5 % of the rows have a fault that must be found.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = (5_000, 20_000)
READERS = ("juxian", "juxian_cells", "openpyxl", "openpyxl_read_only")
FAULTY = 0.05
RUNS = 3


def prepare() -> None:
    """Make Django's words available; nothing here touches a database."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "juxian.config.settings.test"
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    import django

    django.setup()


def columns() -> list:
    from juxian.kit.excel import Column

    return [
        Column("name", "姓名", required=True),
        Column("identity_number", "身份证号", "identity", required=True),
        Column("mobile", "手机号码", "mobile"),
        Column("employer", "单位名称"),
        Column("level", "申报等级", "choice", choices={"technician": "技师", "senior": "高级工"}),
        Column("count", "带徒人数", "integer"),
        Column("amount", "金额", "money"),
        Column("hired_on", "入职日期", "date"),
        Column("since", "参保月份", "month"),
        Column("note", "备注"),
    ]


def make(path: Path, size: int) -> None:
    """Write a sheet of `size` people, one in twenty with an identity number of the wrong check digit."""
    import datetime as dt

    from juxian.kit.codes import synthetic_identity_number
    from juxian.kit.excel.export import export_bytes

    chance = random.Random(1)

    def person(number: int) -> dict:
        born = dt.date(1960, 1, 1) + dt.timedelta(days=chance.randrange(14_000))
        identity = synthetic_identity_number(number % 500, born, "male")
        if chance.random() < FAULTY:
            identity = identity[:-1] + ("1" if identity[-1] != "1" else "2")
        return {
            "name": f"吕志强{number}",
            "identity_number": identity,
            "mobile": f"138{number:08d}",
            "employer": f"演示精密制造（集美）有限公司{number % 300}",
            "level": chance.choice(["technician", "senior"]),
            "count": number % 7,
            "amount": number * 100,
            "hired_on": dt.date(2010, 1, 1) + dt.timedelta(days=number % 4000),
            "since": dt.date(2010, 1 + number % 12, 1),
            "note": "无",
        }

    path.write_bytes(export_bytes(columns(), (person(number) for number in range(size))))


def read(reader: str, path: Path) -> int:
    """Read the file and return how many rows it has, or how many faults were found."""
    if reader == "juxian":
        from juxian.kit.excel import read_rows

        return len(read_rows(path.read_bytes(), columns()).faults)
    if reader == "juxian_cells":
        from juxian.kit.excel.reading import raw_rows

        return len(raw_rows(path.read_bytes()))
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=reader.endswith("read_only"))
    return sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))


def jail_only(path: Path) -> float:
    """Return the child's peak megabytes, measured from a small process: a child inherits its parent's peak."""
    from juxian.kit.jail import run_jailed

    child = ROOT / "juxian" / "kit" / "excel" / "child.py"
    run_jailed(child, path.read_bytes(), seconds=60, megabytes=1024, arguments=("20012",))
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measure(reader: str, path: Path) -> dict[str, float]:
    """Return one run: wall and processor seconds, peak megabytes above the start, and what was found."""
    if reader == "jail":
        sys.path.insert(0, str(ROOT))
        return {"memory": jail_only(path)}
    prepare()
    columns()
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    found = read(reader, path)
    wall = time.perf_counter() - started
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime + child.ru_utime + child.ru_stime
    megabytes = (own.ru_maxrss - before.ru_maxrss) / 1024
    return {"wall": wall, "cpu": processor, "memory": megabytes, "found": found}


def run(reader: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, reader, str(path)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def best(reader: str, path: Path) -> dict[str, float]:
    result = min((run(reader, path) for _run in range(RUNS)), key=lambda one: one["wall"])
    if reader.startswith("juxian"):
        result["memory"] += run("jail", path)["memory"]
    return result


def main() -> None:
    prepare()
    print(
        f"{'rows':>7} {'reader':<20} {'seconds':>8} {'cpu s':>7} {'MB':>6} {'found':>7}   time, cpu, memory beside ours"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.xlsx"
            make(path, size)
            ours = best("juxian", path)
            for reader in READERS:
                one = ours if reader == "juxian" else best(reader, path)
                ratios = "  ".join(f"{one[key] / ours[key]:>5.2f} x" for key in ("wall", "cpu", "memory"))
                print(
                    f"{size:>7} {reader:<20} {one['wall']:>8.2f} {one['cpu']:>7.2f} {one['memory']:>6.0f}"
                    f" {one['found']:>7.0f}   {ratios}"
                )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]))))
    else:
        main()
