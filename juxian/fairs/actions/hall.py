"""The hall of an online fair: its rules, and whether a booth receives."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Booth, Desk, Event, Hall
from juxian.fairs.models.event import EventKind
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.meeting import booth_topic, hall_topic
from juxian.fairs.states import BoothState, EventState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.pushes import publish


@action(_("设置展厅规则"), Permission.RUN_EVENT)
def set_hall(event: Event, *, talk_minutes: int, enter_minutes: int, queue_limit: int, by: Actor) -> Hall:
    """How long a talk lasts, how soon one has to enter, and at how many booths one may wait at once."""
    if event.kind != EventKind.ONLINE_FAIR:
        raise RuleBroken(_t("只有线上双选会有展厅。这场活动不用设置。"))
    values = {"talk_minutes": talk_minutes, "enter_minutes": enter_minutes, "queue_limit": queue_limit}
    return Hall.objects.update_or_create(event=event, defaults=values)[0]


@action(_("展位开始接待"), Permission.SERVE_BOOTH)
def open_desk(booth: Booth, *, by: Actor) -> Desk:
    """Begin to receive, or go on after a pause."""
    must_be_open(booth)
    return _set(booth, is_open=True, note="")


@action(_("展位暂停接待"), Permission.SERVE_BOOTH)
def pause_desk(booth: Booth, *, note: str = "", by: Actor) -> Desk:
    """Nobody is called meanwhile; who waits keeps their place and reads why."""
    must_be_open(booth)
    return _set(booth, is_open=False, note=note.strip())


@action(_("向主办方求助"), Permission.SERVE_BOOTH)
def call_help(booth: Booth, *, text: str, by: Actor) -> Desk:
    """Ask the organiser for help; it stands in their view of the hall until they have answered."""
    must_be_open(booth)
    if not text.strip():
        raise RuleBroken(_t("请写明遇到的问题，主办方才知道怎样帮忙。"), field="text")
    return _set(booth, help_text=text.strip(), help_at=clock.now())


@action(_("求助已处理"), Permission.RUN_EVENT)
def answer_help(booth: Booth, *, by: Actor) -> Desk:
    """The organiser has seen to it."""
    return _set(booth, help_text="", help_at=None)


def must_be_open(booth: Booth) -> None:
    """Refuse where the fair does not run or the booth is no longer part of it, with what to do instead."""
    if booth.event.kind != EventKind.ONLINE_FAIR:
        raise RuleBroken(_t("这场活动不是线上双选会，没有排队交谈。请看活动页面上的参加办法。"))
    if booth.event.state != EventState.RUNNING:
        raise RuleBroken(_t("双选会现在没有在进行，不能排队或接待。请在活动时间内再来。"))
    if booth.state != BoothState.APPROVED:
        raise RuleBroken(_t("这个展位已经关闭。请到展厅看看其他单位。"))


def publish_queue(event_id: Any, booth_id: Any) -> None:
    """Open pages learn that a queue changed: those of the hall, and those of this booth."""
    publish(hall_topic(event_id), "hall_booth", booth_id)
    publish(booth_topic(booth_id), "queue", booth_id)


def _set(booth: Booth, **values: Any) -> Desk:
    if "is_open" in values:
        values["since_at"] = clock.now()
    desk, _is_new = Desk.objects.update_or_create(booth=booth, defaults=values)
    publish_queue(booth.event_id, booth.pk)
    return desk
