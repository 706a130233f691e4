"""The office's pages about persons under /office/persons/."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, render
from juxian.people.actions import (
    correct_identity,
    link_account,
    register_at_counter,
    reveal_identity_number,
)
from juxian.people.forms.person import (
    CorrectionForm,
    CounterForm,
    LinkAccountForm,
    PersonSearchForm,
    RevealForm,
)
from juxian.people.models import Organisation, Person, PersonMerge
from juxian.people.permissions import Permission
from juxian.people.queries import search_persons
from juxian.people.views.person import GET_POST

MOST_FOUND = 50


@audience(Audience.OFFICE, Permission.FIND_PERSONS)
@GET_POST
def person_list(request: HttpRequest) -> HttpResponse:
    """Search. The words come by POST: numbers of people never stand in an address or a log."""
    form = PersonSearchForm(request.POST or None)
    words = form.words()
    rows = Person.objects.visible_to(request.actor)
    found = list(search_persons(rows, words).order_by("name", "created_at")[: MOST_FOUND + 1]) if words else []
    if words:
        record("read", "people.search_persons", by=request.actor, data={"found": len(found)})
    context = {
        "form": form,
        "words": words,
        "persons": found[:MOST_FOUND],
        "has_more": len(found) > MOST_FOUND,
        "may_register": allows(request.actor, Permission.REGISTER_AT_COUNTER),
    }
    return render(request, "people/officer/person_list.html", context, part="people/officer/_person_table.html")


@audience(Audience.OFFICE, Permission.FIND_PERSONS)
@require_GET
def person_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person, masked."""
    return _detail(request, _get(request, pk))


@audience(Audience.OFFICE, Permission.REVEAL_IDENTITY)
@require_POST
def identity_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole number, once, for a reason. A POST, because each look is on record."""
    person, form = _get(request, pk), RevealForm(request.POST)
    number = attempt(form, partial(reveal_identity_number, person, by=request.actor))
    return _detail(request, person, reveal_form=form, number=number, status=200 if number else 422)


@audience(Audience.OFFICE, Permission.REGISTER_AT_COUNTER)
@GET_POST
def person_register(request: HttpRequest) -> HttpResponse:
    """Register who stands before the counter."""
    form = CounterForm(request.POST or None)
    if request.method == "POST":
        office = get_object_or_404(Organisation.objects.visible_to(request.actor), pk=request.actor.organisation_id)
        person = attempt(form, partial(register_at_counter, office, by=request.actor))
        if person:
            messages.success(request, _("已登记。"))
            return redirect("people:person_detail", person.pk)
    return render(request, "people/officer/person_register.html", {"form": form})


@audience(Audience.OFFICE, Permission.REGISTER_AT_COUNTER)
@GET_POST
def identity_correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct name or document after seeing it."""
    person = _get(request, pk)
    initial = {"name": person.name, "identity_kind": person.identity_kind}
    form = CorrectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and attempt(form, partial(correct_identity, person, by=request.actor)):
        messages.success(request, _("已更正。"))
        return redirect("people:person_detail", pk)
    return render(request, "people/officer/identity_correct.html", {"form": form, "person": person})


@audience(Audience.OFFICE, Permission.REGISTER_AT_COUNTER)
@require_POST
def account_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let another account act for this person."""
    person, form = _get(request, pk), LinkAccountForm(request.POST)
    if attempt(form, partial(link_account, person, by=request.actor)):
        messages.success(request, _("账号已绑定。"))
        return redirect("people:person_detail", pk)
    return _detail(request, person, link_form=form, status=422)


def _get(request: HttpRequest, pk: UUID) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)


def _detail(request: HttpRequest, person: Person, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "person": person,
        "reveal_form": RevealForm(),
        "link_form": LinkAccountForm(),
        "memberships": person.memberships.exclude(person=None).select_related("organisation").order_by("-starts_on"),
        "merges": PersonMerge.objects.visible_to(request.actor).filter(kept=person).select_related("merged"),
        "timeline": timeline_of(person),
        "may_reveal": allows(request.actor, Permission.REVEAL_IDENTITY),
        "may_register": allows(request.actor, Permission.REGISTER_AT_COUNTER),
        "may_merge": allows(request.actor, Permission.MERGE_PERSONS),
        **more,
    }
    return render(request, "people/officer/person_detail.html", context, status=status)
