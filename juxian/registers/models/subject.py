"""Humans as other offices name them."""

from typing import Any

from django.db import models

from juxian.kit.access import Actor, allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import BlindIndexField, EncryptedTextField
from juxian.registers.permissions import Permission


class SubjectQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Actor) -> "SubjectQuerySet":
        """Whoever may look somebody up; there is no list of them."""
        return self if allows(actor, Permission.LOOK_UP) else self.none()


class Subject(Model):
    """Somebody whom an office named, by the number of a document: registered on the platform or not (yet).

    Nothing points at a person: the index of the number is the bond, so that whoever registers later, corrects their
    number, or is merged, is met by what offices said of them without anything being moved."""

    identity_number: Any = EncryptedTextField(key_class="identity")
    identity_index = BlindIndexField(of="identity_number", unique=True)
    identity_tail = models.CharField(max_length=4)
    name = models.CharField(max_length=60)

    objects = SubjectQuerySet.as_manager()
    audited = True
    audited_by_name = ("name", "identity_tail", "identity_index")

    def __str__(self) -> str:
        return self.name

    @property
    def masked_identity(self) -> str:
        """The document number for display: the last four characters."""
        return f"{'*' * 14}{self.identity_tail}"
