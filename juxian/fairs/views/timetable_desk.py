"""The organiser's work on a timetable: open, solve, look, publish; later change, look, tell."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import (
    begin_solving,
    drop_change,
    open_timetable,
    propose_change,
    publish_timetable,
    reopen_timetable,
    restore_entrant,
    tell_change,
)
from juxian.fairs.forms.timetable import ChangeForm, ReopenForm, TimetableForm
from juxian.fairs.hall_messages import CAUSES
from juxian.fairs.models import Event, Timetable, TimetableChange
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.timetable import (
    appointments_of,
    lines_of,
    open_change,
    shortfall_lines,
    timetable_of,
)
from juxian.kit.access import Audience
from juxian.kit.excel import Column, export_rows
from juxian.kit.views import attempt, audience, paginate, render

RUNS = audience(Audience.SIGNED_IN, Permission.RUN_EVENT)
COLUMNS = [
    Column("starts_at", _("时间"), "text"),
    Column("employer", _("参会单位")),
    Column("person", _("求职者")),
    Column("state", _("状态")),
]


@RUNS
@require_GET
def timetable_desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _event(request, pk))


@RUNS
@require_POST
def timetable_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    event, form = _event(request, pk), TimetableForm(request.POST)
    if attempt(form, partial(open_timetable, event, by=request.actor)):
        messages.success(request, _t("已开始收集意向。求职者和参会单位现在可以填报。"))
        return redirect("fairs:timetable_desk", pk)
    return _page(request, event, form=form)


@RUNS
@require_POST
def timetable_solve(request: HttpRequest, pk: UUID) -> HttpResponse:
    begin_solving(_timetable(request, pk), by=request.actor)
    return redirect("fairs:timetable_desk", pk)


@RUNS
@require_POST
def timetable_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    timetable, form = _timetable(request, pk), ReopenForm(request.POST)
    if attempt(form, partial(reopen_timetable, timetable, by=request.actor)):
        messages.success(request, _t("已退回收集意向。"))
        return redirect("fairs:timetable_desk", pk)
    return _page(request, timetable.event, reopen_form=form)


@RUNS
@require_POST
def timetable_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    publish_timetable(_timetable(request, pk), by=request.actor)
    messages.success(request, _t("时间表已发布，正在通知双方。"))
    return redirect("fairs:timetable_desk", pk)


@RUNS
@require_POST
def change_propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    timetable, form = _timetable(request, pk), ChangeForm(request.POST)
    if attempt(form, partial(propose_change, timetable, by=request.actor)):
        messages.success(request, _t("已重新编排，还没有通知任何人。请看过再确认。"))
        return redirect("fairs:timetable_desk", pk)
    return _page(request, timetable.event, change_form=form)


@RUNS
@require_POST
def change_tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = tell_change(_change(request, pk), by=request.actor)
    messages.success(request, _t("已调整，正在通知有变化的人。"))
    return redirect("fairs:timetable_desk", change.timetable.event_id)


@RUNS
@require_POST
def change_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    change = drop_change(_change(request, pk), by=request.actor)
    messages.success(request, _t("已放弃调整，时间表不变。"))
    return redirect("fairs:timetable_desk", change.timetable.event_id)


@RUNS
@require_POST
def entrant_restore(request: HttpRequest, pk: UUID, entrant_pk: UUID) -> HttpResponse:
    """Somebody who was thought absent is here after all."""
    timetable = _timetable(request, pk)
    restore_entrant(timetable, entrant=get_object_or_404(timetable.entrants, pk=entrant_pk), by=request.actor)
    return redirect("fairs:timetable_desk", pk)


@RUNS
@require_POST
def timetable_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    timetable = _timetable(request, pk)
    rows = [
        {
            "starts_at": row.starts_at.strftime("%Y-%m-%d %H:%M"),
            "employer": row.booth.organisation.name,
            "person": row.entrant.person.name,
            "state": str(row.get_state_display()),
        }
        for row in appointments_of(timetable)
    ]
    return export_rows(f"timetable-{timetable.event.number}", COLUMNS, rows)


def _events(request: Any) -> Any:
    return Event.objects.visible_to(request.actor).run_by(request.actor)


def _event(request: Any, pk: UUID) -> Event:
    return get_object_or_404(_events(request).select_related("host"), pk=pk)


def _timetable(request: Any, pk: UUID) -> Timetable:
    rows = Timetable.objects.visible_to(request.actor).filter(event__in=_events(request))
    return get_object_or_404(rows.select_related("event"), event=pk)


def _change(request: Any, pk: UUID) -> TimetableChange:
    rows = TimetableChange.objects.visible_to(request.actor).filter(timetable__event__in=_events(request))
    return get_object_or_404(rows.select_related("timetable__event"), pk=pk)


def _page(request: Any, event: Event, **changed: Any) -> HttpResponse:
    timetable = timetable_of(event)
    context = {"event": event, "timetable": timetable, "form": TimetableForm(), **_found(request, timetable), **changed}
    return render(request, "fairs/desk/timetable.html", context, part="fairs/desk/_timetable.html")


def _found(request: Any, timetable: Timetable | None) -> dict[str, Any]:
    """What a timetable that exists adds to the page."""
    if timetable is None:
        return {}
    change = open_change(timetable)
    return {
        "page": paginate(request, appointments_of(timetable)),
        "entrants": timetable.entrants.count(),
        "preferring": sum(bool(side.entrants) for side in timetable.sides.all()),
        "sides": timetable.sides.count(),
        "shortfalls": [(name, row, CAUSES[row["cause"]]) for name, row in shortfall_lines(timetable)],
        "share": 100 * timetable.worth // timetable.bound_worth if timetable.bound_worth else 100,
        "absent": timetable.entrants.filter(is_absent=True).select_related("person"),
        "change": change,
        "changes": lines_of(change) if change else [],
        "change_form": ChangeForm(),
        "reopen_form": ReopenForm(initial={"preferences_until_at": timetable.preferences_until_at}),
    }
