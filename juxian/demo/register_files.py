"""Files as other offices send them, made from the people of the demo (or of a test) and taken in by the real actions.

Everything is worked out from what is given: the same people give the same bytes. `FAULTS` are the mistakes that offices
make, each a change of some rows, so that a test can ask whether each is found and told.

    rows = insurance(jobs, dt.date(2024, 3, 1))
    deliver(csv_file("insurance", rows), "insurance", dt.date(2024, 3, 1), by=registrar)
"""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from juxian.demo.codes import demo_uscc
from juxian.demo.sheets import sheet
from juxian.kit.access import Actor
from juxian.kit.draining import drain
from juxian.kit.uploads import accept_upload
from juxian.registers import actions
from juxian.registers.permissions import FILE
from juxian.registers.queries import headings_of

Row = dict[str, str]
DISTRICT = "350211"
UNKNOWN_EMPLOYER = (demo_uscc(9_999), "外地某公司")


@dataclass(frozen=True)
class Human:
    """Somebody as an office knows them."""

    name: str
    number: str


@dataclass(frozen=True)
class Employer:
    """An employer and its stretch in the district; `from_on` None: never."""

    code: str
    name: str
    kind: str = "企业"
    from_on: dt.date | None = dt.date(2000, 1, 1)
    until_on: dt.date | None = None


@dataclass(frozen=True)
class Job:
    """Who works where; months in `unpaid` are owed."""

    human: Human
    employer: Employer
    from_on: dt.date
    until_on: dt.date | None = None
    base_fen: int = 600_000
    unpaid: frozenset[dt.date] = frozenset()


def insurance(jobs: Iterable[Job], month: dt.date, status: str = "已缴费") -> list[Row]:
    """The insurance of a month: whoever works on its first day or begins in it; the later job where there are two."""
    last_day = (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    held = [job for job in jobs if job.from_on <= last_day and (job.until_on is None or job.until_on >= month)]
    latest = {job.human.number: job for job in sorted(held, key=lambda job: job.from_on)}
    return [
        _who(job.human)
        | _at(job.employer)
        | {
            "month": f"{month:%Y-%m}",
            "base_fen": _yuan(job.base_fen),
            "status": "欠缴" if month in job.unpaid else status,
        }
        for job in latest.values()
    ]


def contracts(jobs: Iterable[Job]) -> list[Row]:
    """The contracts on file; one without an end is without fixed term."""
    return [
        _who(job.human)
        | _at(job.employer)
        | {
            "from_on": job.from_on.isoformat(),
            "until_on": _day(job.until_on),
            "is_open_ended": "" if job.until_on else "是",
        }
        for job in jobs
    ]


def places(employers: Iterable[Employer]) -> list[Row]:
    """Where employers are, and since when."""
    return [
        _at(employer) | {"kind": employer.kind, "from_on": _day(employer.from_on), "until_on": _day(employer.until_on)}
        for employer in employers
    ]


def rents(
    humans: Iterable[Human], from_month: dt.date, paid_on: dt.date, months: int = 6, amount_fen: int = 300_000
) -> list[Row]:
    """The city's half rent for a period, paid in the district."""
    return [
        _who(human)
        | {
            "from_month": f"{from_month:%Y-%m}",
            "months": str(months),
            "amount_fen": _yuan(amount_fen),
            "paid_on": paid_on.isoformat(),
            "division": DISTRICT,
            "account_tail": f"{place % 10_000:04d}",
        }
        for place, human in enumerate(humans, start=1001)
    ]


def scheme(
    humans: Iterable[Human], qualified_on: dt.date, first_insured_on: dt.date, degree: str = "本科"
) -> list[Row]:
    """Whom the city's half-rent scheme took in."""
    return [
        _who(human)
        | {
            "degree": degree,
            "is_full_time": "是",
            "qualified_on": qualified_on.isoformat(),
            "first_insured_on": first_insured_on.isoformat(),
            "first_contract_on": first_insured_on.isoformat(),
        }
        for human in humans
    ]


def dishonest(human: Human, listed_on: dt.date, removed_on: dt.date | None = None) -> Row:
    """A time on the list of joint punishment."""
    return _who(human) | {"listed_on": listed_on.isoformat(), "removed_on": _day(removed_on)}


def ended(human: Human, kind: str, happened_on: dt.date) -> Row:
    """A death (死亡) or a retirement (退休)."""  # untranslated: words of the file
    return _who(human) | {"kind": kind, "happened_on": happened_on.isoformat()}


def csv_file(register: str, rows: Sequence[Row], name: str = "", encoding: str = "utf-8-sig") -> ContentFile:
    """The rows as an office's system writes them."""
    headings, text = headings_of(register), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings.values())
    writer.writerows([row.get(key, "") for key in headings] for row in rows)
    return ContentFile(text.getvalue().encode(encoding), name=name or f"{register}.csv")


def workbook(register: str, rows: Sequence[Row], name: str = "") -> ContentFile:
    """The rows in our template, as an office fills it in by hand."""
    headings = headings_of(register)
    lines = [[row.get(key, "") for key in headings] for row in rows]
    return sheet(headings.values(), lines, name or f"{register}.xlsx")


def send(file: ContentFile, register: str, month: dt.date | None = None, *, by: Actor) -> Any:
    """Send a file; the platform reads it and says what is wrong with which row."""
    upload = accept_upload(file, kinds=("excel", "csv"), by=by, purpose=FILE)
    delivery = actions.send_delivery(upload, register=register, month=month, by=by)
    drain()
    delivery.refresh_from_db()
    return delivery


def deliver(file: ContentFile, register: str, month: dt.date | None = None, *, by: Actor) -> Any:
    """Send a file and take its fit rows in."""
    delivery = actions.begin_delivery(send(file, register, month, by=by), by=by)
    drain()
    delivery.refresh_from_db()
    return delivery


def wrong_digit(rows: list[Row]) -> list[Row]:
    """The last digit of a number is another one."""
    number = rows[0]["identity_number"]
    return [rows[0] | {"identity_number": number[:-1] + ("1" if number[-1] != "1" else "2")}, *rows[1:]]


def other_name(rows: list[Row]) -> list[Row]:
    """A name that belongs to another number."""
    return [rows[0] | {"name": rows[0]["name"] + "华"}, *rows[1:]]


def twice(rows: list[Row]) -> list[Row]:
    """Somebody stands in the file twice."""
    return [*rows, rows[0]]


def wrong_month(rows: list[Row]) -> list[Row]:
    """A row of another month."""
    return [*rows[:-1], rows[-1] | {"month": "2020-01"}]


def unknown_employer(rows: list[Row]) -> list[Row]:
    """An employer of whom nobody has said where it is."""
    code, name = UNKNOWN_EMPLOYER
    return [rows[0] | {"employer": code, "employer_name": name}, *rows[1:]]


def late_row(rows: list[Row]) -> list[Row]:
    """Only the row that was forgotten, as paid later."""
    return [rows[0] | {"status": "补缴"}]


FAULTS: Mapping[str, Callable[[list[Row]], list[Row]]] = {
    fault.__name__: fault for fault in (wrong_digit, other_name, twice, wrong_month, unknown_employer, late_row)
}


def _who(human: Human) -> Row:
    return {"name": human.name, "identity_number": human.number}


def _at(employer: Employer) -> Row:
    return {"employer": employer.code, "employer_name": employer.name}


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"
