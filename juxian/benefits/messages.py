"""What people are told of their benefits: how much, until when, what silence means, and how to say no."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from juxian.benefits.events import EntitlementDecided
from juxian.benefits.models import Appeal, Entitlement
from juxian.benefits.queries.law import office_title_of, silence_of
from juxian.kit.access import Text
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.people.queries import office_members

WAYS = ("inbox", "sms")
EXAMPLE: dict[str, Text] = {
    "policy": _("金蓝领人才政府津贴"),
    "amount": "1,500.00",
    "month": "2023-11",
    "due": "2025-03-26",
    "reason": _("社会保险记录已核对。"),
    "silence": _("到期没有答复的，视为同意享受，随时可以放弃。"),
}

ASKED = MessageKind(
    key="benefits.asked",
    title=_("您可以享受：{policy}"),
    body=_(
        "您符合“{policy}”的条件，每月{amount}元，自{month}起。不用申请，请在{due}前登录，点“确认享受”。{silence}"
        "不想要的点“放弃”，数据不对的点“数据有误”。{reason}"
    ),
    channels=WAYS,
    example=EXAMPLE,
)
DUE_SOON = MessageKind(
    key="benefits.due_soon",
    title=_("请尽快确认：{policy}"),
    body=_("“{policy}”每月{amount}元，还等您在{due}前确认。{silence}"),
    channels=WAYS,
    example=EXAMPLE,
)
PRESUMED = MessageKind(
    key="benefits.presumed",
    title=_("{policy}：已视为您同意"),
    body=_("确认期限已过，您没有答复，“{policy}”按同意办理，接下来公示。不想要的，登录后点“放弃”。"),
    channels=("inbox",),
    example=EXAMPLE,
)
GRANTED = MessageKind(
    key="benefits.granted",
    title=_("{policy}：已兑现"),
    body=_("“{policy}”已兑现，每月{amount}元，自{month}起，发到您登记的银行账户。还没有登记账户的，请尽快补上。"),
    channels=WAYS,
    example=EXAMPLE,
)
REFUSED = MessageKind(
    key="benefits.refused",
    title=_("{policy}：不予兑现"),
    body=_("“{policy}”不予兑现。理由：{reason} 不服的，可以在“我的待遇”提出申诉，由另一位工作人员核查。"),
    channels=WAYS,
    example=EXAMPLE,
)
ENDED = MessageKind(
    key="benefits.ended",
    title=_("{policy}：已终止"),
    body=_("“{policy}”已终止，今后的月份不再发放。理由：{reason} 不服的，可以在“我的待遇”提出申诉。"),
    channels=WAYS,
    example=EXAMPLE,
)
DECLINED = MessageKind(
    key="benefits.declined",
    title=_("{policy}：您已放弃"),
    body=_("您已放弃“{policy}”。改变主意的，登录“我的待遇”点“重新享受”，从那个月起算。"),
    channels=("inbox",),
    example=EXAMPLE,
)
LAPSED = MessageKind(
    key="benefits.lapsed",
    title=_("{policy}：逾期未确认"),
    body=_("您没有在期限内确认“{policy}”，暂不发放。想享受的，登录“我的待遇”点“重新享受”。"),
    channels=WAYS,
    example=EXAMPLE,
)
REOPENED = MessageKind(
    key="benefits.reopened",
    title=_("{policy}：重新办理"),
    body=_("“{policy}”已重新办理。{reason} 需要您确认时会再通知您。"),
    channels=("inbox",),
    example=EXAMPLE,
)
APPEAL_DECIDED = MessageKind(
    key="benefits.appeal_decided",
    title=_("{policy}：{state}"),
    body=_("您就“{policy}”提出的{kind}，结论是：{state}。{answer}"),
    channels=WAYS,
    example=EXAMPLE | {"state": _("申诉成立"), "kind": _("申诉"), "answer": _("社保记录已更正。")},
)
TOO_LATE = MessageKind(
    key="benefits.objection_after_grant",
    title=_("{policy}：异议成立时已经兑现"),
    body=_(
        "对一位享受“{policy}”的人员，异议已查实，但兑现在先，系统不会自动收回。请核查后决定是否终止。核查结论：{reason}"
    ),
    channels=("inbox",),
    example=EXAMPLE,
)
FACT_ANSWERED = MessageKind(
    key="benefits.fact_answered",
    title=_("{policy}：数据来源部门已答复"),
    body=_("{name}称“{policy}”用的数据有误，来源部门已答复核实结果。请据此再请本人确认，或者不予兑现。"),
    channels=("inbox",),
    example=EXAMPLE | {"name": _("吕志强")},
)
DECIDED = {
    "presume": PRESUMED,
    "grant": GRANTED,
    "refuse": REFUSED,
    "uphold": REFUSED,
    "end": ENDED,
    "decline": DECLINED,
    "lapse": LAPSED,
    "reopen": REOPENED,
}


def ask_person(entitlement: Entitlement) -> None:
    """Once for each time that it is asked."""
    _send(ASKED, entitlement, key=f"{entitlement.pk}:{entitlement.asked_at}")


def remind_person(entitlement: Entitlement) -> None:
    """Three days before the time is over, once for each deadline."""
    _send(DUE_SOON, entitlement, key=f"{entitlement.pk}:{entitlement.due_at}")


def tell_decision(news: EntitlementDecided) -> None:
    """One message a decision, never doubled: the key holds the event and its instant."""
    entitlement = Entitlement.objects.with_words().get(pk=news.entitlement_id)
    _send(DECIDED[news.event], entitlement, key=f"{entitlement.pk}:{news.event}:{news.at}")


def tell_appellant(appeal: Appeal) -> None:
    """The answer of the officer who looked again."""
    words = {
        "policy": office_title_of(appeal.policy),
        "kind": appeal.get_kind_display(),
        "state": appeal.get_state_display(),
        "answer": appeal.answer,
    }
    link = reverse("benefits:my_appeal", args=[appeal.pk])
    send(APPEAL_DECIDED.key, to=appeal.person.surviving().pk, context=words, key=str(appeal.pk), link=link)


def tell_reviewers(entitlement: Entitlement, answer: str) -> None:
    """An objection was upheld after the decision: only a person can end what was granted."""
    words = {"policy": office_title_of(entitlement.policy), "reason": answer}
    link = reverse("benefits:entitlement_detail", args=[entitlement.pk])
    send_to_each(TOO_LATE.key, office_members("reviewer"), words, f"{entitlement.pk}:too_late", link=link)


def tell_of_answered_fact(entitlement: Entitlement) -> None:
    """Whoever delivers the data has answered: the dispute can be settled."""
    words = {"policy": office_title_of(entitlement.policy), "name": entitlement.person.name}
    link = reverse("benefits:entitlement_detail", args=[entitlement.pk])
    key = f"{entitlement.pk}:{entitlement.fact_query_id}"
    send_to_each(FACT_ANSWERED.key, office_members("reviewer"), words, key, link=link)


def _send(kind: MessageKind, entitlement: Entitlement, *, key: str) -> None:
    words = {
        "policy": office_title_of(entitlement.policy),
        "amount": f"{entitlement.amount_fen / 100:,.2f}",
        "month": f"{entitlement.from_month:%Y-%m}" if entitlement.from_month else "",
        "due": timezone.localdate(entitlement.due_at).isoformat() if entitlement.due_at else "",
        "silence": silence_of(entitlement.policy),
        "reason": entitlement.reason,
    }
    send(kind.key, to=entitlement.person.surviving().pk, context=words, key=key, link=reverse("benefits:my_benefits"))
