"""The append-only record. No foreign keys: it outlives what it speaks of."""

from django.db import models
from django.db.models.functions import Now


class AuditEvent(models.Model):
    """One thing that happened. The app role may insert and read, never change or delete."""

    class Kind(models.TextChoices):
        ACTION = "action"
        ROW = "row"
        READ = "read"
        EXPORT = "export"
        SIGN_IN = "sign_in"
        REFUSAL = "refusal"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
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

    class Meta:
        db_table = "audit_event"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_by_subject"),
            models.Index(fields=["actor_id", "id"], name="audit_by_actor"),
        ]
