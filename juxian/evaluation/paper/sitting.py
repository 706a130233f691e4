"""The papers of a sitting: door list, sign-in sheet, seat labels, invigilation log. For one room or a whole day."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Attendance, Seat, Sitting
from juxian.evaluation.paper.ticket import time_of
from juxian.evaluation.violations import violation_label
from juxian.kit import clock
from juxian.kit.codes import mask_name
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset

TEMPLATE = "evaluation/pdf/sitting.typ"
PAPERS = {
    "door_list": _("门贴"),
    "sign_in_sheet": _("签到表"),
    "seat_labels": _("桌贴"),
    "invigilation_log": _("考场记录"),
}


def papers_pdf(sittings: Iterable[Sitting], papers: Collection[str] = tuple(PAPERS)) -> bytes:
    """Return the papers of these sittings, sitting by sitting. A document of one sitting leads back to its record."""
    rows = list(sittings)
    with of_the_office():
        data: dict[str, Any] = {
            "office": _t("集美区人力资源和社会保障局"),
            "papers": [paper for paper in PAPERS if paper in papers],
            "sittings": [_sitting(one) for one in rows],
        }
    if len(rows) == 1:
        data["record_url"] = f"{settings.SITE_URL}{reverse('evaluation:sitting_detail', args=[rows[0].pk])}"
    return typeset(TEMPLATE, data, at=clock.now(), missing="mark")


def _sitting(sitting: Sitting) -> dict[str, Any]:
    seats = list(sitting.seats.in_order())
    return {
        "number": sitting.number,
        "title": sitting.title,
        "part": str(sitting.get_part_display()),
        "method": str(sitting.get_method_display()),
        "time": time_of(sitting),
        "site": sitting.room.site.name,
        "address": sitting.room.site.address,
        "room": sitting.room.name,
        "staff": [
            [str(one.get_duty_display()), one.person.name]
            for one in sitting.staff.select_related("person").order_by("duty")
        ],
        "seats": [_seat(seat) for seat in seats],
        "counts": _counts(sitting, seats),
        "absent": [_line(seat) for seat in seats if seat.attendance == Attendance.ABSENT],
        "violations": [_violation(seat) for seat in seats if seat.attendance == Attendance.VIOLATION],
        "log": [
            [_clock(row.at), str(row.get_kind_display()), row.text, row.by.split(" · ")[0]] for row in sitting.log.all()
        ],
        "started": _clock(sitting.started_at),
        "ended": _clock(sitting.ended_at),
    }


def _seat(seat: Seat) -> dict[str, Any]:
    applicant = seat.application.applicant
    return {
        "seat": seat.number,
        "name": applicant.name,
        "masked_name": mask_name(applicant.name),
        "identity": applicant.masked_identity,
        "tail": applicant.identity_tail,
        "number": seat.application.number or "",
        "code": seat.code,
        "checked_in": _clock(seat.checked_in_at),
    }


def _counts(sitting: Sitting, seats: list[Seat]) -> dict[str, int | None]:
    """Expected, come, absent, violations; the last three are unknown before the day and left to the pen."""
    if sitting.state not in ("under_way", "ended"):
        return {"expected": len(seats), "present": None, "absent": None, "violations": None}
    found = Counter(seat.attendance for seat in seats)
    return {
        "expected": len(seats),
        "present": sum(seat.checked_in_at is not None for seat in seats),
        "absent": found[Attendance.ABSENT],
        "violations": found[Attendance.VIOLATION],
    }


def _line(seat: Seat) -> str:
    return _t("%(seat)d座%(name)s") % {"seat": seat.number, "name": seat.application.applicant.name}


def _violation(seat: Seat) -> list[str]:
    return [str(seat.number), seat.application.applicant.name, str(violation_label(seat.violation_code)), seat.note]


def _clock(instant: Any) -> str:
    return timezone.localtime(instant).strftime("%H:%M") if instant else ""
