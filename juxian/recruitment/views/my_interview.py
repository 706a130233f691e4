"""A person's interviews: choosing a time, moving it, the calendar file, the room, saying that nobody came."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.views import attempt, audience, render
from juxian.recruitment.actions.interview import book_interview, cancel_interview, move_interview, record_no_show
from juxian.recruitment.forms.agreement import WhyForm
from juxian.recruitment.forms.interview import BookForm
from juxian.recruitment.forms.job_application import ReasonForm
from juxian.recruitment.models import Interview, InterviewSlot
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.interview import CALENDAR, calendar_of, room_path
from juxian.recruitment.states import INTERVIEW

MINE = audience(Audience.PERSON, Permission.APPLY)
MEETS = audience(Audience.PERSON, Permission.MEET)


@MINE
@require_http_methods(["GET", "POST"])
def my_interview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The interview; while no time is chosen, the times that are left."""
    interview = _mine(request, pk)
    form = BookForm(request.POST or None, slots=_slots(request, interview))
    if request.method == "POST" and attempt(form, partial(book_interview, interview, by=request.actor)):
        messages.success(request, _t("时间已定，可以把它存进手机日历。"))
        return redirect("recruitment:my_interview", pk)
    return _detail(request, _mine(request, pk), form=form, status=422 if form.errors else 0)


@MEETS
@require_POST
def my_interview_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = WhyForm(request.POST)
    if attempt(form, partial(move_interview, _mine(request, pk), by=request.actor)):
        messages.success(request, _t("原来的时间已让出，请另选一个。"))
        return redirect("recruitment:my_interview", pk)
    return _detail(request, _mine(request, pk), why_form=form, status=422)


@MEETS
@require_POST
def my_interview_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = WhyForm(request.POST)
    if attempt(form, partial(cancel_interview, _mine(request, pk), by=request.actor)):
        messages.success(request, _t("面试已取消，单位会收到通知。"))
        return redirect("recruitment:my_interview", pk)
    return _detail(request, _mine(request, pk), why_form=form, status=422)


@MEETS
@require_POST
def my_interview_missed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The employer did not come."""
    form = ReasonForm(request.POST)
    if attempt(form, partial(record_no_show, _mine(request, pk), by=request.actor)):
        messages.success(request, _t("已记下单位未到。"))
    return redirect("recruitment:my_interview", pk)


@MINE
@require_GET
def my_interview_ics(request: HttpRequest, pk: UUID) -> HttpResponse:
    interview = get_object_or_404(_rows(request).exclude(slot=None), pk=pk)
    return download(calendar_of(interview), "interview.ics", CALENDAR)


def _rows(request: HttpRequest) -> Any:
    related = ("slot", "application__vacancy", "application__organisation", "application__person")
    return Interview.objects.visible_to(request.actor).select_related(*related)


def _mine(request: HttpRequest, pk: UUID) -> Interview:
    return get_object_or_404(_rows(request), pk=pk)


def _slots(request: HttpRequest, interview: Interview) -> Any:
    return InterviewSlot.objects.visible_to(request.actor).filter(vacancy=interview.application.vacancy_id).open()


def _detail(request: HttpRequest, interview: Interview, *, status: int = 0, **more: Any) -> HttpResponse:
    has_begun = interview.slot is not None and interview.slot.is_past
    context = {
        "interview": interview,
        "application": interview.application,
        "may_book": INTERVIEW.can(interview, "book"),
        "may_move": INTERVIEW.can(interview, "move") and not has_begun,
        "may_cancel": INTERVIEW.can(interview, "cancel") and not has_begun,
        "may_miss": INTERVIEW.can(interview, "miss_employer") and has_begun,
        "room_url": room_path(interview),
        "why_form": WhyForm(),
        **more,
    }
    return render(request, "recruitment/person/interview.html", context, status=status)
