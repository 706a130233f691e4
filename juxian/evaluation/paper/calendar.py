"""A candidate's sittings for the calendar of their phone: iCalendar (RFC 5545), the few lines that it takes."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _t

from juxian.evaluation.models import Seat
from juxian.kit import clock
from juxian.kit.punctuation import with_note

LINE = 75  # octets; longer lines are folded
ALARM_BEFORE = "-P1D"


def calendar_of(seats: Iterable[Seat]) -> bytes:
    """Return one event for each seat. The same seat keeps its UID, so a changed time replaces the old one."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Juxian//Sittings//ZH", "METHOD:PUBLISH"]
    for seat in seats:
        lines += _event(seat)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(seat: Seat) -> list[str]:
    sitting, site = seat.sitting, seat.sitting.room.site
    url = f"{settings.SITE_URL}{reverse('evaluation:my_application', args=[seat.application_id])}"
    what = _t("%(seat)d号座。请带身份证和准考证。") % {"seat": seat.number}
    return [
        "BEGIN:VEVENT",
        f"UID:{seat.pk}@juxian",
        f"DTSTAMP:{_instant(clock.now())}",
        f"DTSTART:{_instant(sitting.starts_at)}",
        f"DTEND:{_instant(sitting.ends_at)}",
        f"SUMMARY:{_escaped(sitting.title)}",
        f"LOCATION:{_escaped(with_note(str(sitting.room), site.address))}",
        f"DESCRIPTION:{_escaped(what)}",
        f"URL:{url}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(sitting.title)}",
        f"TRIGGER:{ALARM_BEFORE}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _instant(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Fold at 75 octets and never inside a character; what follows begins with a blank."""
    part, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > LINE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + length
    yield part
