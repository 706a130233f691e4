"""What the office does on the roads where somebody outside has judged: look up, confirm, refuse, many at once."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.evaluation.actions import confirm_application, record_look_up, refuse_application
from juxian.evaluation.forms.claim import LookUpForm
from juxian.evaluation.forms.confirmation import ConfirmForm
from juxian.evaluation.forms.officer import OpinionForm
from juxian.evaluation.models import Application
from juxian.evaluation.permissions import Permission
from juxian.evaluation.views.officer import _with_text, get_visible
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.pages import refusal_of_form
from juxian.kit.punctuation import labelled
from juxian.kit.uploads import accept_upload
from juxian.kit.views import audience, render, stay_on

LOOK_UP = "evaluation.look_up"


@audience(Audience.OFFICE, Permission.REVIEW)
@require_POST
def look_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what was found at the national site, with the screenshot."""
    application = get_visible(request, pk)
    form = LookUpForm(request.POST, request.FILES)
    if not form.is_valid():
        return refusal_of_form(request, form)
    values = form.cleaned_data
    picture = accept_upload(values["screenshot"], kinds=("image", "pdf"), by=request.actor, purpose=LOOK_UP)
    record_look_up(application, by=request.actor, **{**values, "screenshot": picture})
    return stay_on(request, "evaluation:office_application", pk)


@audience(Audience.OFFICE, Permission.CONFIRM)
@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_text(request, pk, OpinionForm, confirm_application)


@audience(Audience.OFFICE, Permission.CONFIRM)
@require_POST
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_text(request, pk, OpinionForm, refuse_application)


@audience(Audience.OFFICE, Permission.CONFIRM)
@require_http_methods(["GET", "POST"])
def confirm_list(request: HttpRequest) -> HttpResponse:
    """Confirm many with one opinion; one that cannot be confirmed stops none of the others."""
    rows = Application.objects.visible_to(request.actor).confirmable_by(request.actor)
    rows = rows.select_related("applicant", "employer", "item__occupation").order_by("channel", "level", "number")
    form = ConfirmForm(request.POST or None, rows=rows)
    if form.is_bound and form.is_valid():
        _confirm_many(request, **form.cleaned_data)
        return redirect("evaluation:confirm_list")
    status = 422 if form.errors else 200
    return render(request, "evaluation/officer/confirm_list.html", {"form": form, "rows": rows}, status=status)


def _confirm_many(request: HttpRequest, applications: Any, opinion: str) -> None:
    chosen = list(applications)
    refused = list(filter(None, map(partial(_confirm_one, request, opinion), chosen)))
    messages.success(request, _t("已核定%(count)d人。") % {"count": len(chosen) - len(refused)})
    for message in refused:
        messages.warning(request, message)


def _confirm_one(request: HttpRequest, opinion: str, application: Application) -> str:
    """Confirm one application; return the sentence that says why not, or nothing."""
    try:
        confirm_application(application, opinion=opinion, by=request.actor)
    except RuleBroken as error:
        return labelled(application.number, error.message)
    return ""
