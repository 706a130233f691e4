"""What the three parties of an agreement are told: whose turn it is, what was corrected, how it ended."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Text
from juxian.kit.messages import MessageKind, send, send_to_each
from juxian.people.queries import member_ids
from juxian.recruitment.models import Agreement, Party

EXAMPLE: dict[str, Text] = {
    "number": "XY2025-00001",
    "employer": _("演示精密制造（集美）有限公司"),
    "name": _("李晓雨"),
    "day": "2025-04-02",
    "reason": _("工资写错了"),
}
ROLES = {Party.EMPLOYER: ("employer_admin",), Party.SCHOOL: ("school",)}
NEXT = {
    "invite": Party.GRADUATE,
    "amend": Party.GRADUATE,
    "graduate_sign": Party.EMPLOYER,
    "employer_sign": Party.SCHOOL,
}


def _kind(key: str, title: Text, body: Text, label: Text, *ways: str) -> None:
    MessageKind(
        key=f"recruitment.agreement_{key}",
        title=title,
        body=body,
        label=label,
        channels=ways,
        must_arrive=True,
        example=EXAMPLE,
    )


_kind(
    "sign",
    _("请签署三方协议{number}"),
    _("{name}与{employer}的三方协议轮到您签署，请在{day}前看过条款后签署。"),
    _("轮到签署"),
    "sms",
)
_kind(
    "amend",
    _("三方协议{number}的条款有更正，要重新签"),
    _("更正原因：{reason}。以前的签署留在原来的版本上，请看过改动以后重新签署。"),
    _("条款更正"),
    "sms",
)
_kind(
    "signed",
    _("三方协议{number}已生效"),
    _("{name}与{employer}的三方协议三方都已签署，可以下载。"),
    _("协议生效"),
    "sms",
)
_kind("ended", _("三方协议{number}已结束"), _("{name}与{employer}的三方协议：{reason}"), _("协议结束"), "sms")
_kind(
    "ask_release",
    _("三方协议{number}申请解约"),
    _("{name}与{employer}的三方协议申请解约，原因：{reason}"),
    _("申请解约"),
)
_kind("keep", _("院校不同意解约：{number}"), _("理由：{reason}。协议继续有效。"), _("不同意解约"))


def tell_of_agreement(agreement: Agreement, event: str, by_party: str, at: str) -> None:
    """Whose turn it is gets the request; ends and corrections reach everybody but who did it."""
    key = f"{agreement.pk}:{event}:{at}"
    if event == "amend":
        _tell(agreement, "amend", _others(by_party), key)
    if event in NEXT and (event != "amend" or by_party == Party.GRADUATE):
        _tell(agreement, "sign", [NEXT[event]], key)
    if event == "school_sign":
        _tell(agreement, "signed", list(Party), key)
    if event in ("cancel", "lapse", "release"):
        _tell(agreement, "ended", _others(by_party), key)
    if event in ("ask_release", "keep"):
        _tell(agreement, event, _others(by_party), key)


def _others(party: str) -> list[Party]:
    return [each for each in Party if each != party]


def _tell(agreement: Agreement, kind: str, parties: list[Party], key: str) -> None:
    version = agreement.versions.first()  # type: ignore[attr-defined]
    reason = agreement.release_reason if kind == "ask_release" else agreement.reason
    words = {
        "number": agreement.number,
        "employer": agreement.organisation.name,
        "name": agreement.person.surviving().name,
        "day": agreement.sign_by_on.isoformat(),
        "reason": version.reason if kind == "amend" else reason,
    }
    for party in parties:
        _to_party(agreement, f"recruitment.agreement_{kind}", party, words, key)


def _to_party(agreement: Agreement, kind: str, party: Party, words: dict[str, str], key: str) -> None:
    if party is Party.GRADUATE:
        link = reverse("recruitment:my_agreement", args=[agreement.pk])
        send(kind, to=agreement.person.surviving().pk, context=words, key=key, link=link)
        return
    organisation = agreement.school_id if party is Party.SCHOOL else agreement.organisation_id
    link = reverse("recruitment:org_agreement", args=[agreement.pk])
    send_to_each(kind, member_ids(organisation, ROLES[party]), words, key, link=link)
