"""Employers: which of the staff are to be paid, confirmed together; and the officer's answer about who left."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.benefits.actions import (
    confirm_staff,
    report_departure,
    settle_departure,
    take_in_staff_sheet,
    withdraw_departure,
)
from juxian.benefits.forms.answer import AnswerForm
from juxian.benefits.forms.staff import STAFF, DepartureForm, StaffForm, StaffSheetForm
from juxian.benefits.models import StaffReport
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.law import title_of
from juxian.benefits.queries.staff import entitlements_of_staff, is_confirmed
from juxian.benefits.tables import staff_row
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.codes import mask_name
from juxian.kit.excel import export_rows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render, stay_on
from juxian.people.queries import organisations

OURS = audience(Audience.ORGANISATION, Permission.CONFIRM_STAFF)


@OURS
@require_http_methods(["GET", "POST"])
def staff_list(request: HttpRequest) -> HttpResponse:
    """Masked names and a state; no amount, which is between the worker and the office."""
    rows = entitlements_of_staff(request.actor)
    form = StaffForm(request.POST or None, rows=rows)
    if count := attempt(form, partial(confirm_staff, _organisation(request), by=request.actor)):
        messages.success(request, _t("已确认%(count)d人在岗。") % {"count": count})
        return redirect("benefits:org_staff")
    page = paginate(request, rows)
    context = {"form": form, "page": page, "lines": [_shown(row) for row in page.object_list]}
    return render(request, "benefits/organisation/staff_list.html", context)


@OURS
@require_http_methods(["GET", "POST"])
def departure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody left, and when."""
    row = get_object_or_404(entitlements_of_staff(request.actor), pk=pk)
    form = DepartureForm(request.POST or None)
    if attempt(form, partial(report_departure, _organisation(request), entitlement=row, by=request.actor)):
        messages.success(request, _t("已报告，区人社局会核实。"))
        return redirect("benefits:org_staff")
    return render(request, "benefits/organisation/departure.html", {"form": form, "line": _shown(row)})


@OURS
@require_POST
def departure_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    report = get_object_or_404(StaffReport.objects.visible_to(request.actor), pk=pk)
    withdraw_departure(report, by=request.actor)
    return redirect("benefits:org_staff")


@OURS
@require_POST
def staff_export(request: HttpRequest) -> HttpResponse:
    """The sheet to be filled in. An export of personal data is recorded, so it is a POST."""
    rows = list(entitlements_of_staff(request.actor))
    record("export", "benefits.staff", by=request.actor, data={"count": len(rows)})
    return export_rows(_t("员工在岗表"), STAFF, [staff_row(row) for row in rows])


@OURS
@require_http_methods(["GET", "POST"])
def staff_upload(request: HttpRequest) -> HttpResponse:
    """The filled sheet comes back: all of it or nothing."""
    form = StaffSheetForm(request.POST or None, request.FILES or None)
    if result := attempt(form, partial(take_in_staff_sheet, _organisation(request), by=request.actor)):
        words = {"confirmed": result.confirmed, "left": result.left}
        messages.success(request, _t("已确认%(confirmed)d人在岗，报告%(left)d人离职。") % words)
        return redirect("benefits:org_staff")
    return render(request, "benefits/organisation/staff_upload.html", {"form": form})


@audience(Audience.OFFICE, Permission.REVIEW)
@require_POST
def departure_settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an officer found about a reported departure."""
    report, form = get_object_or_404(StaffReport.objects.visible_to(request.actor), pk=pk), AnswerForm(request.POST)
    if not attempt(form, partial(settle_departure, report, by=request.actor)):
        return refusal_of_form(request, form)
    return stay_on(request, "benefits:entitlement_detail", report.entitlement_id)


def _organisation(request: HttpRequest) -> Any:
    return organisations([request.actor.organisation_id])[request.actor.organisation_id]


def _shown(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "name": mask_name(row.person.name),
        "title": title_of(row.policy),
        "is_confirmed": is_confirmed(row),
        "report": next(iter(row.own_reports), None),
    }
