"""How many watch: each process notes what it holds open, and the sum over the living ones is the number."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum
from django.db.models.functions import Now

from juxian.kit.models import PushPresence

# A process notes its counts every few seconds; one that has not for so long is gone.
GONE_AFTER = dt.timedelta(seconds=45)
NOTE = """
    INSERT INTO kit_push_presence AS p (process, topic, streams, seen_at) VALUES (%s, %s, %s, now())
    ON CONFLICT (topic, process) DO UPDATE SET streams = excluded.streams, seen_at = excluded.seen_at
"""


def viewers(topic: str) -> int:
    """Return how many pages listen to the topic, over all processes. A person with two pages counts twice."""
    return count_streams([topic]).get(topic, 0)


def count_streams(topics: list[str]) -> dict[str, int]:
    """Return the open streams of each topic that has any."""
    living = PushPresence.objects.filter(topic__in=topics, seen_at__gt=Now() - GONE_AFTER)
    return dict(living.values_list("topic").annotate(Sum("streams")).order_by())


def note_streams(process: UUID, streams: Mapping[str, int]) -> dict[str, int]:
    """Note what this process holds open (0: no longer any) and return the sums over all processes."""
    with transaction.atomic(), connection.cursor() as cursor:
        for topic in sorted(streams):  # always in the same order: two processes do not wait for each other
            cursor.execute(NOTE, [process, topic, streams[topic]])
        PushPresence.objects.filter(process=process, streams=0).delete()
        PushPresence.objects.filter(seen_at__lt=Now() - 4 * GONE_AFTER).delete()
    sums = count_streams(list(streams))
    return {topic: sums.get(topic, 0) for topic in streams}


def forget_process(process: UUID) -> None:
    """This process ends: its streams come back elsewhere and are counted there."""
    PushPresence.objects.filter(process=process).delete()
