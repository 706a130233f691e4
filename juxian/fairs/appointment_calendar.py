"""An appointment of the timetable as a calendar file: newer by SEQUENCE, struck out when cancelled."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _t
from icalendar import Calendar
from icalendar import Event as Entry

from juxian.fairs.models import Appointment
from juxian.fairs.states import AppointmentState
from juxian.kit import clock


def calendar_file(appointment: Appointment) -> bytes:
    """Return the file. Times go out in UTC, so that no calendar has to know our zone."""
    is_cancelled = appointment.state == AppointmentState.CANCELLED
    event = appointment.booth.event
    calendar = Calendar()
    calendar.add("prodid", "-//Juxian//fairs//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    entry = Entry()
    entry.add("uid", f"{appointment.pk}@juxian")
    entry.add("sequence", appointment.sequence)
    entry.add("dtstamp", clock.now().astimezone(dt.UTC))
    entry.add("dtstart", appointment.starts_at.astimezone(dt.UTC))
    entry.add("dtend", appointment.ends_at.astimezone(dt.UTC))
    entry.add("summary", _t("面谈：%(employer)s") % {"employer": appointment.booth.organisation.name})
    entry.add("location", event.place or _t("线上展厅"))
    entry.add("url", f"{settings.SITE_URL.rstrip('/')}{reverse('fairs:my_timetable', args=[event.pk])}")
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
