"""Taking many certificates back: proposed by one, executed by another."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.credentials.actions import drop_revocation, execute_revocation, propose_revocation
from juxian.credentials.forms.revocation import NUMBER_COLUMNS, NumbersQuery, RevocationForm
from juxian.credentials.models import Revocation
from juxian.credentials.permissions import Permission
from juxian.credentials.queries.revocation import effects_of
from juxian.credentials.states import REVOCATION
from juxian.kit.access import Audience, allows
from juxian.kit.excel import template_file
from juxian.kit.views import attempt, audience, paginate, render


@audience(Audience.OFFICE, Permission.PROPOSE_REVOCATION)
@require_GET
def revocation_list(request: HttpRequest) -> HttpResponse:
    rows = Revocation.objects.visible_to(request.actor)
    return render(request, "credentials/officer/revocation_list.html", {"page": paginate(request, rows)})


@audience(Audience.OFFICE, Permission.PROPOSE_REVOCATION)
@require_http_methods(["GET", "POST"])
def revocation_new(request: HttpRequest) -> HttpResponse:
    """Numbers, reason, correction. What it would do is shown before anybody executes it."""
    form = RevocationForm(request.POST or None, request.FILES or None, initial=NumbersQuery(request.GET).values())
    if revocation := attempt(form, partial(propose_revocation, None, by=request.actor)):
        return redirect("credentials:revocation", revocation.pk)
    return render(request, "credentials/officer/revocation_new.html", {"form": form})


@audience(Audience.OFFICE, Permission.PROPOSE_REVOCATION)
@require_GET
def revocation_template(request: HttpRequest) -> HttpResponse:
    return template_file(_t("撤销名单模板"), NUMBER_COLUMNS)


@audience(Audience.OFFICE, Permission.PROPOSE_REVOCATION)
@require_GET
def revocation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each certificate with what will happen, or has happened, to it."""
    row = _visible(request, pk)
    is_open = REVOCATION.can(row, "execute")
    is_mine = row.proposed_by_id == request.actor.person_id
    context = {
        "row": row,
        "effects": effects_of(row),
        "may_execute": is_open and not is_mine and allows(request.actor, Permission.CONTROL, on=row),
        "may_drop": is_open,
        "waits_for_other": is_open and is_mine,
    }
    return render(request, "credentials/officer/revocation.html", context)


@audience(Audience.OFFICE, Permission.CONTROL)
@require_POST
def revocation_execute(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = execute_revocation(_visible(request, pk), by=request.actor)
    messages.success(request, _t("已办理%(count)d张证书，每位持证人都会收到消息。") % {"count": row.lines.count()})
    return redirect("credentials:revocation", pk)


@audience(Audience.OFFICE, Permission.PROPOSE_REVOCATION)
@require_POST
def revocation_drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    drop_revocation(_visible(request, pk), by=request.actor)
    return redirect("credentials:revocation", pk)


def _visible(request: HttpRequest, pk: UUID) -> Revocation:
    return get_object_or_404(Revocation.objects.visible_to(request.actor), pk=pk)
