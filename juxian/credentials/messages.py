"""What holders are told of their certificates."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import CopyRequest, Credential
from juxian.credentials.states import CREDENTIAL, CopyRequestState
from juxian.kit.messages import MessageKind, send

CHANGED = MessageKind(
    key="credentials.changed",
    title=_("证书{number}：{state}"),
    body=_("您的金蓝领人才证书（{number}）现在是“{state}”。{reason}"),
    channels=("inbox", "sms"),
)
REPLACED = MessageKind(
    key="credentials.replaced",
    title=_("证书{number}已换发为{newer}"),
    body=_("您的金蓝领人才证书（{number}）已更正并换发为新证书（{newer}），旧证书作废，请持旧证书领取新证书。{reason}"),
    channels=("inbox", "sms"),
)
COPY_MADE = MessageKind(
    key="credentials.copy_made",
    title=_("证书{number}已补发第{serial}份"),
    body=_(
        "您的金蓝领人才证书（{number}）已补发第{serial}份，旧的一份作废。电子版现在就可以下载，纸质证书请到窗口领取。"
    ),
    channels=("inbox", "sms"),
)
COPY_REFUSED = MessageKind(
    key="credentials.copy_refused",
    title=_("证书{number}没有补发"),
    body=_("您的补发申请没有通过：{answer}"),
    channels=("inbox", "sms"),
)


def tell_change(credential: Credential, event: str) -> None:
    """One message a change; the key holds the entry of the history that it tells of."""
    entry = credential.history.filter(event=event).last()
    if entry is None or event not in CREDENTIAL.events:
        return
    words = {"number": credential.number, "reason": entry.reason}
    key = f"credentials:{entry.pk}"
    successor = Credential.objects.filter(replaces=credential).first()
    if event == "replace" and successor:
        _send(REPLACED, successor, {**words, "newer": successor.number}, key)
    else:
        _send(CHANGED, credential, {**words, "state": credential.get_state_display()}, key)


def tell_copy(request: CopyRequest) -> None:
    """The answer to a request for another copy."""
    number, key = request.credential.number, f"credentials:copy:{request.pk}"
    if request.state == CopyRequestState.APPROVED and request.copy:
        _send(COPY_MADE, request.credential, {"number": number, "serial": request.copy.serial}, key)
    else:
        _send(COPY_REFUSED, request.credential, {"number": number, "answer": request.answer}, key)


def _send(kind: MessageKind, credential: Credential, words: dict[str, object], key: str) -> None:
    link = reverse("credentials:my_credential", args=[credential.pk])
    send(kind.key, to=credential.holder.surviving().pk, context=words, key=key, link=link)
