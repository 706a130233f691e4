"""Date arithmetic of the law: whole months and days, the same in every back end.

A month without the day ends on its last day (Civil Code §202: 没有对应日的，月末日为期间的最后一日), so one year
after 29 February is 28 February. Results outside the calendar are `None` (unknown), never an exception.
"""

import calendar
import datetime as dt

MAX_MONTHS = 2_400
MAX_DAYS = 100_000
MASK_MONTHS = 64


def add_months(day: dt.date, months: int) -> dt.date | None:
    """`day` moved by whole months, at most 200 years either way."""
    if abs(months) > MAX_MONTHS:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: dt.date, days: int) -> dt.date | None:
    """`day` moved by days, at most 100,000 either way."""
    if abs(days) > MAX_DAYS or not 1 <= day.toordinal() + days <= dt.date.max.toordinal():
        return None
    return day + dt.timedelta(days=days)


def months_between(first: dt.date, second: dt.date) -> int:
    """Whole months from `first` to `second`; negative if `second` is earlier."""
    if second < first:
        return -months_between(second, first)
    months = month_index(second) - month_index(first)
    anniversary = add_months(first, months)
    # Centuries apart there is no anniversary to compare; a month more or less no longer matters to any law.
    return months - 1 if anniversary is not None and anniversary > second else months


def years_between(first: dt.date, second: dt.date) -> int:
    """Whole years from `first` to `second`, cut towards zero."""
    months = months_between(first, second)
    return -(-months // 12) if months < 0 else months // 12


def month_index(day: dt.date) -> int:
    """Months since the year 0; the difference of two is the distance of their months."""
    return day.year * 12 + day.month - 1


def month_start(day: dt.date) -> dt.date:
    return day.replace(day=1)


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def run_length(mask: int, back: int = 0) -> int:
    """How many months in a row are set, counted backwards from `back` months before the month of evaluation."""
    rest = ~(mask >> back)
    return (rest & -rest).bit_length() - 1


def months_from(first: dt.date, last: dt.date) -> list[str]:
    """The months of a stretch as facts write them, `["2024-11", "2024-12", …]`, both ends included."""
    indexes = range(month_index(first), month_index(last) + 1)
    return [f"{index // 12:04d}-{index % 12 + 1:02d}" for index in indexes]
