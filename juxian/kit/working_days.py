"""Working days of the State Council's calendar: weekends that are made up for are working days, holidays are not.

The calendar is published for one year at a time. Past its last year weekdays count, and `is_estimated` says so: a date
shown from such a count is a forecast, and is worked out again when the year is published (upgrade `chinesecalendar`).
"""

from datetime import date, datetime, time, timedelta

import chinese_calendar
from chinese_calendar.constants import holidays, workdays
from django.utils import timezone

PUBLISHED_YEARS = {day.year for day in holidays} | {day.year for day in workdays}
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Tell whether offices are open on a day."""
    if is_estimated(day):
        return day.weekday() < SATURDAY
    return chinese_calendar.is_workday(day)


def is_estimated(day: date) -> bool:
    """Tell whether the calendar of the day's year is not (or no longer) known, so that weekdays are counted."""
    return day.year not in PUBLISHED_YEARS


def add_working_days(start: date, count: int) -> date:
    """Return the day `count` working days after `start` (before it, where negative). The first day does not count:
    five working days from a Monday end on the next Monday. Zero gives `start` itself."""
    step = timedelta(days=1 if count > 0 else -1)
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after `start` up to and including `end`; negative where `end` is earlier.

    The opposite of `add_working_days`: between(a, add(a, n)) == n."""
    if end < start:
        return -working_days_between(end, start)
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(map(is_working_day, days))


def deadline(instant: datetime, count: int) -> datetime:
    """Return the last moment (23:59:59, district time) of the day `count` working days after an aware instant."""
    day = add_working_days(timezone.localdate(instant), count)
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
