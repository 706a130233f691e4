"""Making an event: a draft, a second pair of eyes, the calendar."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions.booth import seat_booth
from juxian.fairs.events import EventPublished, EventReviewed
from juxian.fairs.models import Event, EventKind
from juxian.fairs.models.event import LIVE_KINDS
from juxian.fairs.numbers import event_number
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.timing import proposed_times
from juxian.fairs.states import EVENT, EventState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.text import search_key
from juxian.people.queries.employers import EMPLOYER_KINDS

EDITABLE = (EventState.DRAFT, EventState.RETURNED)
SHORTEST_REASON = 4
TIMES = ("booths_until_at", "reserve_from_at", "reserve_until_at", "cancel_until_at", "check_in_until_at")


@action(_("新建活动"), Permission.PROPOSE_EVENT, lock=False)
def draft_event(
    organisation: Any, *, kind: str, title: str, starts_at: Any, ends_at: Any, by: Actor, **more: Any
) -> Event:
    """Begin an event of this organisation (an employer, a school, or the office itself). Times that nobody names come
    from the district's rules."""
    if organisation.state != "verified":
        raise RuleBroken(_t("本单位还没有通过核验，不能举办活动。请先在“单位资料”提交核验。"))
    event = Event(number=event_number(), host=organisation, kind=EventKind(kind))
    _fill(event, {"title": title, "starts_at": starts_at, "ends_at": ends_at, **more})
    event.save(force_insert=True)
    return event


@action(_("修改活动"), Permission.RUN_EVENT)
def edit_event(event: Event, *, by: Actor, **values: Any) -> Event:
    """Change what nobody has seen yet. What is published is moved by `reschedule_event`."""
    if event.state not in EDITABLE:
        raise RuleBroken(_t("活动已提交或已发布，不能直接修改。要改时间或地点，请用“调整时间地点”。"))
    _fill(event, values)
    event.save()
    return event


@action(_("提交审核"), Permission.RUN_EVENT)
def submit_event(event: Event, *, by: Actor) -> Event:
    """Hand the event to another officer, complete and in the future."""
    _must_be_complete(event)
    EVENT.move(event, "submit")
    event.submitted_at, event.submitted_by, event.submitted_by_id = clock.now(), by.label, by.person_id
    event.reason = ""
    event.save()
    return event


@action(_("退回修改"), Permission.REVIEW_EVENT)
def return_event(event: Event, *, reason: str, by: Actor) -> Event:
    """Give it back with what has to change, word for word."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明要改什么（至少四个字），举办单位会逐字看到。"), field="reason")
    EVENT.move(event, "return")
    event.reason = reason.strip()
    event.save()
    announce(EventReviewed(str(event.pk), "return", event.state_since_at.isoformat()))
    return event


@action(_("审核发布"), Permission.REVIEW_EVENT)
def publish_event(event: Event, *, by: Actor) -> Event:
    """Put it into the calendar. An employer that hosts its own session takes part in it by that alone."""
    EVENT.move(event, "publish")
    event.published_at, event.published_by = clock.now(), by.label
    event.save()
    if event.kind in LIVE_KINDS and event.host.kind in EMPLOYER_KINDS:
        seat_booth(event, event.host, by=by)
    announce(EventReviewed(str(event.pk), "publish", event.state_since_at.isoformat()))
    announce(EventPublished(str(event.pk)))
    return event


@action(_("作废"), Permission.RUN_EVENT)
def discard_event(event: Event, *, by: Actor) -> Event:
    """Take back what was never published."""
    EVENT.move(event, "discard")
    event.save()
    return event


def _fill(event: Event, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(event, name, value)
    if event.ends_at <= event.starts_at:
        raise RuleBroken(_t("结束时间应在开始时间之后。请改选结束时间。"), field="ends_at")
    proposed = proposed_times(event.kind, event.starts_at, event.ends_at)
    for name in TIMES:
        if getattr(event, name) is None:
            setattr(event, name, proposed[name])
    must_fit(event)
    host = event.host.name
    event.search_key = search_key(" ".join(part for part in (event.title, event.organisers, event.place, host) if part))


def must_fit(event: Event) -> None:
    """The times of an event stand in their order."""
    if event.reserve_from_at and event.reserve_until_at and event.reserve_until_at <= event.reserve_from_at:
        raise RuleBroken(_t("预约截止应在预约开放之后。请改选时间。"), field="reserve_until_at")
    for name in ("reserve_until_at", "cancel_until_at", "booths_until_at", "check_in_until_at"):
        instant = getattr(event, name)
        if instant and instant > event.ends_at:
            raise RuleBroken(_t("这个时间晚于活动结束。请改选活动结束以前的时间。"), field=name)


def _must_be_complete(event: Event) -> None:
    if event.starts_at <= clock.now():
        raise RuleBroken(_t("开始时间已过，不能提交。请改选今后的时间。"), field="starts_at")
    if not event.summary.strip():
        raise RuleBroken(_t("还没有填写一句话介绍，公众看不出活动内容。请补充后再提交。"), field="summary")
    if event.kind == EventKind.ONSITE_FAIR and not event.place.strip():
        raise RuleBroken(_t("现场招聘会要写明地点。请填写地点后再提交。"), field="place")
