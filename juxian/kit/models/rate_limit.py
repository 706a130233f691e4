"""Counts of attempts, and keys of effects that have happened."""

from django.db import models
from django.db.models.functions import Now


class RateCount(models.Model):
    """How often somebody tried in the current and the last window. `key` is a digest: no address, no number is kept."""

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    hits = models.PositiveIntegerField()
    hits_before = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField()

    class Meta:
        db_table = "kit_rate_count"
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="rate_count_once")]


class DoneOnce(models.Model):
    """The key of an effect that has no table of its own and must not happen twice."""

    key = models.CharField(max_length=200, primary_key=True)
    at = models.DateTimeField(db_default=Now())

    append_only = True

    class Meta:
        db_table = "kit_done_once"
