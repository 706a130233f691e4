"""Numbers without gaps: the row is locked until the number's transaction ends."""

from django.db import models


class Sequence(models.Model):
    """The last number given under a name."""

    name = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "kit_sequence"
