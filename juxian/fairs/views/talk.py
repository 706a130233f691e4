"""An employer's side of an online fair: the desk of a booth, and one talk."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import (
    answer_in_talk,
    call_help,
    call_next,
    end_talk,
    miss_meeting,
    note_talk,
    open_desk,
    pause_desk,
    refuse_meeting,
    reveal_contact_of_talk,
)
from juxian.fairs.forms.hall import HelpForm, LineForm, OutcomeForm, PauseForm, RefusalForm
from juxian.fairs.models import Booth, Meeting
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.meeting import (
    booth_topic,
    current_talk,
    desk_of,
    enters_until,
    figures_of,
    hall_of,
    line_at,
    lines_of,
    lines_said,
    meeting_topic,
    shown_name,
    talks_until,
)
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render
from juxian.recruitment.queries.job_application import profile_of
from juxian.recruitment.queries.snapshot import certificates_of

SERVES = audience(Audience.ORGANISATION, Permission.SERVE_BOOTH)
SHOWN = 30


@SERVES
@require_GET
def talk_desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is next, who is here, what was done today."""
    return _desk(request, _booth(request, pk))


@SERVES
@require_POST
def desk_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    open_desk(_booth(request, pk), by=request.actor)
    messages.success(request, _t("已开始接待，求职者可以排队。"))
    return redirect("fairs:talk_desk", pk)


@SERVES
@require_POST
def desk_pause(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth, form = _booth(request, pk), PauseForm(request.POST)
    if attempt(form, partial(pause_desk, booth, by=request.actor)):
        messages.success(request, _t("已暂停接待，排队的人保留位置。"))
        return redirect("fairs:talk_desk", pk)
    return _desk(request, booth, pause_form=form)


@SERVES
@require_POST
def desk_help(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth, form = _booth(request, pk), HelpForm(request.POST)
    if attempt(form, partial(call_help, booth, by=request.actor)):
        messages.success(request, _t("已告诉主办方，请稍候。"))
        return redirect("fairs:talk_desk", pk)
    return _desk(request, booth, help_form=form)


@SERVES
@require_POST
def desk_next(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call the next candidate."""
    meeting = call_next(_booth(request, pk), by=request.actor)
    return redirect("fairs:talk", meeting.pk)


@SERVES
@require_GET
def talk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate's profile, the talk, its outcome."""
    return _talk(request, _meeting(request, pk))


@SERVES
@require_POST
def talk_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting, form = _meeting(request, pk), LineForm(request.POST)
    if attempt(form, partial(answer_in_talk, meeting, by=request.actor)):
        return redirect("fairs:talk", pk)
    return _talk(request, meeting, form=form)


@SERVES
@require_POST
def talk_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _outcome(request, pk, end_talk, _t("交谈已结束。可以叫下一位。"))


@SERVES
@require_POST
def talk_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _outcome(request, pk, note_talk, _t("已保存。"))


@SERVES
@require_POST
def talk_miss(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting = miss_meeting(_meeting(request, pk), by=request.actor)
    messages.success(request, _t("已记为未到，可以叫下一位。"))
    return redirect("fairs:talk_desk", meeting.booth_id)


@SERVES
@require_POST
def talk_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    meeting, form = _meeting(request, pk), RefusalForm(request.POST)
    if attempt(form, partial(refuse_meeting, meeting, by=request.actor)):
        messages.success(request, _t("已谢绝，对方会收到原因。"))
        return redirect("fairs:talk_desk", meeting.booth_id)
    return _talk(request, meeting, refusal_form=form)


@SERVES
@require_POST
def talk_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how to reach the person, once they agreed; the look is on record, so it is a POST."""
    meeting = _meeting(request, pk)
    return _talk(request, meeting, contact=reveal_contact_of_talk(meeting, by=request.actor))


def _outcome(request: HttpRequest, pk: UUID, do: Callable[..., Any], words: str) -> HttpResponse:
    meeting, form = _meeting(request, pk), OutcomeForm(request.POST)
    if attempt(form, partial(do, meeting, by=request.actor)):
        messages.success(request, words)
        return redirect("fairs:talk_desk", meeting.booth_id)
    return _talk(request, meeting, outcome_form=form)


def _booth(request: Any, pk: UUID) -> Booth:
    rows = Booth.objects.visible_to(request.actor).filter(organisation=request.actor.organisation_id)
    return get_object_or_404(rows.select_related("event", "organisation"), pk=pk)


def _meeting(request: Any, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).filter(booth__organisation=request.actor.organisation_id)
    return get_object_or_404(rows.select_related("event", "booth__organisation", "person"), pk=pk)


def _desk(request: Any, booth: Booth, **forms: Any) -> HttpResponse:
    done = Meeting.objects.visible_to(request.actor).filter(booth=booth, began_at__isnull=False)
    context = {
        "booth": booth,
        "event": booth.event,
        "desk": desk_of(booth),
        "line": lines_of([booth])[booth.pk],
        "current": current_talk(booth, request.actor.person_id),
        "waiting": list(line_at(booth)[:SHOWN]),
        "done": [(row, shown_name(row)) for row in done.select_related("person").order_by("-began_at")[:SHOWN]],
        "figures": figures_of(Meeting.objects.visible_to(request.actor).filter(booth=booth)).get(None),
        "topic": booth_topic(booth.pk),
        "pause_form": PauseForm(),
        "help_form": HelpForm(),
        **forms,
    }
    return render(request, "fairs/organisation/talk_desk.html", context, part="fairs/organisation/_talk_line.html")


def _talk(request: Any, meeting: Meeting, **changed: Any) -> HttpResponse:
    profile = profile_of(meeting.person_id)
    context = {
        "meeting": meeting,
        "event": meeting.event,
        "booth": meeting.booth,
        "name": shown_name(meeting),
        "resume": profile.resume if profile else None,
        "certificates": certificates_of(meeting.person_id),
        "hall": hall_of(meeting.event),
        "enter_by_at": enters_until(meeting),
        "until_at": talks_until(meeting),
        "lines": lines_said(meeting),
        "form": LineForm(),
        "say_url": "fairs:talk_answer",
        "outcome_form": OutcomeForm(initial={"outcome": meeting.outcome, "note": meeting.note}),
        "refusal_form": RefusalForm(),
        "topic": meeting_topic(meeting.pk),
        **changed,
    }
    return render(request, "fairs/organisation/talk.html", context, part="fairs/organisation/_talk.html")
