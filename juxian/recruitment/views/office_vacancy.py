"""Vacancies in the office: what waits, what the check found, one decision or many at once."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, back_to, paginate, render
from juxian.recruitment.actions import approve_vacancies, approve_vacancy, return_vacancy, take_down_vacancy
from juxian.recruitment.forms.vacancy import OfficeVacancyQuery, ReasonForm, TickedForm
from juxian.recruitment.models import Vacancy
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.campaign import counts_of
from juxian.recruitment.queries.cards import pay_label
from juxian.recruitment.queries.vacancy import filtered, for_list
from juxian.recruitment.states import VACANCY, VacancyState
from juxian.recruitment.views.org_sheet import export
from juxian.recruitment.views.org_vacancy import facts_of

SEEING = audience(Audience.OFFICE, Permission.SEE_ALL)
REVIEWING = audience(Audience.OFFICE, Permission.REVIEW_VACANCY)


@SEEING
@require_GET
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """All that was ever handed in; what waits longest comes first where that state is chosen."""
    form = OfficeVacancyQuery(request.GET)
    rows = filtered(Vacancy.objects.visible_to(request.actor), form.values())
    order = "submitted_at" if form.values()["state"] == VacancyState.SUBMITTED else "-submitted_at"
    page = paginate(request, for_list(rows).order_by(order, "pk"))
    context = {
        "page": page,
        "lines": [(row, pay_label(row)) for row in page],
        "form": form,
        "counts": counts_of(rows),
        "may_review": allows(request.actor, Permission.REVIEW_VACANCY),
        "has_waiting": any(row.state == VacancyState.SUBMITTED and not row.is_flagged for row in page),
    }
    return render(request, "recruitment/officer/vacancy_list.html", context)


@SEEING
@require_GET
def vacancy_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    vacancy = _get(request, pk)
    may_review = allows(request.actor, Permission.REVIEW_VACANCY, on=vacancy)
    context = facts_of(vacancy) | {
        "open": {row.event for row in VACANCY.open_events(vacancy.state)} if may_review else set(),
        "return_form": ReasonForm(auto_id="return_%s"),
        "take_down_form": ReasonForm(auto_id="take_down_%s"),
        "reports": vacancy.reports.order_by("-filed_at"),
        "timeline": timeline_of(vacancy),
    }
    return render(request, "recruitment/officer/vacancy_detail.html", context)


@REVIEWING
@require_POST
def vacancy_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    approve_vacancy(_get(request, pk), by=request.actor)
    messages.success(request, _t("已通过，职位公开招聘。"))
    return back_to(request, "recruitment:office_vacancy", pk)


@REVIEWING
@require_POST
def vacancies_approve(request: HttpRequest) -> HttpResponse:
    """Those that were ticked; what is flagged is left for somebody to open."""
    keys = TickedForm(request.POST).keys()
    visible = Vacancy.objects.visible_to(request.actor).filter(pk__in=keys).values_list("pk", flat=True)
    count = approve_vacancies(list(visible), by=request.actor)
    messages.success(request, _t("已通过%(count)d个职位。") % {"count": count})
    if count < len(keys):
        messages.warning(
            request,
            _t("%(count)d个没有通过：可能违法的、单位有问题的或者已有人办理的，要逐个打开看。")
            % {"count": len(keys) - count},
        )
    return back_to(request, "recruitment:office_vacancies")


@REVIEWING
@require_POST
def vacancy_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, return_vacancy, _t("已退回，用人单位会收到理由。"))


@REVIEWING
@require_POST
def vacancy_take_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, take_down_vacancy, _t("已下架，用人单位会收到理由。"))


@SEEING
@require_POST
def vacancy_export(request: HttpRequest) -> HttpResponse:
    rows = filtered(Vacancy.objects.visible_to(request.actor), OfficeVacancyQuery(request.GET).values())
    record("export", "recruitment.vacancies", by=request.actor, data={"count": rows.count()})
    return export(rows)


def _decide(request: HttpRequest, pk: UUID, do: Callable[..., Any], said: str) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not attempt(form, partial(do, _get(request, pk), by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, said)
    return back_to(request, "recruitment:office_vacancy", pk)


def _get(request: HttpRequest, pk: UUID) -> Vacancy:
    rows = Vacancy.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("organisation", "occupation", "item", "participation__campaign"), pk=pk
    )
