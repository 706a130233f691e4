"""What people in the queues of an online fair, and in its timetable, are told."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Appointment, Entrant, Meeting, Timetable
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.people.queries import member_ids, persons

_TALK = {"employer": _("演示精密制造有限公司"), "title": _("秋季线上双选会"), "reason": _("设备故障，提前离场。")}
_WHEN = {**_TALK, "when": "2026-11-24 09:15", "person": _("李同学")}

MessageKind(
    "fairs.talk_near",
    _("快轮到您了：{employer}"),
    _("前面最多还有两位，请打开页面等候，听到叫号后按时进入。"),
    label=_("即将轮到"),
    example=_TALK,
)
MessageKind(
    "fairs.talk_call",
    _("请进入：{employer}正在等您"),
    _("请马上打开页面进入交谈，逾时会轮到下一位。"),
    ("sms",),
    label=_("叫号"),
    must_arrive=True,
    example=_TALK,
)
MessageKind(
    "fairs.talk_miss",
    _("错过了叫号：{employer}"),
    _("没有按时进入，已轮到下一位。活动结束前可以重新排队一次，或直接投递简历。"),
    label=_("错过叫号"),
    example=_TALK,
)
MessageKind(
    "fairs.talk_release",
    _("{employer}的展位已停止接待"),
    _("原因：{reason} 您的排队已结束，不算未到。展厅里还有其他单位正在接待，打开即可排队。"),
    ("sms",),
    label=_("展位停止接待"),
    must_arrive=True,
    example=_TALK,
)
MessageKind(
    "fairs.talk_refuse",
    _("{employer}没有接受这次交谈"),
    _("原因：{reason} 展厅里还有其他单位，欢迎继续看看。"),
    label=_("谢绝交谈"),
    example=_TALK,
)
MessageKind(
    "fairs.talk_invite",
    _("{employer}邀请您面试"),
    _("这是“{title}”上交谈的结果。单位会与您约定时间；也请在“我的投递”中投递相应职位。"),
    ("sms",),
    label=_("交谈后邀请面试"),
    example=_TALK,
)
MessageKind(
    "fairs.appointments",
    _("面谈时间已排定：{title}"),
    _("共{count}场，第一场{when}，{employer}。全部时间见页面，可加入日历；不能来请提前取消，让给别人。"),
    ("sms",),
    label=_("面谈时间排定"),
    must_arrive=True,
    example={**_WHEN, "count": "2"},
)
MessageKind(
    "fairs.no_appointment",
    _("没有排上面谈：{title}"),
    _("{reason} 活动当天仍可在展厅里排队交谈。"),
    label=_("没有排上面谈"),
    example=_WHEN,
)
MessageKind(
    "fairs.timetable_booth",
    _("面谈时间已排定：{title}"),
    _("本展位共有{count}场面谈。时间表见页面。"),
    label=_("展位面谈排定"),
    example={**_WHEN, "count": "18"},
)
MessageKind(
    "fairs.appointment_move",
    _("面谈改时间：{employer}"),
    _("改到{when}。原因：{reason} 不能来请在页面上取消。"),
    ("sms",),
    label=_("面谈改时间"),
    must_arrive=True,
    example=_WHEN,
)
MessageKind(
    "fairs.appointment_add",
    _("新增一场面谈：{employer}"),
    _("时间：{when}。有人不能来，您的意向排上了。不能来请在页面上取消。"),
    ("sms",),
    label=_("新增面谈"),
    must_arrive=True,
    example=_WHEN,
)
MessageKind(
    "fairs.appointment_cancel",
    _("面谈已取消：{employer}"),
    _("原定{when}。原因：{reason} 活动当天仍可在展厅里排队。"),
    ("sms",),
    label=_("面谈取消"),
    must_arrive=True,
    example=_WHEN,
)
MessageKind(
    "fairs.booth_appointment",
    _("面谈时间有变：{person}"),
    _("现在：{when}（{state}）。请在时间表中查看。"),
    label=_("展位面谈有变"),
    example={**_WHEN, "state": _("已约定")},
)


def tell_of_meeting(meeting: Meeting, event: str, key: str) -> None:
    """One message a step: the same step of the same place in the queue is told once."""
    words = {"employer": meeting.booth.organisation.name, "title": meeting.event.title, "reason": meeting.reason}
    page = reverse("fairs:hall", args=[meeting.event_id]) if event in ("release", "refuse") else _page(meeting)
    send(f"fairs.talk_{event}", _survivor(meeting.person_id), words, f"{meeting.pk}:{event}:{key}", link=page)


def tell_timetable(timetable: Timetable) -> None:
    """Everybody who stated preferences learns what came of it; every booth how many will come."""
    title, link = timetable.event.title, reverse("fairs:my_timetable", args=[timetable.event_id])
    told = list(timetable.appointments.told().select_related("booth__organisation", "entrant"))
    for entrant in timetable.entrants.all():
        mine = [one for one in told if one.entrant_id == entrant.pk]
        if mine:
            words = {**words_of(mine[0]), "count": str(len(mine))}
            send("fairs.appointments", _survivor(entrant.person_id), words, str(timetable.pk), link=link)
        else:
            words = {"title": title, "reason": reason_of(timetable, entrant)}
            send("fairs.no_appointment", _survivor(entrant.person_id), words, str(timetable.pk), link=link)
    for side in timetable.sides.select_related("booth"):
        count = sum(one.booth_id == side.booth_id for one in told)
        page = reverse("fairs:booth_timetable", args=[side.booth_id])
        words = {"title": title, "count": str(count)}
        send_to_each("fairs.timetable_booth", member_ids(side.booth.organisation_id), words, str(side.pk), link=page)


def tell_of_appointment(appointment: Appointment, event: str, key: str) -> None:
    """Both sides of one appointment learn that it was moved, added or cancelled."""
    words, about = words_of(appointment), f"{appointment.pk}:{event}:{key}"
    link = reverse("fairs:my_timetable", args=[appointment.booth.event_id])
    send(f"fairs.appointment_{event}", _survivor(appointment.entrant.person_id), words, about, link=link)
    page = reverse("fairs:booth_timetable", args=[appointment.booth_id])
    people = member_ids(appointment.booth.organisation_id)
    send_to_each("fairs.booth_appointment", people, words, about, link=page)


def words_of(appointment: Appointment) -> dict[str, str]:
    return {
        "employer": appointment.booth.organisation.name,
        "title": appointment.booth.event.title,
        "when": timezone.localtime(appointment.starts_at).strftime("%Y-%m-%d %H:%M"),
        "reason": appointment.reason,
        "person": appointment.entrant.person.name,
        "state": str(appointment.get_state_display()),
    }


def reason_of(timetable: Timetable, entrant: Entrant) -> str:
    """Why somebody has nothing, as far as it is known."""
    causes = {row["entrant"]: row["cause"] for row in timetable.shortfalls}
    return str(CAUSES.get(causes.get(str(entrant.pk), ""), CAUSES[""]))


CAUSES = {
    "": _("您选的单位这次没有选您，或位置给了更匹配的人。"),
    "no_common_time": _("您选的单位在您能来的时间都不接待。"),
    "few_slots": _("您能来的时段比保底场数还少。"),
    "seats_owed": _("您选的单位，位置全部排给了同样只有这些机会的人。"),
    "times_collide": _("有位置，但没有找到双方都合适的时间。"),
}


def _page(meeting: Meeting) -> str:
    return reverse("fairs:my_meeting", args=[meeting.pk])


def _survivor(person_id: Any) -> Any:
    return persons([person_id])[person_id].pk
