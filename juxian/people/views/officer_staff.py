"""Roles of the office under /office/staff/, and lending one's role to a colleague under /roles/delegate/."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, render
from juxian.people.actions import assign_office_role, delegate_role, end_office_role, find_for_role
from juxian.people.forms.organisation import DelegateForm, OfficeRoleForm
from juxian.people.forms.person import ReasonForm, RoleSearchForm
from juxian.people.models import Membership, Organisation
from juxian.people.permissions import Permission
from juxian.people.queries import colleagues_of, membership_of, person_by_key
from juxian.people.views.person import GET_POST

ASSIGN = audience(Audience.OFFICE, Permission.ASSIGN_OFFICE_ROLE)


@ASSIGN
@GET_POST
def office_staff(request: HttpRequest) -> HttpResponse:
    """Who holds which role; finding somebody by their whole document number to give one."""
    form = RoleSearchForm(request.POST or None)
    rows = Membership.objects.visible_to(request.actor).not_ended().select_related("person", "organisation")
    context = {
        "form": form,
        "found": attempt(form, partial(find_for_role, _own_office(request), by=request.actor))
        if request.POST
        else None,
        "role_form": OfficeRoleForm(),
        "memberships": rows.exclude(person=None).order_by("role", "starts_on"),
        "reason_form": ReasonForm(),
    }
    return render(request, "people/officer/office_staff.html", context)


@ASSIGN
@require_POST
def role_assign(request: HttpRequest) -> HttpResponse:
    """Give a role."""
    form = OfficeRoleForm(request.POST)
    if attempt(form, partial(_assign, request)):
        messages.success(request, _("角色已授予。此人须先启用二次验证才能使用。"))
        return redirect("people:office_staff")
    return refusal_of_form(request, form)


@ASSIGN
@require_POST
def role_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a role back."""
    membership = get_object_or_404(Membership.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST)
    if attempt(form, partial(end_office_role, membership, by=request.actor)):
        messages.success(request, _("角色已收回。"))
        return redirect("people:office_staff")
    return refusal_of_form(request, form)


@audience(Audience.SIGNED_IN, Permission.DELEGATE_ROLE)
@GET_POST
def delegation_list(request: HttpRequest) -> HttpResponse:
    """Lend the role of this hat for some days."""
    membership = _own_membership(request)
    colleagues = [(str(person.pk), person.name) for person in colleagues_of(membership)]
    form = DelegateForm(request.POST or None, colleagues=colleagues, initial={"starts_on": clock.today()})
    if request.method == "POST" and attempt(form, partial(_delegate, request, membership)):
        messages.success(request, _("已委托，到期自动结束。"))
        return redirect("people:delegation_list")
    context = {
        "form": form,
        "membership": membership,
        "delegations": membership.delegations.not_ended().select_related("person").order_by("starts_on"),
    }
    return render(request, "people/person/delegation_list.html", context)


def _own_membership(request: HttpRequest) -> Membership:
    """Return the membership behind the hat."""
    return get_object_or_404(membership_of(request.actor))


def _assign(request: HttpRequest, *, person: UUID, **values: Any) -> Membership:
    chosen = get_object_or_404(person_by_key(person))
    return assign_office_role(_own_office(request), by=request.actor, person=chosen, **values)


def _own_office(request: HttpRequest) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.actor), pk=request.actor.organisation_id)


def _delegate(request: HttpRequest, membership: Membership, *, to: str, **values: Any) -> Membership:
    colleague = get_object_or_404(colleagues_of(membership), pk=to)
    return delegate_role(membership, by=request.actor, to=colleague, **values)
