"""The queue of a booth, from the candidate's side and by the clock."""

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions.hall import must_be_open, publish_queue
from juxian.fairs.actions.visit import Seen, record_visits
from juxian.fairs.events import MeetingMoved
from juxian.fairs.models import Booth, Meeting, VisitSource
from juxian.fairs.numbers import viewer_key
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.meeting import desk_of, enters_until, hall_of, meeting_topic, meetings_of, near
from juxian.fairs.states import MEETING, MeetingState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.pushes import publish
from juxian.people.queries import persons

MOST_RETURNS = 1  # who missed their call may line up once more


@action(_("加入排队"), Permission.MEET, lock=False)
def join_queue(booth: Booth, *, by: Actor) -> Meeting:
    """Take the last place of a booth's queue. Waiting at several booths at once is limited, so that nobody blocks a
    place they cannot take."""
    must_be_open(booth)
    if not desk_of(booth).is_open:
        raise RuleBroken(_t("这个展位现在没有接待，不能排队。可以先投递简历，或稍后再来。"))
    _one_at_a_time(by.person_id, booth.event_id)
    before = list(meetings_of(by.person_id, booth.event))
    _must_not_have_been(booth, before)
    limit = hall_of(booth.event).queue_limit
    if sum(meeting.is_open for meeting in before) >= limit:
        raise RuleBroken(_t("最多同时在%(limit)d个展位排队。请先离开其中一个，再来这里。") % {"limit": limit})
    me: Any = by.person_id
    try:
        with transaction.atomic():
            meeting = Meeting.objects.create(
                event=booth.event, booth=booth, person=persons([me])[me], queued_at=clock.now()
            )
    except IntegrityError as error:
        raise RuleBroken(_t("您已经在这个展位排队。请在“我的交谈”中查看。")) from error
    record_visits(booth.event, visits=[Seen(VisitSource.HALL, viewer_key(booth.event_id, me), clock.now())])
    tell_pages(meeting)
    remind_near(booth)
    return meeting


@action(_("重新排队"), Permission.MEET)
def return_to_queue(meeting: Meeting, *, by: Actor) -> Meeting:
    """After a missed call, once, at the end of the queue."""
    must_be_open(meeting.booth)
    if meeting.returned_count >= MOST_RETURNS:
        raise RuleBroken(_t("错过叫号后只能重新排队一次。可以向这个单位投递简历，或去其他展位。"))
    MEETING.move(meeting, "return")
    meeting.returned_count += 1
    meeting.queued_at, meeting.called_at, meeting.reminded_at = clock.now(), None, None
    meeting.recruiter_id, meeting.recruiter = None, ""
    return _saved(meeting)


@action(_("进入交谈"), Permission.MEET)
def enter_talk(meeting: Meeting, *, by: Actor) -> Meeting:
    """The talk and its time begin when the called person is there."""
    MEETING.move(meeting, "enter")
    meeting.began_at = clock.now()
    return _saved(meeting)


@action(_("离开"), Permission.MEET)
def leave_queue(meeting: Meeting, *, by: Actor) -> Meeting:
    """Step out of the queue; out of a talk, that is its end."""
    MEETING.move(meeting, "finish" if meeting.is_talking else "leave")
    meeting.ended_at = clock.now()
    return _saved(meeting)


@action(_("同意提供联系方式"), Permission.MEET)
def share_contact(meeting: Meeting, *, by: Actor) -> Meeting:
    """From now on this employer may see name, telephone and address of the person it talked to."""
    if meeting.began_at is None:
        raise RuleBroken(_t("还没有开始交谈，不用提供联系方式。请在交谈时再决定。"))
    meeting.is_contact_shared = True
    return _saved(meeting)


@system_action(_("逾时未进入"))
def miss_due_meeting(meeting: Meeting) -> Meeting:
    """The called person did not enter in time: the next one's turn. Whoever entered meanwhile is left alone."""
    if meeting.state != MeetingState.CALLED or clock.now() < enters_until(meeting):
        return meeting
    MEETING.move(meeting, "miss")
    meeting.ended_at = clock.now()
    tell(meeting, "miss")
    return _saved(meeting)


@system_action(_("展位关闭，结束等候"))
def release_meeting(meeting: Meeting, *, reason: str) -> Meeting:
    """The booth is gone, or the fair is over: not the person's doing, and they are told where else to go."""
    if not MEETING.can(meeting, "release"):
        return meeting
    MEETING.move(meeting, "release")
    meeting.ended_at, meeting.reason = clock.now(), reason
    tell(meeting, "release")
    return _saved(meeting)


def remind_near(booth: Booth) -> None:
    """Whoever has two or fewer before them is told to keep ready, once."""
    for meeting in near(booth):
        meeting.reminded_at = clock.now()
        meeting.save(update_fields=["reminded_at"])
        tell(meeting, "near")


def tell(meeting: Meeting, event: str) -> None:
    announce(MeetingMoved(str(meeting.pk), event, meeting.queued_at.isoformat()))


def tell_pages(meeting: Meeting) -> None:
    """Open pages learn it: those of the hall, of the booth and of this one meeting."""
    publish_queue(meeting.event_id, meeting.booth_id)
    publish(meeting_topic(meeting.pk), "meeting", meeting.pk)


def _saved(meeting: Meeting) -> Meeting:
    meeting.save()
    tell_pages(meeting)
    return meeting


def _must_not_have_been(booth: Booth, before: list[Meeting]) -> None:
    """A refused person does not come again; a talk is had once; a missed call is made good on its own page."""
    states = {meeting.state for meeting in before if meeting.booth_id == booth.pk}
    if MeetingState.REFUSED in states:
        raise RuleBroken(_t("这个单位已谢绝交谈，不能再次排队。可以看看其他单位的职位。"))
    if MeetingState.DONE in states:
        raise RuleBroken(_t("您已经和这个单位交谈过，把机会留给还没谈的人吧。后续联系请看“我的投递”。"))
    if MeetingState.MISSED in states:
        raise RuleBroken(_t("您错过了这个展位的叫号。请在“我的交谈”中打开它，可以重新排队一次。"))


def _one_at_a_time(person_id: Any, event_id: Any) -> None:
    """Two buttons pressed at once by one person wait for each other, so that the limit of queues holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"fairs.queue:{event_id}:{person_id}"])
