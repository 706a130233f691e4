"""The arithmetic of the reply clock: when an answer is due, when to remind, what a rate is. No database.

An answer is what tells the applicant something: an invitation, an offer, a refusal. Having looked is none. An
application that was withdrawn in time, or whose time still runs, counts neither for the employer nor against it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from django.utils import timezone

from juxian.districts.replies import ReplyLaw
from juxian.kit.working_days import add_working_days, working_days_between


class Visibility(StrEnum):
    """How an employer's vacancies stand in the public list."""

    FULL = "full"
    LOWERED = "lowered"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Reply:
    """One application whose clock has come to an end: `days` working days to the employer's answer, None where the
    platform had to answer for it."""

    days: int | None


@dataclass(frozen=True)
class ReplyFigure:
    """What the public sees of an employer. `due` is the sample: applications that were or ought to have been
    answered; `rate` a whole percent, `median_days` working days, both None where the sample is too small to say."""

    due: int
    answered: int
    rate: int | None
    median_days: float | None
    visibility: Visibility

    @property
    def missing(self) -> int:
        """How many applications nobody answered."""
        return self.due - self.answered


def due_on(begin: dt.date, days: int) -> dt.date:
    """Return the last day on which an answer may come, `days` working days after the day on which the clock began."""
    return add_working_days(begin, days)


def day_end(day: dt.date) -> dt.datetime:
    """Return the last second of a day in the district."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))


def reminder_of(sent_on: dt.date, today: dt.date, law: ReplyLaw) -> int | None:
    """Return which reminder (its working day) is the latest one due by today; None where none is due yet."""
    passed = working_days_between(sent_on, today)
    return max((day for day in law.remind_on_working_days if day <= passed), default=None)


def days_to_answer(sent_on: dt.date, answered_on: dt.date) -> int:
    """Return how many working days an answer took; 0 on the day itself."""
    return max(working_days_between(sent_on, answered_on), 0)


def figure_of(replies: Iterable[Reply], law: ReplyLaw) -> ReplyFigure:
    """Return rate, median and visibility of one employer over a window."""
    rows = list(replies)
    days = [row.days for row in rows if row.days is not None]
    if len(rows) < law.figure_least_sample:
        return ReplyFigure(len(rows), len(days), None, None, Visibility.FULL)
    rate = len(days) * 100 // len(rows)
    return ReplyFigure(len(rows), len(days), rate, float(median(days)) if days else None, visibility_of(rate, law))


def visibility_of(rate: int, law: ReplyLaw) -> Visibility:
    """Return what a rate in percent does to the employer's vacancies."""
    if rate < law.hidden_below_percent:
        return Visibility.HIDDEN
    return Visibility.LOWERED if rate < law.lowered_below_percent else Visibility.FULL


def answers_to_rise(figure: ReplyFigure, law: ReplyLaw) -> int:
    """Return how many further answers in time, in a row, bring the employer back to full view; 0 where it has it."""
    if figure.rate is None or figure.visibility is Visibility.FULL:
        return 0
    more = 0
    while (figure.answered + more) * 100 < law.lowered_below_percent * (figure.due + more):
        more += 1
    return more
