"""What applicants and employers are told of an application and its interviews."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.people.queries import member_ids
from juxian.recruitment.models import Interview, JobApplication
from juxian.recruitment.queries.job_application import shown_name
from juxian.recruitment.queries.reply import reply_figure

ROLES = ("employer_admin", "employer_staff")
EXAMPLE: dict[str, Text] = {
    "title": _("数控车工"),
    "employer": _("演示精密制造（集美）有限公司"),
    "name": _("李晓雨"),
    "reason": _("职位已招满。"),
    "time": "2025-03-14 10:00",
    "way": _("视频"),
    "day": "2025-03-26",
    "count": "3",
    "rate": "75%",
}


def _kind(key: str, title: Text, body: Text, label: Text, *ways: str) -> MessageKind:
    return MessageKind(
        key=f"recruitment.{key}", title=title, body=body, label=label, channels=ways, must_arrive=True, example=EXAMPLE
    )


# To the applicant.
_kind(
    "interview_invite",
    _("{employer}邀请您面试：{title}"),
    _("请打开“我的投递”，在单位给出的时间里选一个。"),
    _("面试邀请"),
    "sms",
)
_kind(
    "application_invite",
    _("{employer}请您进入面试阶段：{title}"),
    _("单位会再给出面试的时间，请留意消息。"),
    _("进入面试阶段"),
)
_kind(
    "application_offer",
    _("{employer}向您发出录用通知：{title}"),
    _("请看过岗位、工资和入职日期，在{day}前答复接受或谢绝。"),
    _("录用通知"),
    "sms",
)
_kind("application_refuse", _("{employer}答复了您的投递：{title}"), _("这次没有录用。{reason}"), _("未录用答复"))
_kind("application_answer_for", _("平台替{employer}答复：{title}"), "{reason}", _("平台代为答复"), "sms")
_kind(
    "application_hire",
    _("{employer}确认您已入职：{title}"),
    _("请核对入职日期和基本工资，与事实不符的，请在“我的投递”里填写实际情况。"),
    _("入职确认"),
)
# To the employer.
_kind("applications_received", _("今天有新的投递"), _("请打开“求职者”查看，并在{day}前答复。"), _("收到投递"))
_kind("application_withdraw", _("{name}撤回了投递：{title}"), _("这位求职者不再参加这个职位的招聘。"), _("投递被撤回"))
_kind("application_contact", _("{name}同意您查看联系方式"), _("职位：{title}。每次查看都会留下记录。"), _("同意联系"))
_kind("application_accept", _("{name}接受了录用：{title}"), _("请联系入职；毕业生可以发起三方协议。"), _("接受录用"))
_kind("application_turn_down", _("{name}谢绝了录用：{title}"), _("可以邀请其他求职者。"), _("谢绝录用"))
_kind(
    "reply_reminder",
    _("还有{count}份投递等您答复"),
    _("最早一份要在{day}前答复。逾期由平台代为答复，您单位的回复率会下降，职位会排到后面。"),
    _("答复提醒"),
    "sms",
)
_kind(
    "reply_lowered",
    _("您单位的职位排到了后面"),
    _("近半年的回复率是{rate}。按时答复新的投递，回复率回升后就会恢复，办法见“答复情况”。"),
    _("职位排序下降"),
)
# To either side.
_kind("interview_book", _("面试时间已定：{title}"), _("{time}，{way}。可以把它存进日历。"), _("面试时间"), "sms")
_kind(
    "interview_move",
    _("面试要改时间：{title}"),
    _("原因：{reason}。请等对方另选时间，或自己另选。"),
    _("面试改期"),
    "sms",
)
_kind("interview_cancel", _("面试已取消：{title}"), _("原因：{reason}"), _("面试取消"), "sms")
_kind(
    "interview_miss_candidate",
    _("单位记录您没有参加面试：{title}"),
    _("与事实不符的，请联系单位或投诉。"),
    _("未到记录"),
)
_kind("interview_miss_employer", _("求职者记录您单位没有参加面试：{title}"), _("求职者：{name}。"), _("未到记录"))

TO_EMPLOYER = {"withdraw", "contact", "accept", "turn_down"}


def tell_of_application(application: JobApplication, event: str, at: str) -> None:
    """Tell the side that did not do it. An invitation with times to choose from is told by the interview."""
    if event == "invite" and application.interviews.exists():  # type: ignore[attr-defined]
        return
    kind, key = f"recruitment.application_{event}", f"{application.pk}:{event}:{at}"
    words = {**_words(application), "reason": application.reason}
    if event in TO_EMPLOYER:
        _to_employer(kind, application, words, key)
    else:
        words["day"] = application.due_on.isoformat() if application.due_on else ""
        _to_applicant(kind, application, words, key, reverse("recruitment:my_application", args=[application.pk]))


def tell_received(application: JobApplication) -> None:
    """One line a day and employer, however many apply."""
    day = timezone.localdate(application.sent_at)
    words = {"day": application.due_on.isoformat() if application.due_on else ""}
    key = f"{application.organisation_id}:{day}"
    people = member_ids(application.organisation_id, ROLES)
    link = reverse("recruitment:org_candidates")
    send_to_each("recruitment.applications_received", people, words, key, link=link)


def tell_of_interview(interview: Interview, event: str, by_side: str, at: str) -> None:
    """Tell the side that did not do it; of a booked time both, since both want it in their calendar."""
    application = interview.application
    words = {**_words(application), "reason": interview.reason, **_time(interview)}
    kind, key = f"recruitment.interview_{event}", f"{interview.pk}:{event}:{at}"
    if by_side != "employer":
        link = reverse("recruitment:org_interview", args=[interview.pk])
        send_to_each(kind, member_ids(application.organisation_id, ROLES), words, key, link=link)
    if by_side != "candidate" or event == "book":
        _to_applicant(kind, application, words, key, reverse("recruitment:my_interview", args=[interview.pk]))


def remind_employer(organisation_id: UUID, count: int, due_on: Any, key: str) -> None:
    """So many wait, the first until this day."""
    words = {"count": count, "day": due_on.isoformat()}
    people = member_ids(organisation_id, ROLES)
    send_to_each("recruitment.reply_reminder", people, words, key, link=reverse("recruitment:org_candidates"))


def tell_lowered(organisation_id: UUID, key: str) -> None:
    """The employer sees why, and how to rise again."""
    figure = reply_figure(organisation_id)
    people = member_ids(organisation_id, ROLES)
    words = {"rate": f"{figure.rate}%"}
    send_to_each("recruitment.reply_lowered", people, words, key, link=reverse("recruitment:org_replies"))


def _words(application: JobApplication) -> dict[str, str]:
    return {
        "title": application.vacancy.title,
        "employer": application.organisation.name,
        "name": shown_name(application),
    }


def _time(interview: Interview) -> dict[str, str]:
    slot = interview.slot
    if slot is None:
        return {"time": _t("另选"), "way": ""}
    return {"time": f"{timezone.localtime(slot.starts_at):%Y-%m-%d %H:%M}", "way": str(slot.get_kind_display())}


def _to_employer(kind: str, application: JobApplication, words: dict[str, Any], key: str) -> None:
    link = reverse("recruitment:org_candidate", args=[application.pk])
    send_to_each(kind, member_ids(application.organisation_id, ROLES), words, key, link=link)


def _to_applicant(kind: str, application: JobApplication, words: dict[str, Any], key: str, link: str) -> None:
    send(kind, to=application.person.surviving().pk, context=words, key=key, link=link)
