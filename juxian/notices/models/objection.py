"""What somebody has against an entry of a notice, or against the notice as a whole."""

from typing import Any

from django.db import models
from django.db.models import Q

from juxian.kit.access import allows
from juxian.kit.models import Model, VisibleQuerySet
from juxian.kit.secrets import EncryptedTextField
from juxian.notices.models.notice import NoticeEntry, PublicNotice
from juxian.notices.permissions import Permission
from juxian.notices.states import OBJECTION, ObjectionState

DECIDED = [ObjectionState.UPHELD, ObjectionState.DISMISSED]


class ObjectionQuerySet(VisibleQuerySet):
    def visible_to(self, actor: Any) -> "ObjectionQuerySet":
        """Objections are confidential: only who handles them knows of them."""
        return self.all() if allows(actor, Permission.HANDLE_OBJECTION) else self.none()

    def undecided(self) -> "ObjectionQuerySet":
        return self.exclude(state__in=DECIDED)

    def holding(self) -> "ObjectionQuerySet":
        """Objections that keep an entry from being cleared: any under verification, and a named one against an entry
        from the moment it arrives. An anonymous one, or one against everybody, holds only when an officer takes it up;
        otherwise a single unsigned click could stop a hundred people."""
        named = Q(state=ObjectionState.RECEIVED, is_anonymous=False, entry__isnull=False)
        return self.filter(Q(state=ObjectionState.VERIFYING) | named)


class Objection(Model):
    """Who objects is encrypted and shown to the handling officer only, each time with a reason on record.
    `objector_person` is the person's key where they were signed in; `told_at` is when the last news reached them."""

    audited = True
    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    entry = models.ForeignKey(NoticeEntry, models.PROTECT, null=True, related_name="objections")
    is_anonymous = models.BooleanField(default=False)
    objector_name = EncryptedTextField(key_class="identity", null=True)
    objector_contact: Any = EncryptedTextField(key_class="phone", null=True)
    objector_person: Any = EncryptedTextField(key_class="identity", null=True)
    reason = models.TextField(max_length=2000)
    evidence = models.ForeignKey("kit.Upload", models.PROTECT, null=True, related_name="+")
    state = OBJECTION.field()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True, default="")
    answer = models.TextField(max_length=2000, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True, default="")
    told_at = models.DateTimeField(null=True)
    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            OBJECTION.constraint("objection_state"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | ~Q(answer=""), name="objection_decided_has_answer"
            ),
        ]

    @property
    def is_told(self) -> bool:
        """Whether the decision left for the contact that was given."""
        return bool(self.told_at and self.decided_at and self.told_at >= self.decided_at)
