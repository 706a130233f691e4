"""What offices say of one human, row by row, with the file that each row came in. For the person and for officers."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _t

from juxian.kit import clock
from juxian.kit.excel import Column
from juxian.kit.secrets import blind_index
from juxian.kit.templatetags.ui_data import yuan
from juxian.people.facts import documents
from juxian.registers.kinds import REGISTERS, Register
from juxian.registers.models import ROW_MODELS, Delivery, PersonRow, Subject
from juxian.registers.queries.delivery import in_force, next_month
from juxian.registers.queries.examination import document_number

ABOUT_PEOPLE = [register for register in REGISTERS.values() if register.is_about_people]


@dataclass(frozen=True)
class Entry:
    """One row in words: (label, value) in the order of the columns, and where it comes from."""

    values: list[tuple[str, str]]
    source: str


@dataclass(frozen=True)
class Section:
    """One register about one human. `as_of` says up to when the office has told anything; "" where it never did."""

    register: Register
    entries: list[Entry] = field(default_factory=list)
    as_of: str = ""


def subjects_of(person_id: Any) -> list[UUID]:
    """Return under which keys offices know a person, their merged rows included."""
    found = documents(pl.Series("person", [str(person_id)]))
    return list(Subject.objects.filter(identity_index__in=found["identity_index"]).values_list("pk", flat=True))


def subject_by_number(text: str) -> Subject | None:
    """Return whom offices name by this document number, or None. Raises `RuleBroken` for what is no number."""
    return Subject.objects.filter(identity_index=blind_index("identity", document_number(text))).first()


def sections_of(subjects: Sequence[UUID], known_at: dt.datetime | None = None) -> list[Section]:
    """Return every register about people, with what it says of this human as known at an instant (now)."""
    instant = known_at or clock.now()
    latest = latest_files(instant)
    return [_section(register, subjects, instant, latest) for register in ABOUT_PEOPLE]


def latest_files(known_at: dt.datetime) -> dict[str, Delivery]:
    """Return the last file of every register that counted at an instant."""
    rows = in_force(known_at).order_by("register", "-month", "-taken_in_at", "-pk").distinct("register")
    return {row.register: row for row in rows.defer("faults", "remarks")}


def source_words(delivery: Delivery) -> str:
    """Return office, file and day of taking in: where a fact comes from."""
    day = timezone.localtime(delivery.taken_in_at).date().isoformat() if delivery.taken_in_at else ""
    return _t("%(office)s，%(file)s，%(day)s导入") % {
        "office": delivery.kind.office,
        "file": delivery.file_name,
        "day": day,
    }


def as_of(delivery: Delivery | None) -> str:
    """Return up to when a register reaches: the month of its last file, or the day on which that came."""
    if delivery is None or delivery.taken_in_at is None:
        return ""
    if delivery.month:
        return f"{delivery.month:%Y-%m}"
    return timezone.localtime(delivery.taken_in_at).date().isoformat()


def _section(
    register: Register, subjects: Sequence[UUID], instant: dt.datetime, latest: dict[str, Delivery]
) -> Section:
    model = ROW_MODELS[register.key]
    known = model.objects.known_at(instant).filter(subject__in=subjects)
    rows = [row for row in known.newest().select_related("delivery") if not row.is_void]
    entries = _insurance_entries(rows) if register.key == "insurance" else [_entry(row) for row in rows]
    return Section(register, entries, as_of(latest.get(register.key)))


def _entry(row: PersonRow) -> Entry:
    register = row.kind_of_row()
    columns = [column for column in register.columns if column.key in register.values and column.key != "is_void"]
    words = [(str(column.label), word_of(column, getattr(row, column.key))) for column in columns]
    return Entry([(label, word) for label, word in words if word], source_words(row.delivery))


def word_of(column: Column, value: Any) -> str:
    """Return a value as people read it."""
    if value is None or value == "":
        return ""
    if column.kind == "money":
        return _t("%(yuan)s元") % {"yuan": yuan(value)}
    if column.kind == "month":
        return f"{value:%Y-%m}"
    if column.kind == "boolean":
        return _t("是") if value else _t("否")
    return column.options.get(str(value), str(value)) if column.choices else str(value)


def _insurance_entries(rows: Iterable[Any]) -> list[Entry]:
    """Put months in a row at one employer with one status together, the latest first: "2023-03 至 2024-02"."""
    runs: list[list[Any]] = []
    for row in sorted(rows, key=lambda row: row.month):
        if runs and _follows(row, runs[-1][-1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [_insurance_entry(run) for run in reversed(runs)]


def _follows(row: Any, last: Any) -> bool:
    is_same = (last.employer, last.status) == (row.employer, row.status)
    return is_same and next_month(last.month) == row.month


def _insurance_entry(run: list[Any]) -> Entry:
    first, last = run[0], run[-1]
    months = f"{first.month:%Y-%m}"
    if len(run) > 1:
        months = _t("%(first)s 至 %(last)s（%(count)d个月）") % {
            "first": months,
            "last": f"{last.month:%Y-%m}",
            "count": len(run),
        }
    values = [
        (_t("月份"), months),
        (_t("单位"), last.employer_name or last.employer),
        (_t("缴费状态"), str(last.get_status_display())),
    ]
    return Entry(values, source_words(last.delivery))
