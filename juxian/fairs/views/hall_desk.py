"""The organiser's view of the hall: who waits how long, which booths are empty, who calls for help, and the figures."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import answer_help, set_hall
from juxian.fairs.forms.hall import HallForm
from juxian.fairs.models import Booth, Event, Meeting
from juxian.fairs.models.event import EventKind
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.meeting import figures_of, hall_of, hall_topic, lines_of
from juxian.kit.access import Audience
from juxian.kit.excel import Column, export_rows
from juxian.kit.views import attempt, audience, paginate, render

RUNS = audience(Audience.SIGNED_IN, Permission.RUN_EVENT)
COLUMNS = [
    Column("booth", _("参会单位")),
    Column("came", _("排队人数"), "integer"),
    Column("talks", _("交谈次数"), "integer"),
    Column("waited", _("等候中位数（分钟）"), "integer"),
    Column("invited", _("邀请面试"), "integer"),
    Column("missed", _("未到"), "integer"),
    Column("left", _("离开"), "integer"),
    Column("refused", _("谢绝"), "integer"),
]


@RUNS
@require_GET
def hall_desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _event(request, pk))


@RUNS
@require_POST
def hall_set(request: HttpRequest, pk: UUID) -> HttpResponse:
    event, form = _event(request, pk), HallForm(request.POST)
    if attempt(form, partial(set_hall, event, by=request.actor)):
        messages.success(request, _t("展厅规则已保存。"))
        return redirect("fairs:hall_desk", pk)
    return _page(request, event, form=form)


@RUNS
@require_POST
def help_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The organiser has seen to a booth's call."""
    events = Event.objects.visible_to(request.actor).run_by(request.actor)
    rows = Booth.objects.visible_to(request.actor).filter(event__in=events)
    booth = get_object_or_404(rows.select_related("event"), pk=pk)
    answer_help(booth, by=request.actor)
    return redirect("fairs:hall_desk", booth.event_id)


@RUNS
@require_GET
def hall_talks(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows behind the figures."""
    event = _event(request, pk)
    rows = Meeting.objects.visible_to(request.actor).filter(event=event).select_related("booth__organisation", "person")
    return render(request, "fairs/desk/hall_talks.html", {"event": event, "page": paginate(request, rows)})


@RUNS
@require_POST
def hall_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    event = _event(request, pk)
    figures = figures_of(Meeting.objects.visible_to(request.actor).filter(event=event))
    booths = [booth for booth in _booths(request, event) if booth.pk in figures]
    rows = [{"booth": booth.organisation.name, **vars(figures[booth.pk])} for booth in booths]
    return export_rows(f"hall-{event.number}", COLUMNS, rows)


def _event(request: Any, pk: UUID) -> Event:
    rows = Event.objects.visible_to(request.actor).run_by(request.actor).filter(kind=EventKind.ONLINE_FAIR)
    return get_object_or_404(rows.select_related("host"), pk=pk)


def _booths(request: Any, event: Event) -> Any:
    rows = Booth.objects.visible_to(request.actor).approved().filter(event=event)
    return rows.select_related("organisation").order_by("organisation__name")


def _page(request: Any, event: Event, **changed: Any) -> HttpResponse:
    booths, rules = list(_booths(request, event)), hall_of(event)
    lines = lines_of(booths)
    figures = figures_of(Meeting.objects.visible_to(request.actor).filter(event=event))
    context = {
        "event": event,
        "rows": [(booth, lines[booth.pk], figures.get(booth.pk)) for booth in booths],
        "total": figures.get(None),
        "waiting": sum(line.waiting for line in lines.values()),
        "closed": sum(not line.desk.is_open for line in lines.values()),
        "calls": [(booth, lines[booth.pk].desk) for booth in booths if lines[booth.pk].desk.help_at],
        "form": HallForm(initial={name: getattr(rules, name) for name in HallForm.base_fields}),
        "topic": hall_topic(event.pk),
        **changed,
    }
    return render(request, "fairs/desk/hall.html", context, part="fairs/desk/_hall.html")
