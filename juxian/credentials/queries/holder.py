"""Whose certificates, and all that were ever issued."""

from django.db.models import QuerySet

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
