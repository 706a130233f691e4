"""A person's own places in queues and talks."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import enter_talk, join_queue, leave_queue, return_to_queue, say_in_talk, share_contact
from juxian.fairs.forms.hall import LineForm
from juxian.fairs.models import Booth, Meeting
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.meeting import (
    booth_topic,
    enters_until,
    lines_said,
    meeting_topic,
    meetings_of,
    place_of,
    talks_until,
    with_numbers,
)
from juxian.kit.access import Audience
from juxian.kit.rate_limit import hit
from juxian.kit.views import attempt, audience, paginate, render

MEETS = audience(Audience.PERSON, Permission.MEET)
LINES_A_MINUTE = 30


@MEETS
@require_GET
def my_meetings(request: HttpRequest) -> HttpResponse:
    """Where I wait and talked."""
    page = paginate(request, meetings_of(request.actor.person_id))
    return render(request, "fairs/person/meeting_list.html", {"page": page})


@MEETS
@require_GET
def my_meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """My place in one queue, then the talk."""
    return _page(request, _meeting(request, pk), LineForm())


@MEETS
@require_POST
def queue_join(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth = get_object_or_404(Booth.objects.public().select_related("event"), pk=pk)
    meeting = join_queue(booth, by=request.actor)
    messages.success(request, _t("已排上队。离开本页也会保留位置，快到您时会通知。"))
    return redirect("fairs:my_meeting", meeting.pk)


@MEETS
@require_POST
def talk_enter(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, enter_talk, _t("已进入交谈。"))


@MEETS
@require_POST
def queue_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, leave_queue, _t("已离开。"))


@MEETS
@require_POST
def queue_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, return_to_queue, _t("已重新排队，在队伍最后。"))


@MEETS
@require_POST
def contact_share(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, share_contact, _t("已同意，这个单位现在可以看到您的姓名和电话。"))


@MEETS
@require_POST
def talk_say(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting, form = _meeting(request, pk), LineForm(request.POST)
    hit("fairs.talk", str(request.actor.person_id), limit=LINES_A_MINUTE)
    if attempt(form, lambda text: say_in_talk(meeting, text=text, by=request.actor)):
        return redirect("fairs:my_meeting", pk)
    return _page(request, meeting, form)


def _step(request: HttpRequest, pk: UUID, do: Callable[..., Any], words: str) -> HttpResponse:
    do(_meeting(request, pk), by=request.actor)
    messages.success(request, words)
    return redirect("fairs:my_meeting", pk)


def _meeting(request: Any, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).select_related("event", "booth__organisation", "person")
    return get_object_or_404(with_numbers(rows), pk=pk)


def _page(request: HttpRequest, meeting: Meeting, form: LineForm) -> HttpResponse:
    context = {
        "meeting": meeting,
        "event": meeting.event,
        "booth": meeting.booth,
        "place": place_of(meeting) if meeting.is_waiting else None,
        "enter_by_at": enters_until(meeting),
        "until_at": talks_until(meeting),
        "lines": lines_said(meeting),
        "form": form,
        "say_url": "fairs:talk_say",
        "topics": [meeting_topic(meeting.pk), booth_topic(meeting.booth_id)],
    }
    return render(request, "fairs/person/meeting_detail.html", context, part="fairs/person/_meeting.html")
