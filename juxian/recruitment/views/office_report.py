"""Complaints in the office: taken up by one officer, upheld or dismissed with an answer."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render, stay_on
from juxian.recruitment.actions import accept_report, dismiss_report, uphold_report
from juxian.recruitment.forms.employer import AnswerForm, ReportQuery, UpholdForm
from juxian.recruitment.models import VacancyReport
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.report import filtered
from juxian.recruitment.queries.standing import blacklisting_of
from juxian.recruitment.states import REPORT, ReportState

SEEING = audience(Audience.OFFICE, Permission.SEE_ALL)
HANDLING = audience(Audience.OFFICE, Permission.HANDLE_REPORT)


@SEEING
@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    form = ReportQuery(request.GET)
    rows = filtered(VacancyReport.objects.visible_to(request.actor), form.values())
    return render(request, "recruitment/officer/report_list.html", {"page": paginate(request, rows), "form": form})


@SEEING
@require_GET
def report_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The complaint beside the vacancy as it stands and the employer's other complaints."""
    report = _get(request, pk)
    employer = report.vacancy.organisation
    may_handle = allows(request.actor, Permission.HANDLE_REPORT, on=report)
    is_mine = report.handler_id == request.actor.person_id
    context = {
        "report": report,
        "others": VacancyReport.objects.visible_to(request.actor)
        .filter(vacancy__organisation=employer)
        .exclude(pk=pk)
        .select_related("vacancy")[:10],
        "blacklisting": blacklisting_of(employer.pk),
        "may_accept": may_handle and REPORT.can(report, "accept"),
        "may_decide": may_handle and is_mine and report.state == ReportState.ACCEPTED,
        "may_blacklist": allows(request.actor, Permission.BLACKLIST, on=employer),
        "uphold_form": UpholdForm(auto_id="uphold_%s"),
        "dismiss_form": AnswerForm(auto_id="dismiss_%s"),
        "timeline": timeline_of(report),
    }
    return render(request, "recruitment/officer/report_detail.html", context)


@HANDLING
@require_POST
def report_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    accept_report(_get(request, pk), by=request.actor)
    messages.success(request, _t("已受理，由您核查并答复。"))
    return stay_on(request, "recruitment:office_report", pk)


@HANDLING
@require_POST
def report_uphold(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, UpholdForm(request.POST), uphold_report)


@HANDLING
@require_POST
def report_dismiss(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, AnswerForm(request.POST), dismiss_report)


def _decide(request: HttpRequest, pk: UUID, form: forms.Form, do: Callable[..., Any]) -> HttpResponse:
    if not attempt(form, partial(do, _get(request, pk), by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("已答复举报人。"))
    return stay_on(request, "recruitment:office_report", pk)


def _get(request: HttpRequest, pk: UUID) -> VacancyReport:
    rows = VacancyReport.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("vacancy__organisation", "handler", "evidence"), pk=pk)
