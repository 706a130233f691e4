"""Ceremonies: who may still be invited, who is on the list, whose paper lies ready."""

from typing import Any

from django.db.models import QuerySet

from juxian.credentials.models import Ceremony, CeremonyEntry, Copy, Credential
from juxian.credentials.queries.credential import filtered
from juxian.credentials.states import CopyState, CredentialState

MOST_OFFERED = 500  # rows of one form


def invitable(rows: QuerySet[Credential], values: dict[str, Any]) -> QuerySet[Credential]:
    """Valid certificates that belong to no ceremony yet, narrowed by the filters of the page."""
    rows = filtered(rows.filter(state=CredentialState.VALID, ceremony_entry=None), {**values, "state": ""})
    if values["employer"]:
        rows = rows.filter(employer_name__icontains=values["employer"].strip())
    return rows


def entries_of(ceremony: Ceremony) -> QuerySet[CeremonyEntry]:
    """The list in the order of the stage, with all that its papers show."""
    rows = CeremonyEntry.objects.filter(ceremony=ceremony).select_related("ceremony", "credential__holder")
    return rows.prefetch_related("credential__copies").order_by("position")


def copies_in_order(ceremony: Ceremony) -> list[Copy]:
    """The papers that count, in the order in which they are handed over."""
    return [entry.credential.copy for entry in entries_of(ceremony)]


def waiting_copies(ceremony: Ceremony) -> QuerySet[Copy]:
    """The papers of a ceremony that nobody received yet."""
    rows = Copy.objects.filter(credential__ceremony_entry__ceremony=ceremony, state=CopyState.WAITING)
    return rows.select_related("credential").order_by("credential__ceremony_entry__position")
