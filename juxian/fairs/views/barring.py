"""Barrings at the office: who may not reserve, why, and what they say."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import keep_barring, lift_barring
from juxian.fairs.forms.barring import BarringAnswerForm, BarringQuery
from juxian.fairs.models import Barring, Reservation
from juxian.fairs.permissions import Permission
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, paginate, render

SEES = audience(Audience.OFFICE, Permission.SEE_ALL)
DECIDES = audience(Audience.OFFICE, Permission.DECIDE_BARRING)


@SEES
@require_GET
def barrings(request: HttpRequest) -> HttpResponse:
    query = BarringQuery(request.GET)
    rows = Barring.objects.visible_to(request.actor).select_related("person", "organisation")
    state = query.values()["state"]
    page = paginate(request, rows.filter(state=state) if state else rows)
    return render(request, "fairs/officer/barring_list.html", {"form": query, "page": page})


@SEES
@require_GET
def barring(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _barring(request, pk))


@DECIDES
@require_POST
def barring_lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _barring(request, pk), BarringAnswerForm(request.POST)
    if attempt(form, partial(lift_barring, row, by=request.actor)):
        messages.success(request, _t("限制已解除，对方会收到通知。"))
        return redirect("fairs:barring", pk)
    return _page(request, row, form=form)


@DECIDES
@require_POST
def barring_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _barring(request, pk), BarringAnswerForm(request.POST)
    if attempt(form, partial(keep_barring, row, by=request.actor)):
        messages.success(request, _t("限制维持，对方会收到您的意见。"))
        return redirect("fairs:barring", pk)
    return _page(request, row, form=form)


def _barring(request: HttpRequest, pk: UUID) -> Barring:
    rows = Barring.objects.visible_to(request.actor).select_related("person", "organisation")
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, row: Barring, *, form: BarringAnswerForm | None = None) -> HttpResponse:
    missed = Reservation.objects.visible_to(request.actor).filter(pk__in=row.reservation_ids).select_related("event")
    context = {
        "barring": row,
        "missed": missed,
        "form": form or BarringAnswerForm(),
        "may_decide": row.state == "explained" and allows(request.actor, Permission.DECIDE_BARRING, on=row),
        "timeline": timeline_of(row),
    }
    return render(request, "fairs/officer/barring_detail.html", context)
