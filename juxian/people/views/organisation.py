"""An organisation's pages under /org/: its profile and its people."""

from datetime import timedelta
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
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.pages import refusal_of_form
from juxian.kit.rate_limit import hit
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render
from juxian.people.actions import (
    amend_organisation,
    attach_licence,
    end_membership,
    invite_member,
    resume_membership,
    submit_organisation,
    suspend_membership,
    update_organisation,
    update_organisation_contact,
    withdraw_organisation,
)
from juxian.people.forms.organisation import InviteForm, LicenceForm, OrganisationContactForm, OrganisationForm
from juxian.people.forms.person import ReasonForm
from juxian.people.models import Membership, Organisation
from juxian.people.permissions import Permission
from juxian.people.states import MEMBERSHIP, ORGANISATION, OrganisationState
from juxian.people.views.person import DAY, GET_POST

MANAGE = audience(Audience.ORGANISATION, Permission.MANAGE_ORGANISATION)
STAFF = audience(Audience.ORGANISATION, Permission.MANAGE_STAFF)
INVITATIONS_A_DAY = 30  # each is a text message to somebody who did not ask for one
EDITABLE = {OrganisationState.DRAFT, OrganisationState.RETURNED}


@MANAGE
@GET_POST
def organisation_profile(request: HttpRequest) -> HttpResponse:
    """Facts, licence, state; a form that fits the state."""
    organisation = get_own(request)
    is_editable = organisation.state in EDITABLE
    kind, save = (
        (OrganisationForm, update_organisation)
        if is_editable
        else (OrganisationContactForm, update_organisation_contact)
    )
    form = kind(request.POST or None, initial=_values_of(organisation))
    if request.method == "POST" and attempt(form, partial(save, organisation, by=request.actor)):
        messages.success(request, _("已保存。"))
        return redirect("people:organisation_profile")
    context = {
        "organisation": organisation,
        "form": form,
        "is_editable": is_editable,
        "licence_form": LicenceForm(),
        "reason_form": ReasonForm(),
        "events": {row.event for row in ORGANISATION.open_events(organisation.state)},
        "timeline": timeline_of(organisation, shows_names=False),
    }
    return render(request, "people/organisation/organisation_profile.html", context)


@MANAGE
@require_POST
def licence_upload(request: HttpRequest) -> HttpResponse:
    """Keep the licence."""
    organisation, form = get_own(request), LicenceForm(request.POST, request.FILES)
    if attempt(form, partial(_attach, request, organisation)):
        messages.success(request, _("执照已上传。"))
        return redirect("people:organisation_profile")
    return refusal_of_form(request, form)


@MANAGE
@require_POST
def organisation_submit(request: HttpRequest) -> HttpResponse:
    submit_organisation(get_own(request), by=request.actor)
    messages.success(request, _("已提交，窗口会在五个工作日内核验。"))
    return redirect("people:organisation_profile")


@MANAGE
@require_POST
def organisation_withdraw(request: HttpRequest) -> HttpResponse:
    withdraw_organisation(get_own(request), by=request.actor)
    messages.success(request, _("已撤回，可以修改后再提交。"))
    return redirect("people:organisation_profile")


@MANAGE
@require_POST
def organisation_amend(request: HttpRequest) -> HttpResponse:
    form = ReasonForm(request.POST)
    if attempt(form, partial(amend_organisation, get_own(request), by=request.actor)):
        messages.success(request, _("可以修改了。改好后请重新提交核验。"))
        return redirect("people:organisation_profile")
    return refusal_of_form(request, form)


@STAFF
@GET_POST
def staff_list(request: HttpRequest) -> HttpResponse:
    """Who acts for us, until when; inviting somebody."""
    organisation = get_own(request)
    form = InviteForm(request.POST or None, organisation=organisation)
    if request.method == "POST":
        hit("people.invite", str(organisation.pk), limit=INVITATIONS_A_DAY, seconds=DAY)
        if attempt(form, partial(invite_member, organisation, by=request.actor)):
            messages.success(request, _("邀请短信已发出，七天内有效。"))
            return redirect("people:staff_list")
    rows = Membership.objects.visible_to(request.actor).select_related("person", "invitation")
    context = {
        "form": form,
        "memberships": rows.not_ended().order_by("state", "starts_on"),
        "reason_form": ReasonForm(),
        "soon": clock.today() + timedelta(days=30),
    }
    return render(request, "people/organisation/staff_list.html", context)


@STAFF
@require_POST
def membership_change(request: HttpRequest, pk: UUID, event: str) -> HttpResponse:
    """Suspend, resume or end a membership."""
    membership = get_object_or_404(Membership.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else _("单位管理员办理")
    if event == "resume":
        resume_membership(membership, by=request.actor)
    else:
        change = {"suspend": suspend_membership, "end": end_membership}[event]
        change(membership, by=request.actor, reason=reason)
    messages.success(request, _("已办理：%(event)s。") % {"event": MEMBERSHIP.label(event)})
    return redirect("people:staff_list")


def get_own(request: HttpRequest) -> Organisation:
    """Return the organisation of the hat."""
    return get_object_or_404(Organisation.objects.visible_to(request.actor), pk=request.actor.organisation_id)


def _values_of(organisation: Organisation) -> dict[str, Any]:
    plain = ("name", "industry_code", "street_code", "address", "contact_name")
    phone = organisation.contact_phone.open() if organisation.contact_phone else ""
    return {**{name: getattr(organisation, name) for name in plain}, "contact_phone": phone}


def _attach(request: HttpRequest, organisation: Organisation, *, licence: Any) -> Organisation:
    upload = accept_upload(licence, kinds=("image", "pdf"), by=request.actor, purpose="people.licence")
    return attach_licence(organisation, by=request.actor, licence=upload)
