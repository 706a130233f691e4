"""What hosts, employers and visitors are told about events."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Barring, Booth, Event, EventQuestion, Reservation
from juxian.fairs.numbers import spaced
from juxian.fairs.states import ReservationState
from juxian.fairs.states.booth import HELD_STATES
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.people.queries import member_ids, persons

_EXAMPLE = {
    "title": _("春季现场招聘会"),
    "when": "2025-03-22 09:00",
    "place": _("集美市民广场"),
    "reason": _("场地检修"),
}

MessageKind(
    "fairs.reserved",
    _("已预约：{title}"),
    _("时间：{when}。{place}签到码：{code}。不能到场请提前取消，名额留给别人。"),
    ("sms",),
    label=_("预约成功"),
    example=_EXAMPLE,
)
MessageKind(
    "fairs.reminder",
    _("明天：{title}"),
    _("时间：{when}。{place}签到码：{code}。"),
    ("sms",),
    label=_("活动提醒"),
    example=_EXAMPLE,
)
MessageKind(
    "fairs.changed",
    _("时间或地点有变：{title}"),
    _("改为{when}。{place}原因：{reason} 您的预约保留；不能参加的，请取消预约。"),
    ("sms",),
    label=_("活动调整"),
    must_arrive=True,
    example=_EXAMPLE,
)
MessageKind(
    "fairs.cancelled",
    _("活动已取消：{title}"),
    _("原定{when}的活动不再举行。原因：{reason} 您的预约已失效，不算未到场。"),
    ("sms",),
    label=_("活动取消"),
    must_arrive=True,
    example=_EXAMPLE,
)
MessageKind(
    "fairs.event_publish",
    _("活动已发布：{title}"),
    _("审核通过，活动已进入日历，时间：{when}。"),
    label=_("活动审核通过"),
    example=_EXAMPLE,
)
MessageKind(
    "fairs.event_return",
    _("活动退回修改：{title}"),
    _("审核意见：{reason} 请修改后重新提交。"),
    label=_("活动退回修改"),
    example=_EXAMPLE,
)
MessageKind(
    "fairs.booth_approve",
    _("参会已确认：{title}"),
    _("时间：{when}。{place}请选定展出的职位，准备好到场人员。"),
    ("sms",),
    label=_("参会确认"),
    example=_EXAMPLE,
)
MessageKind(
    "fairs.booth_refuse", _("参会申请未通过：{title}"), _("原因：{reason}"), label=_("参会未通过"), example=_EXAMPLE
)
MessageKind(
    "fairs.booth_cancel",
    _("参会已取消：{title}"),
    _("本单位已取消{when}的参会。"),
    label=_("参会取消"),
    example=_EXAMPLE,
)
MessageKind(
    "fairs.booth_forfeit",
    _("展位已失效：{title}"),
    _("本单位没有在规定时间前签到，展位已失效，记一次未到场。两次未到场的，一年内不能申请展位。"),
    ("sms",),
    label=_("展位失效"),
    must_arrive=True,
    example=_EXAMPLE,
)
MessageKind(
    "fairs.booth_withdraw",
    _("展位已关闭：{title}"),
    _("原因：{reason} 已收到的简历和面试记录都保留。"),
    ("sms",),
    label=_("展位关闭"),
    must_arrive=True,
    example=_EXAMPLE,
)
MessageKind(
    "fairs.barred",
    _("预约受到限制"),
    _("两次预约后没有到场，{day}前不能再预约。提交书面说明并获接受后可提前恢复。"),
    ("sms",),
    label=_("限制预约"),
    must_arrive=True,
    example={"day": "2026-03-12"},
)
MessageKind(
    "fairs.barring_lift",
    _("预约限制已解除"),
    _("书面说明已被接受，现在可以重新预约。{answer}"),
    label=_("解除限制"),
    example={"answer": ""},
)
MessageKind(
    "fairs.barring_keep",
    _("预约限制维持"),
    _("书面说明没有被接受：{answer} 限制到{day}为止；可以补充说明后再次提交。"),
    label=_("维持限制"),
    example={"day": "2026-03-12", "answer": _("没有说明原因")},
)
MessageKind(
    "fairs.answered",
    _("您的提问有了答复：{title}"),
    _("您问：{question} 答复：{answer}"),
    label=_("提问答复"),
    example={**_EXAMPLE, "question": _("应届生可以投吗？"), "answer": _("可以。")},
)


def tell_reserved(reservation: Reservation) -> None:
    _to_person("fairs.reserved", reservation)


def remind(reservation: Reservation) -> None:
    """The day before, once; whoever was told of another day is reminded of that one."""
    day = timezone.localtime(reservation.event.starts_at).date().isoformat()
    _to_holders("fairs.reminder", reservation, key=f"{reservation.pk}:{day}")


def tell_changed(event: Event, key: str) -> None:
    """Everybody with a place, and the employers, learn of the new time or place."""
    for reservation in booked(event):
        _to_person("fairs.changed", reservation, key=f"{reservation.pk}:{key}")
    _to_employers("fairs.changed", event, key)


def tell_cancelled(event: Event, reservations: Iterable[Reservation]) -> None:
    for reservation in reservations:
        _to_person("fairs.cancelled", reservation)
    _to_employers("fairs.cancelled", event, "")


def tell_host(event: Event, decision: str, at: str) -> None:
    link = reverse("fairs:org_event", args=[event.pk])
    send_to_each(
        f"fairs.event_{decision}", member_ids(event.host_id), event_words(event), f"{event.pk}:{at}", link=link
    )


def tell_of_booth(booth: Booth, decision: str) -> None:
    words = {**event_words(booth.event), "reason": booth.reason}
    key, link = f"{booth.pk}:{decision}", reverse("fairs:org_booth", args=[booth.pk])
    send_to_each(f"fairs.booth_{decision}", member_ids(booth.organisation_id), words, key, link=link)


def tell_of_barring(barring: Barring, kind: str, key: str) -> None:
    words = {"day": barring.until_on.isoformat(), "answer": barring.answer}
    if barring.person_id:
        people, page = [persons([barring.person_id])[barring.person_id].pk], "fairs:my_reservations"
    else:
        people, page = member_ids(barring.organisation_id), "fairs:org_booths"
    send_to_each(f"fairs.{kind}", people, words, f"{barring.pk}:{key}", link=reverse(page))


def tell_answered(question: EventQuestion) -> None:
    words = {"title": question.event.title, "question": question.question, "answer": question.answer}
    link = f"{reverse('fairs:event', args=[question.event_id])}#questions"
    send("fairs.answered", to=_survivor(question.person_id), context=words, key=str(question.pk), link=link)


def booked(event: Event) -> Any:
    """Return the places of people that are booked and not taken yet."""
    return event.reservations.filter(state=ReservationState.BOOKED, person__isnull=False).select_related("event")


def event_words(event: Event) -> dict[str, str]:
    """What the wordings above name: `place` is a sentence of its own, or nothing."""
    place = f"{_('地点：')}{event.place}。" if event.place else ""
    return {"title": event.title, "when": when(event.starts_at), "place": place, "reason": event.reason}


def when(instant: dt.datetime) -> str:
    return timezone.localtime(instant).strftime("%Y-%m-%d %H:%M")


def _to_holders(kind: str, reservation: Reservation, key: str = "") -> None:
    if reservation.person_id:
        _to_person(kind, reservation, key)
        return
    assert reservation.booth is not None  # held by a check constraint
    words = {**event_words(reservation.event), "code": spaced(reservation.code)}
    link = reverse("fairs:org_booth", args=[reservation.booth_id])
    people = member_ids(reservation.booth.organisation_id)
    send_to_each(kind, people, words, key or str(reservation.pk), link=link)


def _to_person(kind: str, reservation: Reservation, key: str = "") -> None:
    words = {**event_words(reservation.event), "code": spaced(reservation.code)}
    link = reverse("fairs:my_reservation", args=[reservation.pk])
    send(kind, to=_survivor(reservation.person_id), context=words, key=key or str(reservation.pk), link=link)


def _to_employers(kind: str, event: Event, key: str) -> None:
    for booth in event.booths.filter(state__in=HELD_STATES):
        link = reverse("fairs:org_booth", args=[booth.pk])
        people = member_ids(booth.organisation_id)
        send_to_each(kind, people, event_words(event), f"{booth.pk}:{key}", link=link)


def _survivor(person_id: Any) -> UUID:
    return persons([person_id])[person_id].pk
