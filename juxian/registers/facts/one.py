"""One person's facts with their sources, for an explanation. The values are those of the bulk, so that both agree."""

import datetime as dt
from typing import Any
from uuid import UUID

import polars as pl

from juxian.policy import Given
from juxian.policy.dates import MASK_MONTHS, month_index
from juxian.registers.facts.monthly import FACT_REGISTERS, facts_in
from juxian.registers.kinds import TRUST
from juxian.registers.models import ROW_MODELS, Delivery
from juxian.registers.queries.shown import latest_files, source_words, subjects_of


def given_of(person_id: Any, month: dt.date, known_at: dt.datetime) -> dict[str, Given]:
    """Return what is known of one person for a month, as `policy.explain` takes it. Not known is left out."""
    first = month.replace(day=1)
    row = facts_in(first, pl.Series("person", [str(person_id)]), known_at).row(0, named=True)
    values = {name: _shown(name, row[name], first) for name in FACT_REGISTERS if row[name] is not None}
    sources = _sources(person_id, first, known_at, {FACT_REGISTERS[name] for name in values})
    return {name: Given(value, TRUST, sources[FACT_REGISTERS[name]]) for name, value in values.items()}


def months_in(mask: int, month: dt.date) -> list[str]:
    """Return the months of a mask, the earliest first: ["2024-02", "2024-03"]."""
    here = month_index(month)
    indexes = [here - bit for bit in range(MASK_MONTHS) if mask >> bit & 1]
    return [f"{index // 12:04d}-{index % 12 + 1:02d}" for index in reversed(indexes)]


def _shown(name: str, value: Any, month: dt.date) -> Any:
    return months_in(value, month) if name.endswith("_months") else value


def _sources(person_id: Any, month: dt.date, known_at: dt.datetime, registers: set[str]) -> dict[str, str]:
    """Return for each register where its facts about the person come from: the file of their last row, or, where it
    has none about them, the last file of the register."""
    subjects, latest = subjects_of(person_id), latest_files(known_at)
    return {register: _source(register, subjects, month, known_at, latest) for register in registers}


def _source(
    register: str, subjects: list[UUID], month: dt.date, known_at: dt.datetime, latest: dict[str, Delivery]
) -> str:
    model = ROW_MODELS[register]
    rows: Any = model.objects.known_at(known_at)
    if model.kind_of_row().is_about_people:
        rows = rows.filter(subject__in=subjects)
        rows = rows.filter(month__lte=month).order_by("-month") if register == "insurance" else rows
        row = rows.order_by(*rows.query.order_by, "-delivery__taken_in_at").select_related("delivery").first()
        if row:
            return source_words(row.delivery)
    return source_words(latest[register]) if register in latest else ""
