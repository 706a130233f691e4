"""How many streams each process holds open for a topic."""

from django.db import models
from django.db.models.functions import Now


class PushPresence(models.Model):
    """One process's count. A process that has not confirmed it lately is gone, and its count with it."""

    process = models.UUIDField()
    topic = models.CharField(max_length=100)
    streams = models.PositiveIntegerField()
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kit_push_presence"
        constraints = [models.UniqueConstraint(fields=["topic", "process"], name="push_presence_once")]
