"""Numbers that people quote: one after the other, none twice, none missing."""

from django.db import connection


def next_number(name: str) -> int:
    """Return the next number under this name (1, 2, 3 …). A rollback gives it back; others wait for the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kit_sequence (name, last) VALUES (%s, 1) "
            "ON CONFLICT (name) DO UPDATE SET last = kit_sequence.last + 1 RETURNING last",
            [name],
        )
        return cursor.fetchone()[0]
