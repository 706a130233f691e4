"""Objections in the office: the queue, one objection, its verification and decision."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from juxian.kit.access import Actor, Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import PermissionDenied
from juxian.kit.secrets import reveal
from juxian.kit.views import attempt, audience, paginate, render
from juxian.notices.actions import accept_objection, decide_objection
from juxian.notices.forms.officer import DecisionForm, ObjectionTabForm, RevealForm
from juxian.notices.models import Objection
from juxian.notices.permissions import Permission
from juxian.notices.states import OBJECTION, ObjectionState

HANDLE = audience(Audience.OFFICE, Permission.HANDLE_OBJECTION)


@HANDLE
@require_safe
def objection_list(request: HttpRequest) -> HttpResponse:
    """Objections by state, those that wait first."""
    state = ObjectionTabForm(request.GET).values()["state"]
    rows = Objection.objects.visible_to(request.actor).filter(state=state).select_related("notice", "entry")
    context = {"page": paginate(request, rows.order_by("created_at")), "tabs": ObjectionState, "tab": state}
    return render(request, "notices/officer/objection_list.html", context)


@HANDLE
@require_safe
def objection_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One objection."""
    return _page(request, _get_objection(request, pk))


@HANDLE
@require_POST
def objection_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin to verify."""
    accept_objection(_get_objection(request, pk), by=request.actor)
    messages.success(request, _("已开始核实，相关人员在作出决定前不会认定。"))
    return redirect("notices:objection_detail", pk)


@HANDLE
@require_POST
def objection_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Uphold or dismiss."""
    objection, form = _get_objection(request, pk), DecisionForm(request.POST)
    if attempt(form, partial(decide_objection, objection, by=request.actor)):
        messages.success(request, _("已作出决定。"))
        return redirect("notices:objection_detail", pk)
    return _page(request, objection, form=form)


@HANDLE
@require_POST
def objection_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show once who objects; who looked and why is on record."""
    objection, form = _get_objection(request, pk), RevealForm(request.POST)
    if not allows(request.actor, Permission.HANDLE_OBJECTION, on=objection):
        raise PermissionDenied(str(Permission.HANDLE_OBJECTION))
    shown = attempt(form, partial(_reveal, objection, request.actor))
    return _page(request, objection, reveal_form=form, shown=shown)


def _reveal(objection: Objection, by: Actor, reason: str) -> dict[str, str | None]:
    fields = ("objector_name", "objector_contact")
    return {field: reveal(objection, field, by=by, reason=reason) for field in fields}


def _page(request: HttpRequest, objection: Objection, **more: object) -> HttpResponse:
    context = {
        "objection": objection,
        "events": {row.event for row in OBJECTION.open_events(objection.state)},
        "may_handle": allows(request.actor, Permission.HANDLE_OBJECTION, on=objection),
        "form": DecisionForm(),
        "reveal_form": RevealForm(),
        "timeline": timeline_of(objection),
        **more,
    }
    is_faulty = any(getattr(form, "errors", None) for form in more.values())
    return render(request, "notices/officer/objection_detail.html", context, status=422 if is_faulty else 200)


def _get_objection(request: HttpRequest, pk: UUID) -> Objection:
    rows = Objection.objects.visible_to(request.actor).select_related("notice", "entry", "evidence")
    return get_object_or_404(rows, pk=pk)
