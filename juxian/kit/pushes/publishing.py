"""Telling that rows changed, inside the transaction that changes them."""

import json
from uuid import UUID

from django.db import connection

from juxian.kit import clock
from juxian.kit.pushes.registry import CHANNEL, KIND, REF, TOPIC, checked

# PostgreSQL refuses a payload of 8,000 bytes; a hundred refs of 64 characters stay below.
REFS_A_NOTICE = 100


def publish(topic: str, kind: str, *refs: UUID | str) -> None:
    """Tell everybody who listens to the topic that these rows are new, changed or gone.

    PostgreSQL delivers it when the transaction commits and forgets it when it rolls back; the same news twice in one
    transaction is one. A replay of a past year (the demo) has no listeners and tells nothing.
    """
    if clock.is_replayed():
        return
    checked(TOPIC, topic), checked(KIND, kind)
    names = [checked(REF, str(ref)) for ref in refs]
    with connection.cursor() as cursor:
        for start in range(0, len(names), REFS_A_NOTICE):
            payload = json.dumps([topic, kind, names[start : start + REFS_A_NOTICE]])
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
