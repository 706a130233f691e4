"""Complaints of the public: filed from the page of a vacancy, and the answer to them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods

from juxian.kit.access import Audience
from juxian.kit.models import Upload
from juxian.kit.rate_limit import limited
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, paginate, render
from juxian.recruitment.actions import file_report
from juxian.recruitment.forms.employer import LookUpForm, ReportForm
from juxian.recruitment.models import Vacancy, VacancyReport
from juxian.recruitment.permissions import EVIDENCE, Permission
from juxian.recruitment.queries.report import new_code, report_by_code

GET_POST = require_http_methods(["GET", "POST"])


@audience(Audience.PUBLIC, Permission.REPORT_VACANCY)
@limited("vacancy_report", limit=20, seconds=3600)
@GET_POST
def report_create(request: HttpRequest, number: str) -> HttpResponse:
    """Anybody may complain; the answer page shows the number and the code once."""
    vacancy = get_object_or_404(Vacancy.objects.public().select_related("organisation"), number=number)
    form = ReportForm(request.POST or None, request.FILES or None)
    code = new_code()
    report = attempt(form, lambda **values: _filed(request, vacancy, code, **values))
    if report:
        return render(request, "recruitment/public/report_done.html", {"report": report, "code": code})
    return render(request, "recruitment/public/report_form.html", {"form": form, "vacancy": vacancy})


@audience(Audience.PUBLIC)
@limited("report_look_up", limit=30, seconds=600)
@GET_POST
def report_look_up(request: HttpRequest) -> HttpResponse:
    """The answer for whoever has the number and the code."""
    form = LookUpForm(request.POST or None)
    report = None
    if form.is_valid():
        report = report_by_code(**form.cleaned_data)
        if report is None:
            form.add_error(None, _t("没有找到。请核对举报编号和查询码，大小写不限。"))
    return render(request, "recruitment/public/report_look_up.html", {"form": form, "report": report})


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
def my_reports(request: HttpRequest) -> HttpResponse:
    rows = VacancyReport.objects.visible_to(request.actor).select_related("vacancy__organisation")
    return render(request, "recruitment/person/report_list.html", {"page": paginate(request, rows)})


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
def my_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = VacancyReport.objects.visible_to(request.actor).select_related("vacancy__organisation")
    return render(request, "recruitment/person/report_detail.html", {"report": get_object_or_404(rows, pk=pk)})


def _filed(request: HttpRequest, vacancy: Vacancy, code: str, file: Any, **values: Any) -> VacancyReport:
    return file_report(vacancy, code=code, evidence=_evidence(request, file), by=request.actor, **values)


def _evidence(request: HttpRequest, file: Any) -> Upload | None:
    return accept_upload(file, by=request.actor, purpose=EVIDENCE) if file else None
