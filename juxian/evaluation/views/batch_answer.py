"""The worker's page: what the employer wrote, to be corrected, completed and submitted, or declined."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.evaluation.actions import change_statement, decline_row
from juxian.evaluation.forms.batch import AnswerForm, RefusalForm
from juxian.evaluation.models import Application, BatchRow
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.application import missing_parts
from juxian.evaluation.queries.employer_plan import scores_in_words
from juxian.evaluation.states import BatchRowState
from juxian.kit.access import Audience
from juxian.kit.pages import refusal_of_form
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render

PORTRAIT = "evaluation.portrait"


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Photo and pledge on one page; what is missing besides is asked on the pages of the application."""
    row = _row(request, pk)
    if row.state != BatchRowState.WAITING:
        return redirect("evaluation:my_application", row.application_id)
    application = row.application
    form = AnswerForm(request.POST or None, request.FILES or None, has_portrait=bool(application.portrait_id))
    if attempt(form, lambda **fields: _complete(request, application, **fields)):
        return redirect(_next_page(application))
    context = {"row": row, "application": application, "form": form, "refusal_form": RefusalForm()}
    context["scores"] = scores_in_words(application)
    return render(request, "evaluation/person/batch_answer.html", context)


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    decline_row(_row(request, pk), by=request.actor, **form.cleaned_data)
    messages.success(request, _t("已告诉单位您不同意，这份草稿已作废。"))
    return redirect("evaluation:my_applications")


def _complete(request: HttpRequest, application: Application, portrait: Any, has_pledged: bool) -> Application:
    upload = accept_upload(portrait, kinds=("image",), by=request.actor, purpose=PORTRAIT) if portrait else None
    return change_statement(
        application,
        statement=application.statement,
        portrait=upload,
        has_pledged=has_pledged,
        by=request.actor,
    )


def _next_page(application: Application) -> str:
    """Return the first page on which something is missing, or the last one, where it is submitted."""
    application.refresh_from_db()
    missing = missing_parts(application)
    return missing[0].page if missing else reverse("evaluation:my_check", args=[application.pk])


def _row(request: HttpRequest, pk: UUID) -> BatchRow:
    rows = BatchRow.objects.visible_to(request.actor)
    return get_object_or_404(
        rows.select_related("organisation", "application__item__occupation", "application__employer", "plan"), pk=pk
    )
