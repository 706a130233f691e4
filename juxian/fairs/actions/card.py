"""Vacancies in a show: listed, pinned over the video while they are spoken about, taken away."""

import datetime as dt
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Card, Pin, Stream
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.stream import takes_part
from juxian.fairs.states import CARD, CardState, StreamState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.pushes import publish, viewers


@action(_("加入职位卡"), Permission.PRESENT, lock=False)
def add_card(stream: Stream, *, vacancy: Any, by: Actor) -> Card:
    """Put an open vacancy of somebody who takes part into the list of the show."""
    if stream.state in (StreamState.ENDED, StreamState.CANCELLED):
        raise RuleBroken(_t("直播已结束或已取消，不能再加职位。"))
    _must_be_open(vacancy)
    if vacancy.organisation_id != stream.organisation_id and not takes_part(stream.event_id, vacancy.organisation_id):
        raise RuleBroken(_t("发布这个职位的单位没有参加本场活动。请先把它加入参会单位。"))
    last = Card.objects.filter(stream=stream).aggregate(last=Max("position"))["last"] or 0
    card, is_new = Card.objects.get_or_create(stream=stream, vacancy=vacancy, defaults={"position": last + 1})
    if not is_new and card.state != CardState.WITHDRAWN:
        raise RuleBroken(_t("这个职位已在直播的职位列表里。"))
    if not is_new:
        _put_back(card)
    publish(stream.topic, "cards", stream.pk)
    return card


@action(_("开始讲解职位"), Permission.PRESENT)
def pin_card(card: Card, *, by: Actor) -> Card:
    """Show the card over the video from now on; the one before goes back into the list."""
    stream = Stream.objects.select_for_update().get(pk=card.stream_id)  # two presenters at once: one after the other
    if not stream.is_on_air:
        raise RuleBroken(_t("还没有开播，或直播已结束，不能讲解职位。请在直播中操作。"))
    _must_be_open(card.vacancy)
    now = clock.now()
    for other in Card.objects.select_for_update().filter(stream=stream, state=CardState.PINNED).exclude(pk=card.pk):
        _unpin(other, stream, now)
    CARD.move(card, "pin")
    seen = viewers(stream.topic)
    Pin.objects.create(
        card=card, pinned_at=now, pinned_by=by.label, from_second=stream.second_at(now), impressions=seen
    )
    card.impressions = F("impressions") + seen
    card.save()
    card.refresh_from_db(fields=["impressions"])
    _tell(stream)
    return card


@action(_("结束讲解职位"), Permission.PRESENT)
def unpin_card(card: Card, *, by: Actor) -> Card:
    """Take the card off the video; it stays in the list."""
    _unpin(card, card.stream, clock.now())
    _tell(card.stream)
    return card


@action(_("撤下职位卡"), Permission.PRESENT)
def withdraw_card(card: Card, *, by: Actor) -> Card:
    """Take a vacancy out of the show. What it led to stays counted."""
    return _withdraw(card, "")


@action(_("重新列出职位卡"), Permission.PRESENT)
def put_back_card(card: Card, *, by: Actor) -> Card:
    """List a vacancy again that is still open."""
    _must_be_open(card.vacancy)
    _put_back(card)
    publish(card.stream.topic, "cards", card.stream_id)
    return card


@system_action(_("撤下已停止招聘的职位卡"))
def drop_card(card: Card, *, reason: str) -> Card:
    """The vacancy was closed, or its employer taken out, perhaps while it was pinned: everybody is told why."""
    return card if card.state == CardState.WITHDRAWN else _withdraw(card, reason)


def _withdraw(card: Card, reason: str) -> Card:
    was_pinned = card.state == CardState.PINNED
    if was_pinned:
        _close_pin(card, card.stream, clock.now())
    CARD.move(card, "withdraw")
    card.reason = reason
    card.save()
    if was_pinned:
        publish(card.stream.topic, "pinned", card.stream_id)
    publish(card.stream.topic, "cards", card.stream_id)
    return card


def _put_back(card: Card) -> None:
    CARD.move(card, "put_back")
    card.reason = ""
    card.save()


def _unpin(card: Card, stream: Stream, now: dt.datetime) -> None:
    CARD.move(card, "unpin")
    card.save()
    _close_pin(card, stream, now)


def _close_pin(card: Card, stream: Stream, now: dt.datetime) -> None:
    card.pins.filter(unpinned_at=None).update(unpinned_at=now, to_second=stream.second_at(now))


def _tell(stream: Stream) -> None:
    publish(stream.topic, "pinned", stream.pk)


def _must_be_open(vacancy: Any) -> None:
    if not vacancy.is_public:
        raise RuleBroken(_t("这个职位没有在招聘中，不能在直播里讲解。请在职位管理里先发布它。"))
