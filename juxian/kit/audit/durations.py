"""How long rows of one kind stood in each state: read from the record, so that nobody has to note it down."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

# An action that changed the state ends the stay that the change before it began.
STAYS = """
SELECT from_state, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY at - since_at),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY at - since_at)
FROM (SELECT from_state, to_state, at, lag(at) OVER (PARTITION BY subject_id ORDER BY id) AS since_at
      FROM audit_event
      WHERE kind = 'action' AND subject_type = %s AND to_state <> '' AND from_state <> to_state) AS change
WHERE from_state <> '' AND since_at IS NOT NULL
GROUP BY from_state
"""


@dataclass(frozen=True)
class Stay:
    """How many stays in a state ended, and how long the middle one and the ninth of ten took (calendar time)."""

    state: str
    count: int
    median: dt.timedelta
    ninth_of_ten: dt.timedelta

    @property
    def median_days(self) -> float:
        return in_days(self.median)

    @property
    def slow_days(self) -> float:
        """Within how many days nine of ten were done."""
        return in_days(self.ninth_of_ten)


def in_days(stay: dt.timedelta) -> float:
    """Return days with one decimal."""
    return round(stay / dt.timedelta(days=1), 1)


def stays_of(subject_type: str) -> dict[str, Stay]:
    """Return the finished stays of a kind of row ("evaluation.Application") by state."""
    with connection.cursor() as cursor:
        cursor.execute(STAYS, [subject_type])
        return {row[0]: Stay(*row) for row in cursor.fetchall()}
