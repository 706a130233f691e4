"""What people lets be found: persons and organisations, by officers who may look them up."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.search import Hit, SearchSource, register
from juxian.kit.text import search_filter
from juxian.people.models import Organisation, Person
from juxian.people.permissions import Permission
from juxian.people.queries.directory import search_persons


def find_persons(actor: Actor, text: str) -> QuerySet[Person]:
    return search_persons(Person.objects.visible_to(actor), text).order_by("name", "pk")


def show_person(actor: Actor, row: Person) -> Hit:
    return Hit(row.name, reverse("people:person_detail", args=[row.pk]), row.masked_identity)


def find_organisations(actor: Actor, text: str) -> QuerySet[Organisation]:
    rows = Organisation.objects.visible_to(actor).registered()
    return rows.filter(search_filter("search_key", text) | Q(uscc=text.strip().upper())).order_by("name", "pk")


def show_organisation(actor: Actor, row: Organisation) -> Hit:
    url = reverse("people:organisation_detail", args=[row.pk])
    return Hit(row.name, url, row.uscc, row.get_state_display(), row.tone)


def _list(name: str) -> Any:
    return lambda actor, text: f"{reverse(name)}?{urlencode({'q': text})}"


register(
    SearchSource(
        "people.persons",
        _("人员"),
        find_persons,
        show_person,
        more=_list("people:person_list"),
        permission=Permission.FIND_PERSONS,
        order=20,
    )
)
register(
    SearchSource(
        "people.organisations",
        _("单位"),
        find_organisations,
        show_organisation,
        more=_list("people:organisation_list"),
        permission=Permission.VIEW_ORGANISATIONS,
        order=30,
    )
)
