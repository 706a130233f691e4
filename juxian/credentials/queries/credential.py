"""Certificates: looking one up, filtering the list."""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.models import Copy, Credential
from juxian.credentials.states import CopyState, CredentialState
from juxian.kit.text import search_filter
from juxian.people.queries import same_human

MOST_FOUND = 10


def by_two_facts(*, name: str = "", number: str = "", identity_tail: str = "") -> list[Copy]:
    """Return what agrees with every fact given, at most ten. The caller has made sure that there are two facts.

    A paper with a name that was corrected since is found too, as the old copy that it is."""
    rows = Copy.objects.select_related("credential__holder", "credential__portrait")
    if name:
        rows = rows.filter(holder_name=name)
    if number:
        rows = rows.filter(credential__number=number)
    if identity_tail:
        tail = identity_tail.upper()
        rows = rows.filter(Q(identity_tail=tail) | Q(credential__holder__identity_tail=tail))
    newest = rows.order_by("credential_id", "-serial").distinct("credential_id")
    return list(newest[:MOST_FOUND])


def copy_of_code(code: str) -> Copy | None:
    """Return the paper with this code, whichever of its certificate's copies it is."""
    rows = Copy.objects.select_related("credential__holder", "credential__portrait")
    return rows.filter(code=code).first()


def copies_to_print(rows: QuerySet[Credential]) -> list[Any]:
    """Return the keys of the papers that count, in the order of the list; nothing that was taken back is printed."""
    printable = rows.filter(state=CredentialState.VALID).values("pk")
    copies = Copy.objects.filter(credential__in=printable).exclude(state=CopyState.REPLACED)
    return list(copies.order_by("-credential__issued_on", "credential__number").values_list("pk", flat=True))


def due_to_expire(day: dt.date) -> QuerySet[Credential]:
    """Certificates whose last day lies before this day and that still count."""
    return Credential.objects.filter(
        expires_on__lt=day, state__in=(CredentialState.VALID, CredentialState.SUSPENDED)
    ).order_by("pk")


def outdated_of(person_id: Any) -> QuerySet[Credential]:
    """Certificates of a person, also through a merge, on which another name may stand than the one of today."""
    rows = Credential.objects.filter(holder__in=same_human(person_id), state=CredentialState.VALID)
    return rows.select_related("holder").prefetch_related("copies")


def filtered(rows: QuerySet[Credential], values: dict[str, Any]) -> QuerySet[Credential]:
    """Narrow the office's list by what the filter form says."""
    if values["q"]:
        text = values["q"].strip()
        rows = rows.filter(Q(number__istartswith=text) | search_filter("holder__search_key", text))
    if values["level"]:
        rows = rows.filter(level=values["level"])
    if values["state"]:
        rows = rows.filter(state=values["state"])
    if values["year"]:
        rows = rows.filter(issued_on__year=values["year"])
    return rows


def highest_level_of(person_id: Any) -> SkillLevel | None:
    """Return the highest level of the certificates that a person holds today, also through a merge."""
    rows = Credential.objects.filter(holder__in=same_human(person_id), state=CredentialState.VALID)
    levels = [SkillLevel(level) for level in rows.values_list("level", flat=True)]
    return max(levels, key=lambda level: level.number, default=None)


def origin_of(credential_id: Any) -> tuple[str, Any]:
    """Return for what a certificate was issued: the kind of row and its key."""
    return Credential.objects.values_list("origin_type", "origin_id").get(pk=credential_id)


def credential_of(origin_type: str, origin_id: Any) -> Credential | None:
    """Return the certificate issued for an application, if any."""
    return Credential.objects.current().filter(origin_type=origin_type, origin_id=origin_id).first()
