"""Requests to be corrected, under /office/corrections/."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience
from juxian.kit.secrets import reveal
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.actions import approve_correction, refuse_correction
from juxian.people.forms.person import AnswerForm, RevealForm
from juxian.people.models import CorrectionRequest
from juxian.people.permissions import Permission
from juxian.people.states import CORRECTION_REQUEST
from juxian.people.views.person import GET_POST

DECIDE = audience(Audience.OFFICE, Permission.DECIDE_CORRECTION)


@DECIDE
@require_GET
def correction_list(request: HttpRequest) -> HttpResponse:
    """Newest first."""
    rows = CorrectionRequest.objects.visible_to(request.actor).select_related("person").order_by("-created_at")
    return render(request, "people/officer/correction_list.html", {"page": paginate(request, rows)})


@DECIDE
@GET_POST
def correction_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is written beside what the document says, and the decision."""
    row, form = _get(request, pk), AnswerForm(request.POST or None)
    if request.method == "POST":
        if "approve" in request.POST:
            approve_correction(row, by=request.actor)
            messages.success(request, _("已更正。"))
            return redirect("people:correction_list")
        if attempt(form, partial(refuse_correction, row, by=request.actor)):
            return redirect("people:correction_list")
    return _page(request, row, form=form)


@DECIDE
@require_POST
def correction_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole wanted number, once, to compare it with the document. Who looked and why is on record."""
    row, form = _get(request, pk), RevealForm(request.POST)
    number = attempt(form, partial(reveal, row, "identity_number", by=request.actor))
    return _page(request, row, reveal_form=form, number=number)


def _page(request: HttpRequest, row: CorrectionRequest, **more: Any) -> HttpResponse:
    context = {
        "correction": row,
        "form": AnswerForm(),
        "reveal_form": RevealForm(),
        "is_open": CORRECTION_REQUEST.can(row, "correct"),
        **more,
    }
    is_faulty = any(getattr(form, "errors", None) for form in more.values())
    return render(request, "people/officer/correction_decide.html", context, status=422 if is_faulty else 200)


def _get(request: HttpRequest, pk: UUID) -> CorrectionRequest:
    rows = CorrectionRequest.objects.visible_to(request.actor).select_related("person", "document")
    return get_object_or_404(rows, pk=pk)
