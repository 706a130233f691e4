"""A booth's side of a timetable: interviewers and preferences before, appointments after."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.fairs.actions import hold_appointment, miss_appointment, state_booth_side
from juxian.fairs.forms.timetable import BoothSideForm
from juxian.fairs.models import Appointment, Booth, BoothSide
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.timetable import asking_for, booth_appointments, side_of
from juxian.kit.access import Audience
from juxian.kit.codes import mask_name
from juxian.kit.errors import RuleBroken
from juxian.kit.views import audience, render
from juxian.recruitment.queries.job_application import profile_of

SERVES = audience(Audience.ORGANISATION, Permission.SERVE_BOOTH)


@SERVES
@require_http_methods(["GET", "HEAD", "POST"])
def booth_timetable(request: HttpRequest, pk: UUID) -> HttpResponse:
    """State the booth's side while preferences are collected; read the appointments once they are published."""
    booth = _booth(request, pk)
    side = side_of(booth)
    form = _form(request, side) if side and side.timetable.takes_preferences else None
    if form and request.method == "POST" and form.is_valid() and _stated(request, booth, form):
        messages.success(request, _t("展位意向已保存，截止前可以修改。"))
        return redirect("fairs:booth_timetable", pk)
    context = {
        "booth": booth,
        "event": booth.event,
        "timetable": side.timetable if side else None,
        "form": form,
        "rows": booth_appointments(booth) if side and side.timetable.is_published else [],
    }
    return render(request, "fairs/organisation/timetable.html", context)


@SERVES
@require_POST
def appointment_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, hold_appointment, _t("已记为已面谈。"))


@SERVES
@require_POST
def appointment_miss(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, miss_appointment, _t("已记为未到。主办方可以把空出的时间安排给别人。"))


def _step(request: Any, pk: UUID, do: Callable[..., Any], words: str) -> HttpResponse:
    rows = Appointment.objects.visible_to(request.actor).filter(booth__organisation=request.actor.organisation_id)
    appointment = get_object_or_404(rows.select_related("booth__event", "entrant"), pk=pk)
    do(appointment, by=request.actor)
    messages.success(request, words)
    return redirect("fairs:booth_timetable", appointment.booth_id)


def _booth(request: Any, pk: UUID) -> Booth:
    rows = Booth.objects.visible_to(request.actor).filter(organisation=request.actor.organisation_id)
    return get_object_or_404(rows.select_related("event", "organisation"), pk=pk)


def _form(request: Any, side: BoothSide) -> BoothSideForm:
    rows = [(str(row.pk), _label(row)) for row in asking_for(side.booth)]
    return BoothSideForm(request.POST or None, side=side, rows=rows)


def _label(entrant: Any) -> str:
    """The masked name and what the person says they can do: enough to choose, nothing to find them by."""
    profile = profile_of(entrant.person_id)
    name = mask_name(entrant.person.name)
    return f"{name} · {profile.resume.headline}" if profile else name


def _stated(request: Any, booth: Booth, form: BoothSideForm) -> bool:
    """Save, or say at the form why not."""
    try:
        state_booth_side(booth, **form.values(), by=request.actor)
    except RuleBroken as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True
