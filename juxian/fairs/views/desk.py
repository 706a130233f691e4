"""Whoever runs an event — the office, or the employer or school that hosts it — at one desk: writing and moving it.

The desk is the same page for both, because it is the same right (RUN_EVENT) about the same rows; what each sees of it
comes from `allows` and `visible_to` alone."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t

from juxian.fairs.actions import cancel_event, draft_event, edit_event, reschedule_event
from juxian.fairs.forms.event import EventForm, ReasonForm, RescheduleForm
from juxian.fairs.models import Event
from juxian.fairs.permissions import Permission
from juxian.kit.access import Actor, Audience
from juxian.kit.views import attempt, audience, render
from juxian.people.queries import organisations

RUNS = audience(Audience.SIGNED_IN, Permission.RUN_EVENT)
PROPOSES = audience(Audience.SIGNED_IN, Permission.PROPOSE_EVENT)


def the_event(request: Any, pk: UUID) -> Event:
    """Return an event whose desk this actor may open, or 404."""
    return get_object_or_404(
        Event.objects.visible_to(request.actor).run_by(request.actor).select_related("host", "school", "cover"), pk=pk
    )


def page_of(actor: Actor) -> str:
    """Name the page of one event for this actor."""
    return "fairs:office_event" if actor.audience is Audience.OFFICE else "fairs:org_event"


def back_to_event(request: Any, event_pk: Any, part: str = "") -> HttpResponseRedirect:
    """Lead back to the event's page, to the part that was worked on."""
    response = redirect(page_of(request.actor), event_pk)
    response["Location"] += f"#{part}" if part else ""
    return response


@PROPOSES
def event_new(request: HttpRequest) -> HttpResponse:
    host = organisations([request.actor.organisation_id])[request.actor.organisation_id]
    form = EventForm(request.POST or None)
    if request.method == "POST":
        event = attempt(form, partial(draft_event, host, by=request.actor))
        if event:
            messages.success(request, _t("草稿已保存。补齐内容后提交审核。"))
            return redirect(page_of(request.actor), event.pk)
    return render(request, "fairs/desk/event_form.html", {"form": form, "host": host})


@RUNS
def event_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    event = the_event(request, pk)
    form = EventForm(request.POST or None, initial={name: getattr(event, name) for name in EventForm.base_fields})
    if request.method == "POST" and attempt(form, partial(edit_event, event, by=request.actor)):
        messages.success(request, _t("已保存。"))
        return redirect(page_of(request.actor), pk)
    return render(request, "fairs/desk/event_form.html", {"form": form, "event": event, "host": event.host})


@RUNS
def event_reschedule(request: HttpRequest, pk: UUID) -> HttpResponse:
    event = the_event(request, pk)
    known = {"starts_at": event.starts_at, "ends_at": event.ends_at, "place": event.place}
    form = RescheduleForm(request.POST or None, initial=known)
    if request.method == "POST" and attempt(form, partial(reschedule_event, event, by=request.actor)):
        messages.success(request, _t("已调整，正在通知已预约的人和参会单位。"))
        return redirect(page_of(request.actor), pk)
    lead = _t("预约和展位都保留。不能参加的人可以免费取消。")
    return form_page(request, event, form, _t("调整时间地点"), lead)


@RUNS
def event_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    event, form = the_event(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(cancel_event, event, by=request.actor)):
        messages.success(request, _t("活动已取消，正在通知已预约的人和参会单位。"))
        return redirect(page_of(request.actor), pk)
    return form_page(
        request, event, form, _t("取消活动"), _t("取消后不能恢复。预约全部失效，不算未到场。"), kind="danger"
    )


def form_page(
    request: Any, event: Event, form: Any, title: str, lead: str = "", *, kind: str = "primary", upload: bool = False
) -> HttpResponse:
    """Draw a page with one form about an event."""
    context = {
        "event": event,
        "form": form,
        "title": title,
        "lead": lead,
        "kind": kind,
        "upload": upload,
        "page": page_of(request.actor),
    }
    return render(request, "fairs/desk/step.html", context)
