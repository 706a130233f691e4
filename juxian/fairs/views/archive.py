"""Materials and questions of an event at the desk."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from juxian.fairs.actions import add_material, answer_question, hide_question, remove_material, show_question
from juxian.fairs.forms.event import ReasonForm
from juxian.fairs.forms.material import MaterialForm
from juxian.fairs.forms.question import AnswerForm
from juxian.fairs.models import EventQuestion, Material
from juxian.fairs.views.desk import RUNS, back_to_event, form_page, the_event
from juxian.kit.views import attempt


@RUNS
def material_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    event, form = the_event(request, pk), MaterialForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and attempt(form, partial(add_material, event, by=request.actor)):
        messages.success(request, _t("资料已添加。"))
        return back_to_event(request, pk, "materials")
    return form_page(request, event, form, _t("添加资料"), upload=True)


@RUNS
@require_POST
def material_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Material.objects.visible_to(request.actor), pk=pk)
    remove_material(row, by=request.actor)
    messages.success(request, _t("资料已移除。"))
    return back_to_event(request, row.event_id, "materials")


@RUNS
def question_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _question(request, pk), AnswerForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(answer_question, row, by=request.actor)):
        messages.success(request, _t("答复已公开，并通知了提问的人。"))
        return back_to_event(request, row.event_id, "questions")
    return form_page(request, row.event, form, _t("答复提问"), row.question)


@RUNS
def question_hide(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _question(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(hide_question, row, by=request.actor)):
        messages.success(request, _t("已隐藏，记录保留。"))
        return back_to_event(request, row.event_id, "questions")
    return form_page(request, row.event, form, _t("隐藏提问"), row.question)


@RUNS
@require_POST
def question_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _question(request, pk)
    show_question(row, by=request.actor)
    messages.success(request, _t("已恢复显示。"))
    return back_to_event(request, row.event_id, "questions")


def _question(request: HttpRequest, pk: UUID) -> EventQuestion:
    return get_object_or_404(EventQuestion.objects.visible_to(request.actor).select_related("event"), pk=pk)
