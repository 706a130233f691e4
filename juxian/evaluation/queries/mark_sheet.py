"""The marks of a sitting as a sheet: who is to be marked by which measure, how far it is, and whether it still is what
was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from juxian.evaluation import signing
from juxian.evaluation.models import Attendance, Mark, MarkEntry, MarkSheet, MarkVersion, Seat, Sitting
from juxian.evaluation.queries.scheme import schemes_of
from juxian.evaluation.states import MarkState, SittingState
from juxian.kit.access import Actor
from juxian.kit.canonical import canonical

WHOLE = [{"name": "", "weight": 100, "minimum": 0}]  # a part without a rubric is one number


@dataclass(frozen=True)
class Measure:
    """By what a part is marked."""

    lines: list[dict[str, Any]]
    pass_score: int


@dataclass(frozen=True)
class Row:
    """A candidate on the sheet of one round, as one enterer sees it: only what they entered themselves. `is_taken`:
    somebody else has entered this round, or the same person the other one."""

    seat: Seat
    measure: Measure | None
    mark: Mark | None
    points: list[int] | None
    is_taken: bool

    @property
    def is_open(self) -> bool:
        """Whether this enterer may write into the row now."""
        state = self.mark.state if self.mark else MarkState.WAITING
        free = state in (MarkState.WAITING, MarkState.ENTERED, MarkState.DISAGREED)
        return free and not self.is_taken and self.measure is not None


@dataclass(frozen=True)
class Progress:
    """How many candidates of a sitting stand where."""

    present: int
    absent: int
    unclear: int
    first: int
    second: int
    disagreed: int
    agreed: int
    signed: int
    released: int

    @property
    def is_ready(self) -> bool:
        """Every candidate has a result that two people agree upon, or none because they did not sit."""
        return not self.unclear and self.present == self.agreed and self.present + self.absent > 0


def measures_of(seats: Iterable[Seat], part: str) -> dict[UUID, Measure]:
    """Return by what each candidate is marked, by the key of the seat; whoever has no scheme is left out."""
    rows = list(seats)
    schemes = schemes_of([seat.application for seat in rows])
    found = {}
    for seat in rows:
        application = seat.application
        scheme = schemes.get((application.item.occupation_id, application.level)) if application.item else None
        for one in scheme.parts.all() if scheme else ():
            if one.part == part:
                lines = [
                    {"name": line.name, "weight": line.weight, "minimum": line.minimum} for line in one.rubric.all()
                ]
                found[seat.pk] = Measure(lines or WHOLE, one.pass_score)
    return found


def rows_for(sitting: Sitting, round: int, actor: Actor) -> list[Row]:
    """Return the present candidates by seat, as this person may see them while entering: blind to the other round."""
    seats = list(_seats(sitting).filter(attendance=Attendance.PRESENT))
    measures = measures_of(seats, sitting.part)
    current = list(MarkEntry.objects.filter(mark__seat__in=seats, is_current=True).select_related("mark"))
    return [_row(seat, measures.get(seat.pk), current, round, actor) for seat in seats]


def progress_of(sitting: Sitting) -> Progress:
    return progress_of_all([sitting])[sitting.pk]


def progress_of_all(sittings: Iterable[Sitting]) -> dict[UUID, Progress]:
    """Return how far each sitting is: one query."""
    counted = Seat.objects.filter(sitting__in=list(sittings)).order_by().values("sitting").annotate(**_COUNTS)
    found = {row.pop("sitting"): Progress(**row) for row in counted}
    return {one.pk: found.get(one.pk, Progress(*[0] * 9)) for one in sittings}


def sheets_of(sitting: Sitting) -> QuerySet[Seat]:
    """The seats of a sitting with marks and both entries: for the chief, the third person and the signed paper."""
    return _seats(sitting).select_related("mark").prefetch_related("mark__entries", "mark__versions")


def content_of_sheet(sitting: Sitting, versions: Iterable[MarkVersion]) -> str:
    """Return the canonical text that the chief signs: the sitting, and every candidate with the first version of the
    result. Nothing personal beyond the number of the application stands in it."""
    rows = sorted((content_of_version(one) for one in versions), key=lambda row: str(row["seat"]).zfill(6))
    return canonical({"v": 1, "sitting": sitting.number, "part": sitting.part, "marks": rows})


def content_of_version(version: MarkVersion) -> dict[str, Any]:
    """Return what a signature covers of one result."""
    mark = version.mark
    return {
        "application": mark.application.number or str(mark.application_id),
        "seat": mark.seat.number if mark.seat else 0,
        "part": mark.part,
        "measure": mark.measure,
        "pass_score": mark.pass_score,
        "version": version.number,
        "attendance": version.attendance,
        "points": version.points,
        "score": None if version.score is None else f"{version.score:.2f}",
        "passed": version.has_passed,
        "reason": version.reason,
    }


def is_sheet_intact(sheet: MarkSheet) -> bool:
    """Tell whether the rows of today are what the chief signed, and the signature is ours."""
    first = MarkVersion.objects.filter(mark__seat__sitting=sheet.sitting_id, number=1)
    text = content_of_sheet(sheet.sitting, first.select_related("mark__application", "mark__seat"))
    return text == sheet.content and signing.is_genuine(sheet.content, sheet.digest, sheet.signature)


def is_mark_intact(mark: Mark) -> bool:
    """Tell whether the mark says what its newest signed version says, and that version is ours."""
    version = mark.versions.order_by("-number").first()
    if version is None:
        return not mark.is_locked
    now = (mark.points, mark.score, mark.has_passed, mark.attendance)
    same = now == (version.points, version.score, version.has_passed, version.attendance)
    text = canonical(content_of_version(version))
    return same and text == version.content and signing.is_genuine(text, version.digest, version.signature)


def sittings_to_mark(actor: Actor) -> QuerySet[Sitting]:
    """Sittings that are over and whose marks are not all released, with those that were."""
    ended = Sitting.objects.visible_to(actor).filter(state=SittingState.ENDED)
    return ended.select_related("room__site", "mark_sheet").order_by("-starts_at", "number")


def _seats(sitting: Sitting) -> QuerySet[Seat]:
    rows = Seat.objects.filter(sitting=sitting).order_by("number")
    return rows.select_related("application__applicant", "application__item__occupation", "mark")


def _row(seat: Seat, measure: Measure | None, current: list[MarkEntry], round: int, actor: Actor) -> Row:
    own = [entry for entry in current if entry.mark.seat_id == seat.pk]
    mine = next((one for one in own if one.round == round and one.entered_by_id == actor.person_id), None)
    is_taken = mine is None and any(one.round == round or one.entered_by_id == actor.person_id for one in own)
    mark = getattr(seat, "mark", None)
    return Row(seat, measure, mark, mine.points if mine else None, is_taken)


def _at(*states: str) -> Count:
    sat = Q(attendance=Attendance.PRESENT, mark__state__in=states)
    return Count("pk", filter=sat, distinct=True)


_LATER = (MarkState.AGREED, MarkState.SIGNED, MarkState.RELEASED)
_COUNTS = {
    "present": Count("pk", filter=Q(attendance=Attendance.PRESENT), distinct=True),
    "absent": Count("pk", filter=Q(attendance__in=[Attendance.ABSENT, Attendance.VIOLATION]), distinct=True),
    "unclear": Count("pk", filter=Q(attendance=Attendance.EXPECTED), distinct=True),
    "first": _at(MarkState.ENTERED, MarkState.DISAGREED, *_LATER),
    "second": _at(MarkState.DISAGREED, *_LATER),
    "disagreed": _at(MarkState.DISAGREED),
    "agreed": _at(*_LATER),
    "signed": _at(MarkState.SIGNED, MarkState.RELEASED),
    "released": _at(MarkState.RELEASED),
}
