"""A person's side of a timetable of interviews: preferences before, appointments after."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.fairs.actions import cancel_appointment, state_preferences
from juxian.fairs.appointment_calendar import calendar_file
from juxian.fairs.forms.timetable import PreferencesForm
from juxian.fairs.hall_messages import reason_of
from juxian.fairs.models import Appointment, Booth, Event, Timetable
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.booth import booth_cards
from juxian.fairs.queries.timetable import entrant_of, my_appointments, timetable_of
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.files import download
from juxian.kit.views import audience, render

MEETS = audience(Audience.PERSON, Permission.MEET)


@MEETS
@require_http_methods(["GET", "HEAD", "POST"])
def my_timetable(request: HttpRequest, pk: UUID) -> HttpResponse:
    """State preferences while they are collected; read appointments once they are published."""
    event = get_object_or_404(Event.objects.public(), pk=pk)
    timetable = timetable_of(event)
    form = _form(request, timetable) if timetable and timetable.takes_preferences else None
    if form and timetable and request.method == "POST" and form.is_valid() and _stated(request, timetable, form):
        messages.success(request, _t("意向已保存，截止前可以修改。"))
        return redirect("fairs:my_timetable", pk)
    entrant = entrant_of(timetable, request.actor.person_id) if timetable else None
    rows = list(my_appointments(request.actor.person_id, event)) if timetable and timetable.is_published else []
    context = {
        "event": event,
        "timetable": timetable,
        "form": form,
        "entrant": entrant,
        "rows": rows,
        "reason": reason_of(timetable, entrant) if timetable and entrant and not rows else "",
    }
    return render(request, "fairs/person/timetable.html", context)


@MEETS
@require_POST
def appointment_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    appointment = cancel_appointment(_appointment(request, pk), by=request.actor)
    messages.success(request, _t("已取消，时间让给别人。"))
    return redirect("fairs:my_timetable", appointment.booth.event_id)


@MEETS
@require_GET
def appointment_ics(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One appointment for a calendar; a cancelled one strikes itself out."""
    appointment = _appointment(request, pk)
    return download(calendar_file(appointment), f"interview-{str(pk)[-6:]}.ics")


def _appointment(request: Any, pk: UUID) -> Appointment:
    rows = Appointment.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("booth__organisation", "booth__event", "entrant__person"), pk=pk)


def _form(request: Any, timetable: Timetable) -> PreferencesForm:
    cards = booth_cards(Booth.objects.public().filter(event=timetable.event, state="approved"))
    rows = [(str(card.booth.pk), _label(card)) for card in cards]
    mine = entrant_of(timetable, request.actor.person_id)
    return PreferencesForm(request.POST or None, timetable=timetable, rows=rows, mine=mine)


def _label(card: Any) -> str:
    titles = "、".join(shown.vacancy.title for shown in card.vacancies[:3])
    return f"{card.name}（{titles}）" if titles else card.name


def _stated(request: Any, timetable: Timetable, form: PreferencesForm) -> bool:
    """Save, or say at the form why not."""
    try:
        state_preferences(timetable, **form.values(), by=request.actor)
    except RuleBroken as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True
