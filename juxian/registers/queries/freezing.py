"""An instant up to which everything that counts is there to be read.

A delivery takes its instant before its transaction ends. Without a lock, a run frozen in between would not see it and a
replay "as known at" the same instant would.
"""

import datetime as dt

from django.db import connection

from juxian.kit import clock

LOCK = 0x7265676973746572  # "register" in ASCII: a key of its own among the advisory locks


def known_now() -> dt.datetime:
    """Return the present instant; whatever counts from it or before is committed, whatever follows gets a later one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [LOCK])
        try:
            return clock.now()
        finally:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [LOCK])


def hold_freezing() -> None:
    """Let nobody freeze before this transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
