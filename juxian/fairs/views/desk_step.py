"""The single steps of an event: one button each."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from juxian.fairs.actions import discard_event, end_event, publish_event, return_event, start_event, submit_event
from juxian.fairs.forms.event import ReasonForm
from juxian.fairs.models import Event
from juxian.fairs.permissions import Permission
from juxian.fairs.views.desk import RUNS, back_to_event, form_page, the_event
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience

REVIEWS = audience(Audience.OFFICE, Permission.REVIEW_EVENT)


@RUNS
@require_POST
def event_submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _done(request, submit_event, the_event(request, pk), _t("已提交，由另一位人员审核发布。"))


@RUNS
@require_POST
def event_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _done(request, discard_event, the_event(request, pk), _t("已作废。"))


@RUNS
@require_POST
def event_start(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _done(request, start_event, the_event(request, pk), _t("活动已开始。"))


@RUNS
@require_POST
def event_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _done(request, end_event, the_event(request, pk), _t("活动已结束。"))


@REVIEWS
@require_POST
def event_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(request.actor), pk=pk)
    return _done(request, publish_event, event, _t("已发布，活动进入日历。"))


@REVIEWS
def event_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    event, form = get_object_or_404(Event.objects.visible_to(request.actor), pk=pk), ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(return_event, event, by=request.actor)):
        messages.success(request, _t("已退回，举办单位会收到您的意见。"))
        return redirect("fairs:office_event", pk)
    return form_page(request, event, form, _t("退回修改"))


def _done(request: Any, do: Callable[..., Any], event: Event, words: str) -> HttpResponse:
    do(event, by=request.actor)
    messages.success(request, words)
    return back_to_event(request, event.pk)
