"""What open pages of a hall are told, and who sits where in the video call of a talk."""

from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions import note_viewers, record_visits
from juxian.fairs.actions.visit import Seen
from juxian.fairs.models import Booth, Event, Meeting, VisitSource
from juxian.fairs.numbers import viewer_key
from juxian.fairs.queries.meeting import HALL, hall_of, lines_of, shown_name
from juxian.fairs.states import EventState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.calls import CallSeat, register_call_owner
from juxian.kit.pushes import register_presence, register_push


def draw_booths(refs: list[str]) -> dict[str, str]:
    """Draw how many wait at the booths that changed: the same for everybody, in a set number of queries."""
    booths = list(Booth.objects.public().filter(pk__in=refs))
    lines = lines_of(booths)
    return {
        str(booth.pk): render_to_string("fairs/public/_queue_line.html", {"booth": booth, "line": lines[booth.pk]})
        for booth in booths
    }


def count(topic: str, viewers: int, newcomers: list[str]) -> None:
    """Note how many are in the hall and who came, each once and without a name, while the fair runs.

    Called every ten seconds, only where somebody came or went."""
    event = Event.objects.filter(pk=UUID(topic.removeprefix(HALL))).first()
    if event is None or event.state != EventState.RUNNING:
        return
    now = clock.now()
    note_viewers(event, viewers=viewers, at=now)
    seen = [Seen(VisitSource.HALL, viewer_key(event.pk, key), now) for key in newcomers if key]
    if seen:
        record_visits(event, visits=seen)


def seat(actor: Actor, ref: UUID) -> CallSeat | None:
    """Return the place of one of the two who talk: the person, or anybody of the employer."""
    rows = Meeting.objects.visible_to(actor).select_related("event", "booth__organisation", "person")
    meeting = rows.filter(pk=ref, state="talking").first()
    if meeting is None:
        return None
    employer = meeting.booth.organisation.name
    about = {"title": meeting.event.title, "minutes": hall_of(meeting.event).talk_minutes}
    note = _("视频不通时，请回到交谈页面用文字交谈。")
    if actor.organisation_id == meeting.booth.organisation_id:
        page = reverse("fairs:talk", args=[meeting.pk])
        return CallSeat("host", employer, shown_name(meeting), back_url=page, note=note, **about)
    if actor.organisation_id is None:
        page = reverse("fairs:my_meeting", args=[meeting.pk])
        return CallSeat("guest", shown_name(meeting), employer, back_url=page, note=note, **about)
    return None


def register() -> None:
    register_push("hall_booth", draw_booths)
    register_push("queue")
    register_push("meeting")
    register_presence(HALL, count)
    register_call_owner("talk", seat)
