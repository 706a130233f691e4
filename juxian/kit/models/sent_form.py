"""Which forms have taken effect, so that a double click or a resend changes nothing."""

from django.db import models
from django.db.models.functions import Now


class SentForm(models.Model):
    """One sending that took effect. `key` is a digest of sender, address, token and content: no content is kept.

    `request` names the request that did it, so that one request may run several actions. `result` is where its answer
    led; None while it has not answered yet, or will not any more.
    """

    key = models.CharField(max_length=64, primary_key=True)
    request = models.UUIDField()
    result = models.CharField(max_length=500, null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kit_sent_form"
        indexes = [models.Index(fields=["at"], name="sent_form_by_time")]
