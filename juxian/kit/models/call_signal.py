"""What two browsers tell each other to begin a call, and what two people write beside it. Kept for minutes or hours."""

from django.db import models
from django.db.models.functions import Now


class CallSignal(models.Model):
    """One message to one side of a call. A session description is longer than a notice of PostgreSQL may be, so it lies
    here and the notice names its row. The order of `id` is the order in which it was said."""

    class What(models.TextChoices):
        HELLO = "hello", "进入"  # untranslated: never shown
        HERE = "here", "在场"  # untranslated: never shown
        DESCRIPTION = "description", "会话描述"  # untranslated: never shown
        CANDIDATE = "candidate", "网络地址"  # untranslated: never shown
        TEXT = "text", "文字"  # untranslated: never shown
        BYE = "bye", "离开"  # untranslated: never shown

    call_kind = models.CharField(max_length=30)
    ref = models.UUIDField()
    to_side = models.CharField(max_length=5)
    what = models.CharField(max_length=12, choices=What)
    body = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kit_call_signal"
        indexes = [
            models.Index(fields=["call_kind", "ref", "id"], name="call_signal_by_call"),
            models.Index(fields=["at"], name="call_signal_by_time"),
        ]
