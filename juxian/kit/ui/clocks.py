"""A deadline in words. Days are calendar days in the district's time zone; the caller counts working days."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from juxian.kit import clock

SOON_DAYS = 2


@dataclass(frozen=True)
class ClockFace:
    """The words and their tone: ok (time enough), wait (soon), stop (over), plain (no longer runs)."""

    words: str
    tone: str


def clock_face(deadline_at: dt.datetime | dt.date | None, *, done: bool = False) -> ClockFace | None:
    """Say how long is left until the deadline; None where there is none. A date means the end of that day."""
    if deadline_at is None:
        return None
    if done:
        return ClockFace(_("已办结"), "plain")
    end = _end(deadline_at)
    days = (timezone.localdate(end) - clock.today()).days
    if end < clock.now():
        return _overdue(-days)
    if days == 0:
        return ClockFace(_("今天到期"), "wait")
    words = ngettext("还剩 %(days)s 天", "还剩 %(days)s 天", days) % {"days": days}
    return ClockFace(words, "wait" if days <= SOON_DAYS else "ok")


def _overdue(days: int) -> ClockFace:
    if days == 0:
        return ClockFace(_("今天已到期"), "stop")
    return ClockFace(ngettext("已超 %(days)s 天", "已超 %(days)s 天", days) % {"days": days}, "stop")


def _end(deadline_at: dt.datetime | dt.date) -> dt.datetime:
    if isinstance(deadline_at, dt.datetime):
        return deadline_at
    return timezone.make_aware(dt.datetime.combine(deadline_at, dt.time.max))
