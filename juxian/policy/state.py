"""What earlier runs left to a policy, counted from what was paid: the only memory that law has.

State never comes from judging an earlier month again, only from obligations; so a later correction counts by itself.
"""

import datetime as dt
from collections.abc import Mapping

# Name → unit of its number. Whoever runs a policy knows how to count each of these.
STATES = {"months_received": "months", "received_this_year_fen": "fen"}


def state_before(paid_fen: Mapping[dt.date, int], month: dt.date) -> dict[str, int]:
    """Return `state.<name>` for a month, given what is owed for each month (its first day → fen, net)."""
    earlier = {day: amount for day, amount in paid_fen.items() if day < month.replace(day=1)}
    return {
        "state.months_received": sum(amount > 0 for amount in earlier.values()),
        "state.received_this_year_fen": sum(amount for day, amount in earlier.items() if day.year == month.year),
    }
