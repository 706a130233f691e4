"""The door of an on-site event: a code is scanned or typed, somebody is let in once; the list of who is expected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import check_in_reservation
from juxian.fairs.forms.door import CodeForm, FoundCode, PlacesQuery
from juxian.fairs.models import Event, Reservation
from juxian.fairs.numbers import read_code, spaced
from juxian.fairs.permissions import Permission
from juxian.fairs.tables import PLACE_COLUMNS, place_lines
from juxian.fairs.views.desk import page_of, the_event
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import export_rows
from juxian.kit.views import audience, paginate, render

OPENS = audience(Audience.SIGNED_IN, Permission.CHECK_IN)


@OPENS
@require_GET
def door(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Type or scan, and see whom it lets in before letting them in."""
    return _door(request, the_event(request, pk), read_code(FoundCode(request.GET).values()["code"] or ""))


@OPENS
@require_POST
def door_look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the code that was typed."""
    event, form = the_event(request, pk), CodeForm(request.POST)
    code = read_code(form.cleaned_data["code"]) if form.is_valid() else ""
    if form.is_valid() and not code:
        form.add_error("code", _t("签到码不对，可能有一位看错。请对照手机重新输入。"))
    return _door(request, event, code, form=form)


@OPENS
@require_POST
def check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Reservation.objects.visible_to(request.actor), pk=pk)
    check_in_reservation(row, by=request.actor)
    messages.success(request, _t("签到成功：%(name)s。") % {"name": _name(row)})
    return redirect("fairs:door", row.event_id)


@OPENS
@require_GET
def check_in_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code of a pass leads when the officer's own phone reads it."""
    row = get_object_or_404(Reservation.objects.visible_to(request.actor), code=read_code(code))
    response = redirect("fairs:door", row.event_id)
    response["Location"] += f"?code={row.code}"
    return response


@OPENS
@require_GET
def places(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is expected, who is here."""
    event, query = the_event(request, pk), PlacesQuery(request.GET)
    page = paginate(request, _places(event, query))
    return render(
        request,
        "fairs/desk/place_list.html",
        {"event": event, "form": query, "page": page, "back": page_of(request.actor)},
    )


@OPENS
@require_POST
def places_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list for the door as a workbook; who took it with them is recorded."""
    event = the_event(request, pk)
    record("export", "fairs.places", by=request.actor, subject=event)
    return export_rows(event.number, PLACE_COLUMNS, place_lines(_places(event, PlacesQuery(request.GET))))


def _places(event: Event, query: PlacesQuery) -> Any:
    rows = event.reservations.select_related("person", "booth__organisation", "booth__spot")
    state = query.values()["state"]
    return rows.filter(state=state) if state else rows


def _door(request: Any, event: Event, code: str, *, form: CodeForm | None = None) -> HttpResponse:
    rows = Reservation.objects.visible_to(request.actor).filter(event=event)
    found = rows.filter(code=code).select_related("person", "booth__organisation").first() if code else None
    form = form or CodeForm()
    if code and found is None and form.is_bound:
        form.add_error("code", _t("这个签到码不是本场活动的。请核对是不是今天这一场。"))
    context = {
        "event": event,
        "form": form,
        "found": found,
        "name": _name(found) if found else "",
        "code": spaced(code) if code else "",
        "inside": rows.filter(state="checked_in", booth=None).count(),
        "expected": rows.places().filter(booth=None).count(),
        "employers_inside": rows.filter(state="checked_in").exclude(booth=None).count(),
        "page": page_of(request.actor),
    }
    return render(request, "fairs/desk/door.html", context)


def _name(row: Reservation) -> str:
    if row.person is not None:
        return str(row.person.surviving().name)
    return str(row.booth.organisation.name) if row.booth else ""
