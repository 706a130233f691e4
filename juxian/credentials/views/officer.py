"""The office's pages of certificates."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.credentials.actions import resume_credential, revoke_credential, suspend_credential
from juxian.credentials.forms.copy import HandOverForm, PaperQuery, PrintForm, RenewForm, TakeBackForm
from juxian.credentials.forms.credential import ListQuery, ReasonForm
from juxian.credentials.models import Credential
from juxian.credentials.paper import certificate_pdf
from juxian.credentials.permissions import Permission
from juxian.credentials.presenting import pdf_response, verdict_of
from juxian.credentials.queries import filtered
from juxian.credentials.states import CREDENTIAL, CopyRequestState
from juxian.credentials.tables import EXPORT_COLUMNS, export_row
from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.excel import export_rows
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import audience, paginate, render


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def credential_list(request: HttpRequest) -> HttpResponse:
    form = ListQuery(request.GET)
    rows = filtered(Credential.objects.visible_to(request.actor), form.values())
    may_print = allows(request.actor, Permission.HAND_OVER)
    context = {"form": form, "page": paginate(request, rows), "print_form": PrintForm() if may_print else None}
    return render(request, "credentials/officer/credential_list.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_POST
def credential_export(request: HttpRequest) -> HttpResponse:
    """The filtered list as Excel. An export of personal data is recorded, so it is a POST."""
    rows = filtered(Credential.objects.visible_to(request.actor), ListQuery(request.POST).values())
    record("export", "credentials.credentials", by=request.actor, data={"count": rows.count()})
    chunks = rows.select_related("holder").iterator(500)
    return export_rows(_t("证书清单"), EXPORT_COLUMNS, (export_row(row) for row in chunks))


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def credential_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    credential = _visible(request, pk)
    may = allows(request.actor, Permission.CONTROL, on=credential)
    context = {
        "credential": credential,
        "verdict": verdict_of(credential),
        "open": {row.event: may for row in CREDENTIAL.open_events(credential.state)},
        "form": ReasonForm(),
        "renew_form": RenewForm(),
        "paper_form": PaperQuery(),
        "timeline": timeline_of(credential),
        **_papers(request, credential),
    }
    return render(request, "credentials/officer/credential_detail.html", context)


@audience(Audience.OFFICE, Permission.SEE_ALL)
@require_GET
def credential_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    credential = _visible(request, pk)
    return pdf_response(certificate_pdf(credential, **PaperQuery(request.GET).values()), credential.number)


@audience(Audience.OFFICE, Permission.CONTROL)
@require_POST
def suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, suspend_credential)


@audience(Audience.OFFICE, Permission.CONTROL)
@require_POST
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, resume_credential)


@audience(Audience.OFFICE, Permission.CONTROL)
@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _with_reason(request, pk, revoke_credential)


def _papers(request: HttpRequest, credential: Credential) -> dict[str, Any]:
    """The copies and what may be done with them."""
    return {
        "copies": credential.copies.order_by("-serial"),
        "open_request": credential.copy_requests.filter(state=CopyRequestState.REQUESTED).first(),
        "may_hand_over": allows(request.actor, Permission.HAND_OVER, on=credential),
        "hand_form": HandOverForm(initial={"received_by": credential.copy.holder_name}),
        "back_form": TakeBackForm(),
    }


def _visible(request: HttpRequest, pk: UUID) -> Credential:
    rows = Credential.objects.visible_to(request.actor).select_related("holder", "portrait")
    return get_object_or_404(rows, pk=pk)


def _with_reason(request: HttpRequest, pk: UUID, action: Callable[..., Any]) -> HttpResponse:
    credential = _visible(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    action(credential, by=request.actor, **form.cleaned_data)
    return redirect("credentials:office_credential", pk)
