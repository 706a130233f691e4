"""Humans as other offices name them."""

from typing import Any

from django.db import models

from juxian.kit.models import Model
from juxian.kit.secrets import BlindIndexField, EncryptedTextField


class Subject(Model):
    """Somebody whom an office named, by the number of a document: registered on the platform or not (yet).

    Nothing points at a person: the index of the number is the bond, so that whoever registers later, corrects their
    number, or is merged, is met by what offices said of them without anything being moved."""

    identity_number: Any = EncryptedTextField(key_class="identity")
    identity_index = BlindIndexField(of="identity_number", unique=True)
    identity_tail = models.CharField(max_length=4)
    name = models.CharField(max_length=60)

    audited = True
    audited_by_name = ("name", "identity_tail", "identity_index")

    def __str__(self) -> str:
        return self.name
