"""Appeals: the applicant files and withdraws under /my/, the office accepts or refuses under /office/."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import accept_appeal, file_appeal, refuse_appeal, withdraw_appeal
from juxian.evaluation.forms.appeal import AnswerForm, AppealForm, AppealQuery
from juxian.evaluation.models import Appeal
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.appeal import appeal_of, may_appeal_until, obstacle_to_appeal, panels_of
from juxian.evaluation.states import APPEAL
from juxian.evaluation.views.person import get_application
from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, paginate, render


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def my_appeal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Why, until when, and afterwards what became of it."""
    application = get_application(request, pk)
    appeal, form = appeal_of(application), AppealForm(request.POST or None)
    if attempt(form, partial(file_appeal, application, by=request.actor)):
        messages.success(request, _t("申诉已提交，五个工作日内告知是否受理。"))
        return redirect("evaluation:my_appeal", pk)
    context = {"application": application, "appeal": appeal, "form": form}
    context |= {"obstacle": "" if appeal else obstacle_to_appeal(application), "until": may_appeal_until(application)}
    context["may_withdraw"] = bool(appeal and APPEAL.can(appeal, "withdraw"))
    return render(request, "evaluation/person/appeal.html", context)


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
def my_appeal_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    appeal = get_object_or_404(Appeal.objects.visible_to(request.actor).select_related("application"), pk=pk)
    withdraw_appeal(appeal, by=request.actor)
    return redirect("evaluation:my_appeal", appeal.application_id)


@audience(Audience.OFFICE, Permission.HANDLE_REMEDY)
@require_GET
def appeal_list(request: HttpRequest) -> HttpResponse:
    form = AppealQuery(request.GET)
    rows = Appeal.objects.visible_to(request.actor).with_words()
    if state := form.values()["state"]:
        rows = rows.filter(state=state)
    return render(request, "evaluation/officer/appeal_list.html", {"page": paginate(request, rows), "form": form})


@audience(Audience.OFFICE, Permission.HANDLE_REMEDY)
@require_GET
def appeal_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The reasons beside what the first panel found."""
    return _detail(request, _get(request, pk), AnswerForm())


@audience(Audience.OFFICE, Permission.HANDLE_REMEDY)
@require_POST
def appeal_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    accept_appeal(_get(request, pk), by=request.actor)
    messages.success(request, _t("已受理。请为这份申报另组评审组复评。"))
    return redirect("evaluation:appeal_detail", pk)


@audience(Audience.OFFICE, Permission.HANDLE_REMEDY)
@require_POST
def appeal_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    appeal, form = _get(request, pk), AnswerForm(request.POST)
    if attempt(form, partial(refuse_appeal, appeal, by=request.actor)):
        return redirect("evaluation:appeal_detail", pk)
    return _detail(request, appeal, form)


def _get(request: HttpRequest, pk: UUID) -> Appeal:
    return get_object_or_404(Appeal.objects.visible_to(request.actor).with_words(), pk=pk)


def _detail(request: HttpRequest, appeal: Appeal, form: AnswerForm) -> HttpResponse:
    context = {
        "appeal": appeal,
        "form": form,
        "may_decide": APPEAL.can(appeal, "accept"),
        "panels": panels_of(appeal.application),
        "timeline": timeline_of(appeal),
    }
    return render(request, "evaluation/officer/appeal_detail.html", context)
