"""The blacklist in the office."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import RuleBroken
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import QueryForm, attempt, audience, paginate, render
from juxian.people.queries.employers import find_employers
from juxian.recruitment.actions import blacklist_organisation, lift_blacklisting
from juxian.recruitment.forms.employer import BlacklistForm, BlacklistQuery, EmployerField
from juxian.recruitment.forms.vacancy import ReasonForm
from juxian.recruitment.models import Blacklisting
from juxian.recruitment.permissions import Permission
from juxian.recruitment.states import BLACKLISTING

SEEING = audience(Audience.OFFICE, Permission.SEE_ALL)
LISTING = audience(Audience.OFFICE, Permission.BLACKLIST)


class EmployerQuery(QueryForm, EmployerField):
    """The employer that a link from a complaint names."""


@SEEING
@require_GET
def blacklist(request: HttpRequest) -> HttpResponse:
    form = BlacklistQuery(request.GET)
    rows = Blacklisting.objects.visible_to(request.actor).select_related("organisation")
    if state := form.values()["state"]:
        rows = rows.filter(state=state)
    context = {
        "page": paginate(request, rows),
        "form": form,
        "may_blacklist": allows(request.actor, Permission.BLACKLIST),
    }
    return render(request, "recruitment/officer/blacklist.html", context)


@LISTING
@require_http_methods(["GET", "POST"])
def blacklist_create(request: HttpRequest) -> HttpResponse:
    form = BlacklistForm(request.POST or None, initial=EmployerQuery(request.GET).values())
    if entry := attempt(form, partial(_entered, request)):
        messages.success(request, _t("已列入黑名单，同时下架%(count)d个职位。") % {"count": entry.vacancy_count})
        return redirect("recruitment:office_blacklisting", entry.pk)
    return render(request, "recruitment/officer/blacklist_form.html", {"form": form})


@SEEING
@require_GET
def blacklisting(request: HttpRequest, pk: UUID) -> HttpResponse:
    entry = _get(request, pk)
    may_lift = BLACKLISTING.can(entry, "lift") and allows(request.actor, Permission.BLACKLIST, on=entry)
    context = {"entry": entry, "may_lift": may_lift, "lift_form": ReasonForm(), "timeline": timeline_of(entry)}
    return render(request, "recruitment/officer/blacklisting.html", context)


@LISTING
@require_POST
def blacklist_lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not attempt(form, partial(lift_blacklisting, _get(request, pk), by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("已移出黑名单，单位可以重新发布职位。"))
    return redirect("recruitment:office_blacklisting", pk)


def _entered(request: HttpRequest, employer: str, **values: Any) -> Blacklisting:
    found = find_employers(employer)
    if len(found) != 1:
        raise RuleBroken(_t("没有找到唯一的单位。请写单位全称或者统一社会信用代码。"), field="employer")
    return blacklist_organisation(found[0], by=request.actor, **values)


def _get(request: HttpRequest, pk: UUID) -> Blacklisting:
    return get_object_or_404(Blacklisting.objects.visible_to(request.actor).select_related("organisation"), pk=pk)
