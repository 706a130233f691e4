"""The floor plan at the desk: drawn at once, changed square by square."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import clear_spot, draw_floor, set_spot
from juxian.fairs.forms.floor import DrawForm, SpotForm
from juxian.fairs.queries.floor import floor_of
from juxian.fairs.views.desk import RUNS, page_of, the_event
from juxian.kit.views import attempt, render


@RUNS
@require_GET
def floor(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _floor(request, pk)


@RUNS
@require_POST
def floor_draw(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = DrawForm(request.POST)
    if attempt(form, partial(draw_floor, the_event(request, pk), by=request.actor)):
        messages.success(request, _t("展位图已绘制。"))
        return redirect("fairs:floor", pk)
    return _floor(request, pk, draw_form=form)


@RUNS
@require_POST
def spot_set(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = SpotForm(request.POST)
    if attempt(form, partial(set_spot, the_event(request, pk), by=request.actor)):
        messages.success(request, _t("这一格已保存。"))
        return redirect("fairs:floor", pk)
    return _floor(request, pk, spot_form=form)


@RUNS
@require_POST
def spot_clear(request: HttpRequest, pk: UUID, spot_pk: UUID) -> HttpResponse:
    event = the_event(request, pk)
    clear_spot(get_object_or_404(event.spots.all(), pk=spot_pk), by=request.actor)
    messages.success(request, _t("这一格已清空。"))
    return redirect("fairs:floor", pk)


def _floor(request: Any, pk: UUID, **more: Any) -> HttpResponse:
    event = the_event(request, pk)
    context = {"event": event, "floor": floor_of(event), "page": page_of(request.actor)}
    context |= {"draw_form": DrawForm(), "spot_form": SpotForm(), "may_edit": True, **more}
    return render(request, "fairs/desk/floor.html", context)
