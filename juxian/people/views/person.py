"""A person's own pages under /my/: who I am, how I am reached, my organisations."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.rate_limit import hit
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render
from juxian.people.actions import (
    accept_invitation,
    leave_organisation,
    register_organisation,
    register_person,
    update_contact,
)
from juxian.people.forms.organisation import CodeForm, OrganisationRegisterForm
from juxian.people.forms.person import ContactForm, RegisterForm
from juxian.people.models import Membership, Person
from juxian.people.permissions import Permission
from juxian.people.states import MembershipState

# Tries a day at numbers of documents, and at codes of one invitation.
TRIES, DAY = 10, 86_400
GET_POST = require_http_methods(["GET", "POST"])


@audience(Audience.PERSON, Permission.REGISTER_SELF)
@GET_POST
def person_register(request: HttpRequest) -> HttpResponse:
    """After sign-up: bind the account to the human."""
    if request.actor.person_id:
        return redirect("people:person_profile")
    form = RegisterForm(request.POST or None)
    if request.method == "POST":
        hit("people.register", str(request.user.pk), limit=TRIES, seconds=DAY)
        if attempt(form, partial(register_person, request.user, by=request.actor)):
            messages.success(request, _("登记完成，可以办理业务了。"))
            return redirect("people:landing")
    return render(request, "people/person/person_register.html", {"form": form})


@audience(Audience.PERSON, Permission.MANAGE_OWN_DATA)
@GET_POST
def person_profile(request: HttpRequest) -> HttpResponse:
    """What is registered about me; contacts I change myself."""
    person = get_own(request)
    form = ContactForm(request.POST or None, request.FILES or None, initial=_contact_of(person))
    if request.method == "POST" and attempt(form, partial(_update_contact, request, person)):
        messages.success(request, _("已保存。"))
        return redirect("people:person_profile")
    return render(request, "people/person/person_profile.html", {"person": person, "form": form})


@audience(Audience.PERSON, Permission.REGISTER_ORGANISATION)
@GET_POST
def my_organisations(request: HttpRequest) -> HttpResponse:
    """My roles, invitations that wait for me, and a new organisation."""
    form = OrganisationRegisterForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(register_organisation, get_own(request), by=request.actor)):
        messages.success(request, _("单位已登记。请切换到单位身份，补充信息后提交核验。"))
        return redirect("people:my_organisations")
    rows = Membership.objects.visible_to(request.actor).select_related("organisation", "invitation")
    context = {
        "form": form,
        "memberships": rows.filter(person=request.actor.person_id).order_by("state", "-starts_on"),
        "invitations": rows.filter(state=MembershipState.INVITED),
    }
    return render(request, "people/person/organisation_list.html", context)


@audience(Audience.PERSON, Permission.ACCEPT_INVITATION)
@GET_POST
def invitation_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Type the code that came by SMS."""
    rows = Membership.objects.visible_to(request.actor).select_related("organisation")
    membership = get_object_or_404(rows, pk=pk, state=MembershipState.INVITED)
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        hit("people.invitation", str(pk), limit=TRIES, seconds=DAY)
        if attempt(form, partial(accept_invitation, membership, by=request.actor)):
            messages.success(request, _("已加入单位。可以在右上角切换身份。"))
            return redirect("people:my_organisations")
    return render(request, "people/person/invitation_accept.html", {"membership": membership, "form": form})


@audience(Audience.PERSON, Permission.MANAGE_OWN_DATA)
@require_POST
def membership_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a role back."""
    membership = get_object_or_404(Membership.objects.visible_to(request.actor), pk=pk)
    leave_organisation(membership, by=request.actor)
    messages.success(request, _("已退出。"))
    return redirect("people:my_organisations")


def get_own(request: HttpRequest) -> Person:
    """Return the acting person's row."""
    return get_object_or_404(Person.objects.visible_to(request.actor), pk=request.actor.person_id)


def _contact_of(person: Person) -> dict[str, Any]:
    """The owner's own number is shown to its owner."""
    return {
        "phone": person.phone.open() if person.phone else "",
        "email": person.email,
        "street_code": person.street_code,
    }


def _update_contact(request: HttpRequest, person: Person, *, portrait: Any, **values: Any) -> Person:
    upload = portrait and accept_upload(portrait, kinds=("image",), by=request.actor, purpose="people.portrait")
    return update_contact(person, by=request.actor, portrait=upload or None, **values)
