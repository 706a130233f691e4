"""Why a job failed. The queue keeps only that it did."""

from django.db import models
from django.db.models.functions import Now


class JobFailure(models.Model):
    """One failed attempt. `text` is the kind of error, its words with numbers of people struck out, and its place."""

    job_id = models.BigIntegerField(db_index=True)  # of the queue's own table, whose finished rows are deleted
    text = models.CharField(max_length=600)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kit_job_failure"
        ordering = ["-id"]
