"""Taking in a file, after the answer: read it, judge every row, keep the preview or insert the rows."""

from collections.abc import Iterator
from typing import Any

from juxian.kit.errors import RuleBroken
from juxian.kit.excel import Reading
from juxian.registers.actions import (
    check_delivery,
    finish_delivery,
    refuse_delivery_file,
    stop_delivery,
    take_in_rows,
)
from juxian.registers.actions.rows import Line
from juxian.registers.forms.delivery import read_delivery
from juxian.registers.models import Delivery
from juxian.registers.queries.examination import Examination, examine
from juxian.registers.states import DeliveryState

CHUNK = 5_000  # rows a transaction, so that the page can show how far it is


def check_file(delivery: Delivery) -> Delivery:
    """Judge the file and keep what it would do. A file that cannot be used says why."""
    if delivery.state != DeliveryState.CHECKING:
        return delivery
    try:
        reading, found = _examined(delivery)
    except RuleBroken as error:
        return refuse_delivery_file(delivery, reason=error.message)
    return check_delivery(delivery, counts=found.counts, faults=reading.notes, remarks=found.remarks)


def take_in_file(delivery: Delivery) -> Delivery:
    """Insert the rows. The file is judged again, for the world has moved since the preview. Rows count only when all
    are in, and a line is inserted once: a run that was cut short is simply begun anew."""
    if delivery.state != DeliveryState.TAKING_IN:
        return delivery
    reading, found = _examined(delivery)
    note: dict[str, Any] = {"counts": found.counts, "faults": reading.notes, "remarks": found.remarks}
    if not found.fit or (delivery.is_whole and reading.faults):
        return stop_delivery(delivery, **note)
    done = 0
    for chunk in _chunks(_lines(delivery, found)):
        done += len(chunk)
        take_in_rows(delivery, lines=chunk, done_count=done)
    return finish_delivery(delivery, **note)


def _examined(delivery: Delivery) -> tuple[Reading, Examination]:
    reading = read_delivery(delivery)
    return reading, examine(delivery, reading)


def _lines(delivery: Delivery, found: Examination) -> list[Line]:
    """Return the fit rows as the tables keep them."""
    names = delivery.kind.values
    return [
        Line(
            number,
            {name: row[name] for name in names},
            row.get("name", ""),
            row.get("identity_number", ""),
            found.indexes.get(row.get("identity_number", ""), ""),
        )
        for number, row in found.fit.items()
    ]


def _chunks(lines: list[Line]) -> Iterator[list[Line]]:
    return (lines[start : start + CHUNK] for start in range(0, len(lines), CHUNK))
