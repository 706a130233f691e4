"""The score sheet (评分表) of a sitting: blank for the room, and with both entries for the file. Seats and tickets
stand on it and no names, so that the work is marked and not who did it."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t

from juxian.evaluation.models import FIRST, SECOND, Attendance, Mark, Seat, Sitting
from juxian.evaluation.paper.ticket import time_of
from juxian.evaluation.queries.mark import plain
from juxian.evaluation.queries.mark_sheet import Measure, measures_of, sheets_of
from juxian.evaluation.violations import violation_label
from juxian.kit import clock
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset
from juxian.kit.punctuation import with_note

TEMPLATE = "evaluation/pdf/mark.typ"


def blank_pdf(sitting: Sitting) -> bytes:
    """Return the sheet to write on: every seat, every line, empty."""
    return _set(sitting, "blank")


def filled_pdf(sitting: Sitting) -> bytes:
    """Return both entries, the result and the signature."""
    return _set(sitting, "filled")


def _set(sitting: Sitting, kind: str) -> bytes:
    with of_the_office():
        data = _data(sitting, kind)
    return typeset(TEMPLATE, data, at=clock.now(), missing="mark")


def _data(sitting: Sitting, kind: str) -> dict[str, Any]:
    seats = list(sheets_of(sitting))
    measures = measures_of(seats, sitting.part)
    sheet = getattr(sitting, "mark_sheet", None)
    groups: dict[str, dict[str, Any]] = {}
    for seat in seats:
        lines = _lines(seat, measures.get(seat.pk))
        group = groups.setdefault(str(lines), {"lines": lines, "seats": []})
        group["seats"].append(_seat(seat))
    return {
        "kind": kind,
        "office": _t("集美区人力资源和社会保障局"),
        "record_url": f"{settings.SITE_URL}{reverse('evaluation:mark_sheet', args=[sitting.pk])}",
        "number": sitting.number,
        "title": sitting.title,
        "part": str(sitting.get_part_display()),
        "method": str(sitting.get_method_display()),
        "time": time_of(sitting),
        "place": str(sitting.room),
        "groups": list(groups.values()),
        "digest": sheet.digest if sheet else "",
        "signed": _signed(sheet) if sheet else "",
    }


def _lines(seat: Seat, measure: Measure | None) -> list[dict[str, Any]]:
    """What was measured by, once there is a mark; what would be, before."""
    mark = getattr(seat, "mark", None)
    lines = mark.measure if mark else (measure.lines if measure else [])
    return [{**line, "name": line["name"] or _t("成绩")} for line in lines]


def _seat(seat: Seat) -> dict[str, Any]:
    mark: Mark | None = getattr(seat, "mark", None)
    entries = {one.round: one for one in mark.entries.all() if one.is_current} if mark and not mark.is_blind else {}
    return {
        "seat": seat.number,
        "code": seat.code,
        "first": [str(point) for point in entries[FIRST].points] if FIRST in entries else [],
        "second": [str(point) for point in entries[SECOND].points] if SECOND in entries else [],
        "final": [str(point) for point in mark.points] if mark and mark.points else [],
        "result": _result(seat, mark),
    }


def _result(seat: Seat, mark: Mark | None) -> str:
    if seat.attendance != Attendance.PRESENT:
        code = str(violation_label(seat.violation_code)) if seat.violation_code else ""
        return with_note(str(seat.get_attendance_display()), code)
    if mark is None or mark.score is None:
        return ""
    return f"{plain(mark.score)} {_t('合格') if mark.has_passed else _t('不合格')}"


def _signed(sheet: Any) -> str:
    at = timezone.localtime(sheet.signed_at).strftime("%Y-%m-%d %H:%M")
    return f"{sheet.signed_by.split(' · ')[0]} {at}"
