"""Lines of a file become rows, thousands at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from juxian.registers.models import ROW_MODELS, Delivery, Subject


@dataclass(frozen=True)
class Line:
    """A line that can be taken in: its number in the file, its values by field, and whom it is about."""

    number: int
    values: dict[str, Any]
    name: str = ""
    identity_number: str = ""
    identity_index: str = field(default="", repr=False)


def insert_rows(delivery: Delivery, lines: Sequence[Line]) -> None:
    """Insert the lines; one that stands already (a run begun anew) is left as it is."""
    model = ROW_MODELS[delivery.register]
    subjects = _subjects(lines) if delivery.kind.is_about_people else {}
    model.objects.bulk_create(
        (
            model(
                delivery=delivery,
                number=line.number,
                **({"subject_id": subjects[line.identity_index]} if subjects else {}),
                **line.values,
            )
            for line in lines
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


def _subjects(lines: Sequence[Line]) -> dict[str, UUID]:
    """Return the key of everybody in the lines by the index of their number; who is new is written down."""
    wanted = {line.identity_index: line for line in lines}
    known = _known(wanted)
    fresh = [line for index, line in wanted.items() if index not in known]
    if not fresh:
        return known
    Subject.objects.bulk_create(
        (
            Subject(identity_number=line.identity_number, identity_tail=line.identity_number[-4:], name=line.name)
            for line in fresh
        ),
        batch_size=1000,
        ignore_conflicts=True,  # another delivery may have written somebody down meanwhile
    )
    return _known(wanted)


def _known(indexes: Any) -> dict[str, UUID]:
    return dict(Subject.objects.filter(identity_index__in=list(indexes)).values_list("identity_index", "pk"))
