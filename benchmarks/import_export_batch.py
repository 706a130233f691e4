"""The peer of `employer_batch.py`: the same sheet through django-import-export's Resource as it is documented, with
`skip_unchanged`, bulk mode, cached look-ups, and a dry run for the preview. Runs in an interpreter of its own, against
the same PostgreSQL, in a table that it makes and drops; prints JSON.
"""

import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import django
from django.conf import settings

address = urlparse(os.environ["DATABASE_URL"])
settings.configure(
    INSTALLED_APPS=["import_export"],
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": address.path.lstrip("/"),
            "USER": address.username,
            "PASSWORD": address.password,
            "HOST": address.hostname,
            "PORT": address.port,
        }
    },
)
django.setup()

import tablib  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connection, models  # noqa: E402
from import_export import fields, resources, widgets  # noqa: E402
from import_export.instance_loaders import CachedInstanceLoader  # noqa: E402

WEIGHTS, DIGITS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
LEVELS = {"中级工": "intermediate", "高级工": "senior", "技师": "technician", "高级技师": "senior_technician"}
CHANNELS = {"证书认定": "certificate", "企业自主评价": "employer", "业绩评审": "contribution"}
TRADES = {"焊工": 1}


class Worker(models.Model):
    """The columns of the sheet."""

    name = models.CharField(max_length=60)
    identity_number = models.CharField(max_length=18)
    phone = models.CharField(max_length=11)
    occupation = models.IntegerField()
    level = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    post = models.CharField(max_length=100)
    contract_from_on = models.DateField()
    insured_since_on = models.DateField()
    monthly_pay = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        app_label = "import_export"
        db_table = "benchmark_import_export_worker"
        constraints = [
            models.UniqueConstraint(fields=["identity_number", "occupation", "level"], name="benchmark_one_worker")
        ]


def check_identity(value: Any) -> None:
    """A citizen's number with its check digit (GB 11643)."""
    text = str(value or "").strip().upper()
    if not re.fullmatch(r"\d{17}[\dX]", text):
        raise ValidationError("not a number of 18 characters")
    if DIGITS[sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False)) % 11] != text[17]:
        raise ValidationError("the check digit is wrong")


class PhoneWidget(widgets.CharWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if not re.fullmatch(r"1[3-9]\d{9}", str(value)):
            raise ValidationError("not a mobile number")
        return str(value)


class ChoiceWidget(widgets.Widget):
    def __init__(self, choices: dict[str, Any]):
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if value not in self.choices:
            raise ValidationError("not on the list")
        return self.choices[value]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value)


class WorkerResource(resources.ModelResource):
    """Every column under its heading, checked by its widget."""

    name = fields.Field("name", "姓名", widgets.CharWidget())
    identity_number = fields.Field("identity_number", "证件号码", widgets.CharWidget())
    phone = fields.Field("phone", "手机号", PhoneWidget())
    occupation = fields.Field("occupation", "职业", ChoiceWidget(TRADES))
    level = fields.Field("level", "申报等级", ChoiceWidget(LEVELS))
    channel = fields.Field("channel", "认定渠道", ChoiceWidget(CHANNELS))
    post = fields.Field("post", "岗位", widgets.CharWidget())
    contract_from_on = fields.Field("contract_from_on", "劳动合同起", widgets.DateWidget("%Y-%m-%d"))
    insured_since_on = fields.Field("insured_since_on", "本单位连续参保起", widgets.DateWidget("%Y-%m-%d"))
    monthly_pay = fields.Field("monthly_pay", "月工资", widgets.DecimalWidget())

    class Meta:
        model = Worker
        import_id_fields = ("identity_number",)
        instance_loader_class = CachedInstanceLoader  # one query for all rows; it takes a single key field
        skip_unchanged = True
        report_skipped = True
        use_bulk = True
        batch_size = 1_000

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """Not in the widget: the cached look-up cleans every key before any row, and stops at the first wrong one."""
        check_identity(row["证件号码"])


def main() -> None:
    path = Path(sys.argv[1])
    with connection.schema_editor() as editor:
        editor.execute('DROP TABLE IF EXISTS "benchmark_import_export_worker"')
        editor.create_model(Worker)
    try:
        print(json.dumps(steps_of(path)))
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Worker)


def steps_of(path: Path) -> dict[str, Any]:
    results: list[Any] = []
    answer = {
        "preview": timed(lambda: results.append(take_in(path, dry_run=True))),
        "import": timed(lambda: results.append(take_in(path, dry_run=False))),
    }
    new = Worker.objects.count()
    answer["same file again"] = timed(lambda: results.append(take_in(path, dry_run=True)))
    faulty = len(results[0].invalid_rows) + len(results[0].row_errors())
    return {**answer, "faulty": faulty, "new": new, "same": results[2].totals["skip"]}


def take_in(path: Path, *, dry_run: bool) -> Any:
    dataset = tablib.Dataset().load(path.read_bytes(), format="xlsx")
    return WorkerResource().import_data(dataset, dry_run=dry_run, raise_errors=False)


def timed(do: Callable[[], Any]) -> dict[str, float]:
    started, cpu = time.perf_counter(), time.process_time()
    do()
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    return {"wall": wall, "cpu": cpu, "memory": peak() - START}


def peak() -> float:
    """Return the peak memory in MB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


START = peak()

if __name__ == "__main__":
    main()
