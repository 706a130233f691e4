"""The day of the sitting, on the phone of whoever invigilates. Every step is a form: it works without a camera and
without JavaScript."""

from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import check_in, end_sitting, record_violation, start_sitting, undo_check_in, write_log
from juxian.evaluation.forms.invigilation import CodeForm, LogForm, ViolationForm
from juxian.evaluation.models import Seat, Sitting
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.files import may_read_portrait
from juxian.evaluation.states import SITTING
from juxian.evaluation.views.sitting import get_sitting
from juxian.evaluation.violations import violation_label
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render

SERVE = audience(Audience.OFFICE, Permission.INVIGILATE)
PAGE = "evaluation/officer/sitting_day.html"


@SERVE
@require_GET
def sitting_day(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Check in, see who is missing, begin, note, end."""
    return render(request, PAGE, _context(get_sitting(request, pk)))


@SERVE
@require_POST
def sitting_check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One ticket; the page stays ready for the next."""
    sitting = get_sitting(request, pk)
    form = CodeForm(request.POST)
    if seat := attempt(form, partial(check_in, sitting, by=request.actor)):
        messages.success(request, _("%(seat)d座%(name)s签到成功。") % _words_of(seat))
        return redirect("evaluation:sitting_day", pk)
    return render(request, PAGE, {**_context(sitting), "code_form": form}, status=422)


@SERVE
@require_POST
def seat_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    seat = _seat(request, pk)
    undo_check_in(seat.sitting, seat=seat, by=request.actor)
    return redirect("evaluation:sitting_day", seat.sitting_id)


@SERVE
@require_http_methods(["GET", "POST"])
def seat_violation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was seen; the part is void."""
    seat = _seat(request, pk)
    form = ViolationForm(request.POST or None)
    if attempt(form, partial(record_violation, seat.sitting, seat=seat, by=request.actor)):
        return redirect("evaluation:sitting_day", seat.sitting_id)
    return render(request, "evaluation/officer/seat_violation.html", {"form": form, "seat": seat})


@SERVE
@require_POST
def sitting_log(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = get_sitting(request, pk)
    form = LogForm(request.POST)
    if attempt(form, partial(write_log, sitting, by=request.actor)):
        return redirect("evaluation:sitting_day", pk)
    return render(request, PAGE, {**_context(sitting), "log_form": form}, status=422)


@SERVE
@require_POST
def sitting_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    start_sitting(get_sitting(request, pk), by=request.actor)
    return redirect("evaluation:sitting_day", pk)


@SERVE
@require_POST
def sitting_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    end_sitting(get_sitting(request, pk), by=request.actor)
    messages.success(request, _("考试已结束，没有签到的记为缺考。请打印考场记录签字。"))
    return redirect("evaluation:sitting_detail", pk)


@SERVE
@require_GET
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """Where the code on a ticket leads when it is scanned with any camera: whose it is, with one button."""
    joined = ("sitting__room__site", "application__applicant", "application__portrait")
    rows = Seat.objects.visible_to(request.actor).select_related(*joined)
    seat = get_object_or_404(rows, code=code)
    portrait = seat.application.portrait
    context = {
        "seat": seat,
        "sitting": seat.sitting,
        "portrait": portrait if portrait and may_read_portrait(request.actor, portrait) else None,
    }
    return render(request, "evaluation/officer/ticket.html", context)


def _context(sitting: Sitting) -> dict[str, Any]:
    seats = list(sitting.seats.in_order())
    for seat in seats:
        seat.violation = violation_label(seat.violation_code)
    found = Counter(seat.attendance for seat in seats)
    return {
        "sitting": sitting,
        "seats": seats,
        "expected": len(seats),
        "present": found["present"],
        "missing": found["expected"] + found["absent"],
        "violations": found["violation"],
        "log": sitting.log.all(),
        "open": {row.event: True for row in SITTING.open_events(sitting.state)},
        "is_going_on": sitting.state in ("published", "under_way"),
        "code_form": CodeForm(),
        "log_form": LogForm(),
    }


def _seat(request: HttpRequest, pk: UUID) -> Seat:
    rows = Seat.objects.visible_to(request.actor).select_related("sitting__room__site", "application__applicant")
    return get_object_or_404(rows, pk=pk)


def _words_of(seat: Seat) -> dict[str, Any]:
    return {"seat": seat.number, "name": seat.application.applicant.name}
