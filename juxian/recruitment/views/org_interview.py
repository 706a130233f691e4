"""An employer's interviews: the times it offers for a vacancy, and what became of each interview."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.views import attempt, audience, paginate, render
from juxian.recruitment.actions.interview import (
    cancel_interview,
    hold_interview,
    move_interview,
    offer_slots,
    record_no_show,
    take_back_slot,
)
from juxian.recruitment.forms.agreement import WhyForm
from juxian.recruitment.forms.interview import SlotsForm
from juxian.recruitment.forms.job_application import ReasonForm
from juxian.recruitment.models import Interview, InterviewSlot, Vacancy
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.interview import CALENDAR, calendar_of, room_path, slots_of
from juxian.recruitment.queries.job_application import shown_name
from juxian.recruitment.states import INTERVIEW

HANDLES = audience(Audience.ORGANISATION, Permission.HANDLE_APPLICATION)
MEETS = audience(Audience.ORGANISATION, Permission.MEET)


@HANDLES
@require_GET
def org_interviews(request: HttpRequest) -> HttpResponse:
    """All interviews, the coming ones first."""
    page = paginate(request, _rows(request).order_by("slot__starts_at", "created_at"))
    rows = [(row, shown_name(row.application)) for row in page]
    vacancies = Vacancy.objects.visible_to(request.actor).filter(state="open")
    context = {"page": page, "rows": rows, "vacancies": vacancies}
    return render(request, "recruitment/organisation/interview_list.html", context)


@HANDLES
@require_http_methods(["GET", "POST"])
def org_slots(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The times that are offered for one vacancy, and more of them."""
    vacancy = get_object_or_404(Vacancy.objects.visible_to(request.actor), pk=pk)
    form = SlotsForm(request.POST or None)
    if request.method == "POST" and (made := attempt(form, partial(offer_slots, vacancy, by=request.actor))):
        text = ngettext("已放出%(count)d个时段。", "已放出%(count)d个时段。", len(made)) % {"count": len(made)}
        messages.success(request, text)
        return redirect("recruitment:org_slots", pk)
    context = {"vacancy": vacancy, "form": form, "slots": slots_of(request.actor, pk)}
    return render(request, "recruitment/organisation/slot_list.html", context)


@HANDLES
@require_POST
def slot_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    slot = get_object_or_404(InterviewSlot.objects.visible_to(request.actor), pk=pk)
    take_back_slot(slot, by=request.actor)
    messages.success(request, _t("时段已收回。已经约定的面试不变。"))
    return redirect("recruitment:org_slots", slot.vacancy_id)


@HANDLES
@require_GET
def org_interview(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _detail(request, _own(request, pk))


@HANDLES
@require_POST
def org_interview_held(request: HttpRequest, pk: UUID) -> HttpResponse:
    hold_interview(_own(request, pk), by=request.actor)
    messages.success(request, _t("已登记面试。请尽快给求职者结果。"))
    return redirect("recruitment:org_interview", pk)


@MEETS
@require_POST
def org_interview_missed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate did not come."""
    form = ReasonForm(request.POST)
    if attempt(form, partial(record_no_show, _own(request, pk), by=request.actor)):
        messages.success(request, _t("已记下求职者未到。"))
    return redirect("recruitment:org_interview", pk)


@MEETS
@require_POST
def org_interview_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = WhyForm(request.POST)
    if attempt(form, partial(move_interview, _own(request, pk), by=request.actor)):
        messages.success(request, _t("已请求职者另选时间。"))
        return redirect("recruitment:org_interview", pk)
    return _detail(request, _own(request, pk), why_form=form, status=422)


@MEETS
@require_POST
def org_interview_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = WhyForm(request.POST)
    if attempt(form, partial(cancel_interview, _own(request, pk), by=request.actor)):
        messages.success(request, _t("面试已取消，求职者会收到通知。"))
        return redirect("recruitment:org_interview", pk)
    return _detail(request, _own(request, pk), why_form=form, status=422)


@HANDLES
@require_GET
def org_interview_ics(request: HttpRequest, pk: UUID) -> HttpResponse:
    interview = get_object_or_404(_rows(request).exclude(slot=None), pk=pk)
    return download(calendar_of(interview), "interview.ics", CALENDAR)


def _rows(request: HttpRequest) -> Any:
    related = ("slot", "application__vacancy", "application__organisation", "application__person")
    return Interview.objects.visible_to(request.actor).select_related(*related)


def _own(request: HttpRequest, pk: UUID) -> Interview:
    return get_object_or_404(_rows(request), pk=pk)


def _detail(request: HttpRequest, interview: Interview, *, status: int = 0, **more: Any) -> HttpResponse:
    has_begun = interview.slot is not None and interview.slot.is_past
    is_booked = INTERVIEW.can(interview, "hold")
    context = {
        "interview": interview,
        "application": interview.application,
        "name": shown_name(interview.application),
        "may_hold": is_booked and has_begun,
        "may_move": is_booked and not has_begun,
        "may_cancel": INTERVIEW.can(interview, "cancel") and not has_begun,
        "room_url": room_path(interview),
        "why_form": WhyForm(),
        **more,
    }
    return render(request, "recruitment/organisation/interview.html", context, status=status)
