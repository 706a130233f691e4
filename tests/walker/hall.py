"""An online fair of one employer, with one talk that runs and one appointment of the timetable; for the walker."""

import datetime as dt
from dataclasses import dataclass

from juxian.fairs import actions
from juxian.fairs.models import Appointment, Booth, Entrant, Event, Meeting, TimetableChange
from juxian.fairs.queries.timetable import problem_of
from juxian.fairs.timetable import solve
from tests.cast import Cast, Member
from tests.fairs.factories import make_draft, publish, run_now

SLOTS = 4


@dataclass
class HallRows:
    """One of each. The event is hosted by the employer, which has a booth at it."""

    event: Event
    booth: Booth
    meeting: Meeting
    entrant: Entrant
    appointment: Appointment
    change: TimetableChange


def hall_rows(member: Member, admin: Member, cast: Cast) -> HallRows:
    """The member has an appointment at the booth of `admin`, and talks there now."""
    event = publish(
        make_draft(cast, "online_fair", by=admin.actor, seats=None, title="线上双选会"), cast, by=admin.actor
    )
    employer = event.host
    booth = actions.add_participant(event, organisation=employer, by=admin.actor)
    entrant, appointment, change = _timetable(event, booth, member, admin)
    run_now(event)
    booth = Booth.objects.select_related("event").get(pk=booth.pk)
    actions.open_desk(booth, by=admin.actor)
    meeting = actions.join_queue(booth, by=member.citizen)
    actions.call_next(booth, by=admin.actor)
    meeting = actions.enter_talk(meeting, by=member.citizen)
    actions.say_in_talk(meeting, text=f"{member.person.name}来了", by=member.citizen)
    return HallRows(Event.objects.get(pk=event.pk), booth, meeting, entrant, appointment, change)


def _timetable(
    event: Event, booth: Booth, member: Member, admin: Member
) -> tuple[Entrant, Appointment, TimetableChange]:
    until = event.starts_at - dt.timedelta(days=1)
    timetable = actions.open_timetable(
        event, first_at=event.starts_at, preferences_until_at=until, slot_count=SLOTS, by=admin.actor
    )
    entrant = actions.state_preferences(timetable, booths=[str(booth.pk)], slots=[0, 1, 2, 3], by=member.citizen)
    timetable = actions.begin_solving(timetable, by=admin.actor)
    timetable = actions.keep_solution(timetable, found=solve(problem_of(timetable)))
    timetable = actions.publish_timetable(timetable, by=admin.actor)
    change = actions.propose_change(timetable, reason="试排", by=admin.actor)
    return entrant, entrant.appointments.get(), change
