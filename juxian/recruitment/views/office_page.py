"""Employers' pages in the office: read, published, returned, taken down."""

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
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.pages import refusal_of_form
from juxian.kit.text import search_filter
from juxian.kit.views import attempt, audience, back_to, paginate, render
from juxian.recruitment.actions import hide_page, publish_page, restore_page, return_page
from juxian.recruitment.forms.employer import PageQuery
from juxian.recruitment.forms.vacancy import ReasonForm
from juxian.recruitment.models import EmployerPage
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.findings import explained, findings_in
from juxian.recruitment.queries.page import has_changes
from juxian.recruitment.queries.standing import blacklisting_of
from juxian.recruitment.states import PAGE

SEEING = audience(Audience.OFFICE, Permission.SEE_ALL)
REVIEWING = audience(Audience.OFFICE, Permission.REVIEW_PAGE)


@SEEING
@require_GET
def page_list(request: HttpRequest) -> HttpResponse:
    form = PageQuery(request.GET)
    values = form.values()
    rows = EmployerPage.objects.visible_to(request.actor).select_related("organisation")
    rows = rows.filter(search_filter("organisation__search_key", values["q"] or ""))
    if values["state"]:
        rows = rows.filter(state=values["state"])
    return render(request, "recruitment/officer/page_list.html", {"page": paginate(request, rows), "form": form})


@SEEING
@require_GET
def page_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The new words beside the licence, what the check finds in them, and what the public sees now."""
    page = _get(request, pk)
    may_review = allows(request.actor, Permission.REVIEW_PAGE, on=page)
    context = {
        "page": page,
        "employer": page.organisation,
        "open": {row.event for row in PAGE.open_events(page.state)} if may_review else set(),
        "has_changes": has_changes(page),
        "findings": explained(findings_in({"description": f"{page.summary}\n{page.story}"})),
        "blacklisting": blacklisting_of(page.organisation_id),
        "return_form": ReasonForm(auto_id="return_%s"),
        "hide_form": ReasonForm(auto_id="hide_%s"),
        "timeline": timeline_of(page),
    }
    return render(request, "recruitment/officer/page_detail.html", context)


@REVIEWING
@require_POST
def page_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    publish_page(_get(request, pk), by=request.actor)
    messages.success(request, _t("已发布，公众看到的是新的内容。"))
    return back_to(request, "recruitment:office_page", pk)


@REVIEWING
@require_POST
def page_restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    restore_page(_get(request, pk), by=request.actor)
    messages.success(request, _t("已恢复，公众看到的是原来审核过的内容。"))
    return back_to(request, "recruitment:office_page", pk)


@REVIEWING
@require_POST
def page_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, return_page)


@REVIEWING
@require_POST
def page_hide(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _decide(request, pk, hide_page)


def _decide(request: HttpRequest, pk: UUID, do: Callable[..., Any]) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not attempt(form, partial(do, _get(request, pk), by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("已办理，用人单位会收到理由。"))
    return back_to(request, "recruitment:office_page", pk)


def _get(request: HttpRequest, pk: UUID) -> EmployerPage:
    rows = EmployerPage.objects.visible_to(request.actor).select_related("organisation__licence", "video")
    return get_object_or_404(rows.prefetch_related("pictures__upload"), pk=pk)
