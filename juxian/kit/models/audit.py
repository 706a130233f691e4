"""The append-only record and its seals. No foreign keys: they outlive what they speak of."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.functions import Now

from juxian.kit.access import allows
from juxian.kit.permissions import Permission


class TransactionNumber(models.Field):
    """PostgreSQL's 64-bit transaction number (`xid8`); it never wraps, and it orders what is finished."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: int | None) -> str | None:
        return None if value is None else str(value)


class CurrentTransaction(models.Func):
    """The number of the transaction that runs."""

    function = "pg_current_xact_id"
    output_field = TransactionNumber()


class AuditEventQuerySet(models.QuerySet):
    """The record as the auditor reads it; rows find their own time line in `kit/audit/timeline.py`."""

    def visible_to(self, actor: Any) -> "AuditEventQuerySet":
        return self.all() if allows(actor, Permission.READ_RECORD) else self.none()


class AuditEvent(models.Model):
    """One thing that happened. Triggers refuse every change; the app role may insert and read only.

    `at` is the platform's clock, `written_at` the database's; `written_at` and `xid` are set by a trigger and
    cannot be chosen by the writer.
    """

    class Kind(models.TextChoices):
        ACTION = "action"
        ROW = "row"
        READ = "read"
        EXPORT = "export"
        SIGN_IN = "sign_in"
        REFUSAL = "refusal"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    xid = TransactionNumber(db_default=CurrentTransaction(), editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200, blank=True, default="")
    role = models.CharField(max_length=40, blank=True, default="")
    organisation_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=80, blank=True, default="")
    subject_id = models.UUIDField(null=True)
    from_state = models.CharField(max_length=40, blank=True, default="")
    to_state = models.CharField(max_length=40, blank=True, default="")
    data = models.JSONField(default=dict)

    append_only = True
    objects = AuditEventQuerySet.as_manager()

    class Meta:
        db_table = "audit_event"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_by_actor"),
            models.Index(fields=["xid"], name="audit_by_transaction"),
            BrinIndex(fields=["at"], name="audit_by_time"),
        ]


class AuditSeal(models.Model):
    """A signed link of the chain over a batch of events. Hashes are lower-case hex of SHA-256.

    `leaves` holds the 32-byte hash of each event in the order of `event_ids`, so that a change names its event.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    form = models.SmallIntegerField()
    event_ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)
    key_id = models.CharField(max_length=16)
    cluster = models.CharField(max_length=40)
    until_xid = TransactionNumber()

    append_only = True

    class Meta:
        db_table = "audit_seal"
        ordering = ["number"]
        indexes = [models.Index(fields=["at"], name="seal_by_time")]
