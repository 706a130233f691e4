"""When will it be so? A bounded search over days.

Law counts in whole months, so the search looks at the first day of every coming month and then, inside the month
before the first success, at each day. It finds the first success exactly wherever an answer, once reached, lasts at
least until the next first of a month; a shorter window inside one month is not seen. Facts stay as they are, running
months go on (`Sheet.at`), and the law is that of each day as far as it is already known.
"""

import datetime as dt
from collections.abc import Callable

from juxian.policy import dates


def first_day(holds: Callable[[dt.date], bool], after: dt.date, months: int) -> dt.date | None:
    """The first day later than `after`, within `months` months, on which `holds`; None if there is none."""
    fails_on = after
    for number in range(1, months + 1):
        start = dates.add_months(dates.month_start(after), number)
        if start is None:
            return None
        if holds(start):
            return _first_between(holds, fails_on, start)
        fails_on = start
    return None


def _first_between(holds: Callable[[dt.date], bool], fails_on: dt.date, holds_on: dt.date) -> dt.date:
    day = fails_on + dt.timedelta(days=1)
    while day < holds_on and not holds(day):
        day += dt.timedelta(days=1)
    return day
