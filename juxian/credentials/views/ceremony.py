"""Ceremonies: the day, the list in its order, the papers for it, and the hand-over afterwards."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.credentials.actions import (
    arrange_ceremony,
    hand_over_at_ceremony,
    invite_to_ceremony,
    leave_ceremony,
    order_ceremony,
)
from juxian.credentials.forms.ceremony import AbsentForm, CeremonyForm, GuestForm, GuestQuery, OrderForm
from juxian.credentials.forms.copy import PrintForm
from juxian.credentials.models import Ceremony, Credential
from juxian.credentials.paper import PAPERS_OF_CEREMONY, receipt_pdf
from juxian.credentials.permissions import Permission
from juxian.credentials.presenting import pdf_response
from juxian.credentials.queries.ceremony import MOST_OFFERED, copies_in_order, entries_of, invitable, waiting_copies
from juxian.credentials.tables import CEREMONY_COLUMNS, ceremony_row
from juxian.credentials.views.print_run import order_and_set
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import export_rows
from juxian.kit.views import attempt, audience, paginate, render


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_GET
def ceremony_list(request: HttpRequest) -> HttpResponse:
    rows = Ceremony.objects.visible_to(request.actor)
    return render(request, "credentials/officer/ceremony_list.html", {"page": paginate(request, rows)})


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def ceremony_new(request: HttpRequest) -> HttpResponse:
    form = CeremonyForm(request.POST or None)
    if ceremony := attempt(form, partial(arrange_ceremony, None, by=request.actor)):
        return redirect("credentials:ceremony_invite", ceremony.pk)
    return render(request, "credentials/officer/ceremony_new.html", {"form": form})


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def ceremony(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list; a POST puts it into the typed order."""
    row = _visible(request, pk)
    form = OrderForm(request.POST or None, entries=entries_of(row))
    if form.is_bound and form.is_valid():
        order_ceremony(row, order=form.order(), by=request.actor)
        return redirect("credentials:ceremony", pk)
    waiting = waiting_copies(row)
    context = {
        "row": row,
        "form": form,
        "entries": [(entry, form[f"position_{entry.pk}"]) for entry in form.entries],
        "print_form": PrintForm(initial={"title": row.title}),
        "absent_form": AbsentForm(rows=waiting),
        "is_over": row.held_on <= clock.today(),
        "may_change": row.held_on >= clock.today(),
        "waiting_count": waiting.count(),
    }
    return render(request, "credentials/officer/ceremony.html", context)


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_http_methods(["GET", "POST"])
def ceremony_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose from what is valid and belongs to no ceremony yet."""
    row, query = _visible(request, pk), GuestQuery(request.GET)
    rows = invitable(Credential.objects.visible_to(request.actor), query.values())
    offered = rows.filter(pk__in=rows.values("pk")[:MOST_OFFERED])
    form = GuestForm(request.POST or None, rows=offered)
    if attempt(form, partial(invite_to_ceremony, row, by=request.actor)):
        return redirect("credentials:ceremony", pk)
    context = {"row": row, "query": query, "form": form, "rows": offered, "count": rows.count()}
    return render(request, "credentials/officer/ceremony_invite.html", context)


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def ceremony_leave(request: HttpRequest, pk: UUID, credential_pk: UUID) -> HttpResponse:
    row = _visible(request, pk)
    credential = get_object_or_404(Credential.objects.visible_to(request.actor), pk=credential_pk)
    leave_ceremony(row, credential=credential, by=request.actor)
    return redirect("credentials:ceremony", pk)


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def ceremony_print(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The certificates in the order of the stage."""
    return order_and_set(request, [copy.pk for copy in copies_in_order(_visible(request, pk))])


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_GET
def ceremony_paper(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """The order of the stage, the seats, or the sheet on which receipt is signed."""
    row = _visible(request, pk)
    if kind == "receipts":
        return pdf_response(receipt_pdf(copies_in_order(row), title=row.title), f"receipts-{row.held_on}")
    return pdf_response(PAPERS_OF_CEREMONY[kind](row, list(entries_of(row))), f"{kind}-{row.held_on}")


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def ceremony_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list as Excel. An export of personal data is recorded, so it is a POST."""
    row = _visible(request, pk)
    entries = list(entries_of(row))
    record("export", "credentials.ceremony", by=request.actor, subject=row, data={"count": len(entries)})
    return export_rows(_t("颁证顺序和座位"), CEREMONY_COLUMNS, (ceremony_row(entry) for entry in entries))


@audience(Audience.OFFICE, Permission.HAND_OVER)
@require_POST
def ceremony_hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _visible(request, pk)
    form = AbsentForm(request.POST, rows=waiting_copies(row))
    if attempt(form, partial(hand_over_at_ceremony, row, by=request.actor)):
        messages.success(request, _t("现场发放已登记。"))
        return redirect("credentials:ceremony", pk)
    messages.error(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return redirect("credentials:ceremony", pk)


def _visible(request: HttpRequest, pk: UUID) -> Ceremony:
    return get_object_or_404(Ceremony.objects.visible_to(request.actor), pk=pk)
