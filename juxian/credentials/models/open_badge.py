"""The digital twin of a certificate: its place in the public status lists, and the salt over its holder's name."""

import secrets

from django.db import models

from juxian.credentials.models.credential import Credential
from juxian.kit.models import Model


def new_salt() -> str:
    """Return 128 random bits: equal names in two badges are two hashes."""
    return secrets.token_hex(16)


class OpenBadge(Model):
    """Made when the holder first takes the badge along. Its place is random, so that a list tells no order of issue.

    It belongs to the certificate and not to a copy: a lost card does not end the badge."""

    credential = models.OneToOneField(Credential, models.PROTECT, related_name="open_badge")
    list_number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    salt = models.CharField(max_length=32, default=new_salt)

    audited = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list_number", "place"], name="badge_place_once")]
