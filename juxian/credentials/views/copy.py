"""The office's pages of copies: asked for at the counter, decided, handed over."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.credentials.actions import (
    approve_copy_request,
    hand_over_copy,
    refuse_copy_request,
    renew_credential,
    request_copy_at_counter,
    take_back_copy,
)
from juxian.credentials.forms.copy import AnswerForm, CopyForm, CopyRequestQuery, HandOverForm, RenewForm, TakeBackForm
from juxian.credentials.models import Copy, CopyRequest, Credential
from juxian.credentials.paper import receipt_pdf
from juxian.credentials.permissions import Permission
from juxian.credentials.presenting import pdf_response
from juxian.credentials.states import COPY_REQUEST
from juxian.kit.access import Audience, allows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, back_to, paginate, render


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def copy_request_list(request: HttpRequest) -> HttpResponse:
    form = CopyRequestQuery(request.GET)
    rows = CopyRequest.objects.visible_to(request.actor).select_related("credential")
    if state := form.values()["state"]:
        rows = rows.filter(state=state)
    context = {"form": form, "page": paginate(request, rows)}
    return render(request, "credentials/officer/copy_request_list.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def copy_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is asked for, beside what the newest paper shows."""
    row = _request_of(request, pk)
    may = COPY_REQUEST.can(row, "approve") and allows(request.actor, Permission.DECIDE_COPY, on=row)
    holder = row.credential.holder.surviving()
    context = {"row": row, "copy": row.credential.copy, "holder": holder, "may_decide": may, "form": AnswerForm()}
    return render(request, "credentials/officer/copy_request.html", context)


@audience(Audience.OFFICE, Permission.DECIDE_COPY)
@require_POST
def copy_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = approve_copy_request(_request_of(request, pk), by=request.actor)
    messages.success(request, _t("已补发第%(serial)s份，旧的一份作废。") % {"serial": row.copy.serial})
    return redirect("credentials:office_credential", row.credential_id)


@audience(Audience.OFFICE, Permission.DECIDE_COPY)
@require_POST
def copy_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_form(request, AnswerForm, refuse_copy_request, _request_of(request, pk))


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def copy_at_counter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The holder stands at the counter."""
    credential = get_object_or_404(Credential.objects.visible_to(request.actor), pk=pk)
    form = CopyForm(request.POST or None)
    if attempt(form, partial(request_copy_at_counter, credential, by=request.actor)):
        messages.success(request, _t("补发申请已登记，由另一位人员决定。"))
        return redirect("credentials:office_credential", pk)
    return render(request, "credentials/officer/copy_at_counter.html", {"credential": credential, "form": form})


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def copy_hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_form(request, HandOverForm, hand_over_copy, _copy_of(request, pk))


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def copy_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_form(request, TakeBackForm, take_back_copy, _copy_of(request, pk))


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_GET
def copy_receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The receipt with a line for the signature."""
    copy = _copy_of(request, pk)
    return pdf_response(receipt_pdf([copy]), f"{copy.credential.number}-receipt")


@audience(Audience.OFFICE, Permission.CONTROL)
@require_POST
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    credential = get_object_or_404(Credential.objects.visible_to(request.actor), pk=pk)
    form = RenewForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    renew_credential(credential, by=request.actor, **form.cleaned_data)
    return redirect("credentials:office_credential", pk)


def _request_of(request: HttpRequest, pk: UUID) -> CopyRequest:
    rows = CopyRequest.objects.visible_to(request.actor).select_related("credential__holder")
    return get_object_or_404(rows, pk=pk)


def _copy_of(request: HttpRequest, pk: UUID) -> Copy:
    rows = Copy.objects.visible_to(request.actor).select_related("credential__holder")
    return get_object_or_404(rows, pk=pk)


def _with_form(request: HttpRequest, kind: Any, action: Any, row: Any) -> HttpResponse:
    """Run the action with what the dialog read, and lead back to where the officer came from."""
    form = kind(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    action(row, by=request.actor, **form.cleaned_data)
    return back_to(request, "credentials:office_credential", row.credential_id)
