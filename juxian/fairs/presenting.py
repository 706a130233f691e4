"""Events for other programs: calendar entries, Atom, and what search engines read."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from icalendar import Calendar
from icalendar import Event as Entry

from juxian.fairs.models import Event
from juxian.fairs.states import EventState
from juxian.kit import clock
from juxian.kit.json_ld import json_ld

ONLINE, ONSITE = "OnlineEventAttendanceMode", "OfflineEventAttendanceMode"


def event_url(event: Event) -> str:
    """Return the address of an event's page as people pass it on."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('fairs:event', args=[event.pk])}"


def calendar_file(event: Event) -> bytes:
    """Return the event as an iCalendar file; a cancelled one says so, so that calendars strike it out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Juxian//fairs//ZH")
    calendar.add("version", "2.0")
    entry = Entry()
    entry.add("uid", f"{event.pk}@juxian")
    entry.add("dtstamp", clock.now().astimezone(dt.UTC))
    entry.add("dtstart", event.starts_at.astimezone(dt.UTC))
    entry.add("dtend", event.ends_at.astimezone(dt.UTC))
    entry.add("summary", event.title)
    entry.add("description", event.summary)
    entry.add("location", event.place or _t("线上"))
    entry.add("url", event_url(event))
    entry.add("status", "CANCELLED" if event.state == EventState.CANCELLED else "CONFIRMED")
    entry.add("last-modified", event.state_since_at.astimezone(dt.UTC))
    calendar.add_component(entry)
    return calendar.to_ical()


def atom(events: Iterable[Event]) -> str:
    """Return the feed of events, newest first."""
    site = settings.SITE_URL.rstrip("/")
    feed = Atom1Feed(
        title=_t("招聘活动"),
        link=f"{site}{reverse('fairs:events')}",
        description="",
        feed_url=f"{site}{reverse('fairs:events_atom')}",
        language="zh-cn",
    )
    for event in events:
        feed.add_item(
            title=event.title,
            link=event_url(event),
            description=event.summary,
            unique_id=f"urn:uuid:{event.pk}",
            pubdate=event.published_at,
            updateddate=event.state_since_at,
            author_name=event.host.name,
            categories=[str(event.get_kind_display())],
        )
    return feed.writeString("utf-8")


def structured_data(event: Event) -> SafeString:
    """Return the event as JSON-LD."""
    return json_ld(_json_ld(event))


def _json_ld(event: Event) -> dict[str, Any]:
    status = {EventState.CANCELLED: "EventCancelled"}.get(EventState(event.state), "EventScheduled")
    place = {"@type": "Place", "name": event.place, "address": event.place}
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "startDate": event.starts_at.isoformat(),
        "endDate": event.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{ONLINE if event.is_online else ONSITE}",
        "location": {"@type": "VirtualLocation", "url": event_url(event)} if event.is_online else place,
        "organizer": {"@type": "Organization", "name": event.host.name},
        "isAccessibleForFree": True,
        "url": event_url(event),
    }
