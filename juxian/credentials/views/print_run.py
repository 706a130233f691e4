"""Piles of papers: ordered from the list or a ceremony, set in the background, downloaded."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from juxian.credentials.actions import order_print, retry_print
from juxian.credentials.forms.copy import PrintForm
from juxian.credentials.forms.credential import ListQuery
from juxian.credentials.models import Credential, PrintRun
from juxian.credentials.paper.pile import pile_pdf
from juxian.credentials.permissions import Permission
from juxian.credentials.presenting import pdf_response
from juxian.credentials.queries import copies_to_print, filtered
from juxian.credentials.states import PRINT_RUN, PrintRunState
from juxian.credentials.tasks import set_print_run
from juxian.kit.access import Audience
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import audience, paginate, render

AT_ONCE = 30  # papers that are set while the officer waits: about two seconds


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_GET
def print_run_list(request: HttpRequest) -> HttpResponse:
    rows = PrintRun.objects.visible_to(request.actor)
    return render(request, "credentials/officer/print_run_list.html", {"page": paginate(request, rows)})


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_GET
def print_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; then the file."""
    row = _visible(request, pk)
    context = {"row": row, "may_retry": PRINT_RUN.can(row, "retry")}
    return render(request, "credentials/officer/print_run.html", context, part="credentials/officer/_print_run.html")


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def print_order(request: HttpRequest) -> HttpResponse:
    """Everything that the filters of the list leave, in its order."""
    rows = filtered(Credential.objects.visible_to(request.actor), ListQuery(request.POST).values())
    return order_and_set(request, copies_to_print(rows))


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def print_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _set(retry_print(_visible(request, pk), by=request.actor))


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_GET
def print_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _visible(request, pk)
    if row.state != PrintRunState.DONE:
        raise Http404
    return pdf_response(pile_pdf(row), f"certificates-{row.ordered_at:%Y%m%d-%H%M}")


def order_and_set(request: HttpRequest, copy_ids: list[Any]) -> HttpResponse:
    """Order the pile with what the dialog read; a small one is there at once."""
    form = PrintForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    return _set(order_print(None, copy_ids=copy_ids, by=request.actor, **form.cleaned_data))


def _set(run: PrintRun) -> HttpResponse:
    if run.count <= AT_ONCE:
        set_print_run(str(run.pk))
    else:
        set_print_run.defer(run_id=str(run.pk))
    return redirect("credentials:print_run", run.pk)


def _visible(request: HttpRequest, pk: UUID) -> PrintRun:
    return get_object_or_404(PrintRun.objects.visible_to(request.actor), pk=pk)
