"""Whose certificates, and all that were ever issued."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, QuerySet

from juxian.credentials.models import Credential
from juxian.credentials.states import CredentialState
from juxian.kit.access import Actor
from juxian.people.queries import same_human


def credentials_of(actor: Actor) -> QuerySet[Credential]:
    """The acting person's own certificates, newest first."""
    return Credential.objects.filter(holder__in=same_human(actor.person_id))


def valid_credentials() -> QuerySet[Credential]:
    """Every certificate that holds today."""
    return Credential.objects.filter(state=CredentialState.VALID)


def holders_of(occupation_codes: Collection[str]) -> dict[tuple[str, str], int]:
    """Return how many valid certificates there are for each (occupation code, level), in one query."""
    rows = valid_credentials().filter(occupation_code__in=occupation_codes)
    counted = rows.order_by().values_list("occupation_code", "level").annotate(count=Count("pk"))
    return {(code, level): count for code, level, count in counted}


def holder_of_number(number: str) -> UUID | None:
    """Return the person who holds the certificate of this number; None where there is none."""
    credential = Credential.objects.filter(number=number.strip().upper()).select_related("holder").first()
    return credential.holder.surviving().pk if credential else None
