"""An interview as a calendar file (RFC 5545/5546): asked for by REQUEST, taken back by CANCEL, newer by SEQUENCE."""

import datetime as dt
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event, vText

HOST = "juxian"
REMIND_BEFORE = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Meeting:
    """What a calendar is told. `key` stays the same for one interview however often it moves."""

    key: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    text: str
    sequence: int
    stamped_at: dt.datetime
    organiser: str
    is_cancelled: bool = False


def calendar_file(meeting: Meeting) -> bytes:
    """Return the .ics file. Times go out in UTC, so that no calendar has to know our zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Juxian//Recruitment//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.is_cancelled else "REQUEST")
    event = Event()
    event.add("uid", f"{meeting.key}@{HOST}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamped_at.astimezone(dt.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    event.add("dtend", meeting.ends_at.astimezone(dt.UTC))
    event.add("summary", vText(meeting.title))
    event.add("location", vText(meeting.place))
    event.add("description", vText(meeting.text))
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    event.add("organizer", "invalid:nomail", parameters={"CN": meeting.organiser})
    if not meeting.is_cancelled:
        event.add_component(_alarm(meeting.title))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", vText(title))
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
