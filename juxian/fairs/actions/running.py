"""An event on its day: moved, begun, ended, called off. Everybody who has a place is told."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions.event import SHORTEST_REASON, must_fit
from juxian.fairs.events import EventCancelled, EventChanged, EventEnded
from juxian.fairs.models import Event
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.timing import closes_at, proposed_times
from juxian.fairs.states import EVENT, EventState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce

# A stream may begin a little early, a hall opens before its first visitor.
EARLIEST_MINUTES = 60


@action(_("调整时间地点"), Permission.RUN_EVENT)
def reschedule_event(
    event: Event, *, starts_at: dt.datetime, ends_at: dt.datetime, place: str, reason: str, by: Actor
) -> Event:
    """Move a published event. The windows move with it; reservations stay, and their owners are told."""
    if event.state != EventState.PUBLISHED:
        raise RuleBroken(_t("只有已发布、还没有开始的活动可以调整。其他情况请取消后另办。"))
    if starts_at <= clock.now() or ends_at <= starts_at:
        raise RuleBroken(_t("新的时间应在今后，且结束晚于开始。请改选时间。"), field="starts_at")
    _must_say_why(reason)
    event.starts_at, event.ends_at, event.place, event.reason = starts_at, ends_at, place.strip(), reason.strip()
    for name, instant in proposed_times(event.kind, starts_at, ends_at).items():
        if name != "reserve_from_at":  # what is open stays open
            setattr(event, name, instant)
    must_fit(event)
    event.save()
    announce(EventChanged(str(event.pk), clock.now().isoformat()))
    return event


@action(_("宣布开始"), Permission.RUN_EVENT)
def start_event(event: Event, *, by: Actor) -> Event:
    """Open the doors, at most an hour early."""
    early = clock.now() < event.starts_at - dt.timedelta(minutes=EARLIEST_MINUTES)
    if early and EVENT.can(event, "start"):
        raise RuleBroken(_t("离开始还有一小时以上，不能提前开始。确需改期的，请用“调整时间地点”。"))
    return _start(event)


@system_action(_("到时开始"))
def start_due_event(event: Event) -> Event:
    """Open the doors at the time that was announced."""
    return _start(event) if event.state == EventState.PUBLISHED else event


@action(_("宣布结束"), Permission.RUN_EVENT)
def end_event(event: Event, *, by: Actor) -> Event:
    """Close the doors."""
    return _end(event)


@system_action(_("到时结束"))
def end_due_event(event: Event) -> Event:
    """Close the doors that nobody closed."""
    is_due = event.state == EventState.RUNNING and closes_at(event) <= clock.now()
    return _end(event) if is_due else event


@action(_("取消活动"), Permission.RUN_EVENT)
def cancel_event(event: Event, *, reason: str, by: Actor) -> Event:
    """Call it off, also in its middle. Everybody who reserved reads the reason word for word; nobody is counted as
    absent."""
    _must_say_why(reason)
    EVENT.move(event, "cancel")
    event.reason = reason.strip()
    event.save()
    announce(EventCancelled(str(event.pk)))
    return event


@system_action(_("记录峰值人数"), lock=False)
def note_viewers(event: Event, *, viewers: int, at: dt.datetime) -> Event:
    """Keep the highest number of people who were there at the same instant."""
    Event.objects.filter(Q(pk=event.pk), peak_viewers__lt=viewers).update(peak_viewers=viewers, peak_at=at)
    return event


def _start(event: Event) -> Event:
    EVENT.move(event, "start")
    event.save()
    return event


def _end(event: Event) -> Event:
    EVENT.move(event, "end")
    event.save()
    announce(EventEnded(str(event.pk)))
    return event


def _must_say_why(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明原因（至少四个字），已预约的人会逐字看到。"), field="reason")
