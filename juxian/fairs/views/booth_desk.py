"""The organiser's word on booths: confirm, refuse, close, move, add."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from juxian.fairs.actions import add_participant, approve_booth, move_booth, refuse_booth, withdraw_booth
from juxian.fairs.forms.booth import AddForm, MoveForm
from juxian.fairs.forms.event import ReasonForm
from juxian.fairs.models import Booth
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.floor import free_spots
from juxian.fairs.views.desk import back_to_event, form_page, the_event
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience

DECIDES = audience(Audience.SIGNED_IN, Permission.DECIDE_BOOTH)


@DECIDES
def booth_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an employer on the list at once."""
    event, form = the_event(request, pk), AddForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda employer: add_participant(event, organisation=employer, by=request.actor)
    ):
        messages.success(request, _t("已添加并确认。"))
        return back_to_event(request, pk, "booths")
    return form_page(request, event, form, _t("添加参会单位"), _t("添加后立即确认，单位会收到通知。"))


@DECIDES
@require_POST
def booth_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth = _booth(request, pk)
    approve_booth(booth, by=request.actor)
    messages.success(request, _t("已确认参会，单位会收到通知。"))
    return back_to_event(request, booth.event_id, "booths")


@DECIDES
def booth_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth, form = _booth(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(refuse_booth, booth, by=request.actor)):
        messages.success(request, _t("已告知单位未通过及原因。"))
        return back_to_event(request, booth.event_id, "booths")
    return form_page(request, booth.event, form, _t("不予通过"), booth.organisation.name)


@DECIDES
def booth_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth, form = _booth(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(withdraw_booth, booth, by=request.actor)):
        messages.success(request, _t("展位已关闭，单位和排队的人会收到通知，已投递的简历都保留。"))
        return back_to_event(request, booth.event_id, "booths")
    return form_page(request, booth.event, form, _t("撤展"), booth.organisation.name, kind="danger")


@DECIDES
def booth_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth = _booth(request, pk)
    form = MoveForm(request.POST or None, spots=free_spots(booth.event))
    if (
        "spot" in form.fields
        and request.method == "POST"
        and attempt(form, partial(move_booth, booth, by=request.actor))
    ):
        messages.success(request, _t("展位已调整。"))
        return back_to_event(request, booth.event_id, "booths")
    lead = booth.organisation.name if "spot" in form.fields else _t("展位图上没有空位。请先在展位图上增加展位。")
    return form_page(request, booth.event, form, _t("调整展位"), lead)


def _booth(request: HttpRequest, pk: UUID) -> Booth:
    rows = Booth.objects.visible_to(request.actor).select_related("event", "organisation")
    return get_object_or_404(rows, pk=pk)
