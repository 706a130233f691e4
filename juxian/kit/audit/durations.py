"""How long rows of one kind stood in each state: read from the record, so that nobody has to note it down."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

# The triggers note every change of a row, also where one action moved many rows: a change of state ends the stay that
# the change before it began.
STAYS = """
SELECT state, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY stay),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY stay)
FROM (SELECT data -> 'before' ->> 'state' AS state, at, at - lag(at) OVER (PARTITION BY subject_id ORDER BY id) AS stay
      FROM audit_event
      WHERE kind = 'row' AND subject_type = %s AND data -> 'after' ->> 'state' IS NOT NULL) AS change
WHERE state IS NOT NULL AND stay IS NOT NULL AND (%s::int IS NULL OR extract(year FROM at AT TIME ZONE %s) = %s)
GROUP BY state
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


def stays_of(subject_type: str, year: int | None = None) -> dict[str, Stay]:
    """Return the finished stays of a kind of row ("evaluation.Application") by state: all, or those ended in a year."""
    with connection.cursor() as cursor:
        cursor.execute(STAYS, [subject_type, year, settings.TIME_ZONE, year])
        return {row[0]: Stay(*row) for row in cursor.fetchall()}
