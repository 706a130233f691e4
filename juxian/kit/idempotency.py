"""For an effect that has no table of its own: its key is written in the same transaction, so it happens once."""

from django.db import connection, transaction


def first_time(key: str) -> bool:
    """Claim the key for the running transaction; False where it is taken.

    Two at once: the second waits for the first and is told False if that commits, True if it rolls back. Raises
    RuntimeError outside a transaction, where the key would stay although the effect failed."""
    if not connection.in_atomic_block:
        raise RuntimeError("first_time() belongs into the transaction of the effect that it guards")
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("INSERT INTO kit_done_once (key) VALUES (%s) ON CONFLICT DO NOTHING", [key])
        return cursor.rowcount == 1
