"""Another copy of a certificate: asked for, decided, made. The number stays, the old paper says "replaced"."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.events import CopyRequestDecided
from juxian.credentials.models import Copy, CopyReason, CopyRequest, Credential, CredentialEvent
from juxian.credentials.numbers import new_code
from juxian.credentials.permissions import Permission
from juxian.credentials.signing import KEY_ID, payload_of, sign
from juxian.credentials.states import COPY, COPY_REQUEST, CopyRequestState, CredentialState
from juxian.kit import clock
from juxian.kit.access import SYSTEM, Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.numbering import next_number
from juxian.people.queries import same_human

ASKED_BY_PEOPLE = (CopyReason.LOST, CopyReason.DAMAGED)


@action(_("申请补发证书"), Permission.HOLD, sensitive=("note",))
def request_copy(credential: Credential, *, reason: str, note: str = "", by: Actor) -> CopyRequest:
    """The holder lost the paper, or it is damaged."""
    return _request(credential, reason, note, by)


@action(_("窗口登记补发"), Permission.HAND_OVER, sensitive=("note",))
def request_copy_at_counter(credential: Credential, *, reason: str, note: str = "", by: Actor) -> CopyRequest:
    """The holder stands at the counter; a colleague decides."""
    return _request(credential, reason, note, by)


@system_action(_("更正后待换发"))
def ask_for_corrected_copy(credential: Credential) -> CopyRequest | None:
    """The holder's name or document was corrected and the paper still shows the old one. None: it does not, or
    somebody asked already."""
    copy, holder = credential.copy, credential.holder.surviving()
    if (copy.holder_name, copy.identity_tail) == (holder.name, holder.identity_tail):
        return None
    if credential.state != CredentialState.VALID or _open_request(credential):
        return None
    return _requested(credential, CopyReason.CORRECTED, "", SYSTEM)


@action(_("撤回补发申请"), Permission.HOLD)
def withdraw_copy_request(request: CopyRequest, *, by: Actor) -> CopyRequest:
    """The paper was found again."""
    COPY_REQUEST.move(request, "withdraw")
    request.save()
    return request


@action(_("同意补发"), Permission.DECIDE_COPY)
def approve_copy_request(request: CopyRequest, *, by: Actor) -> CopyRequest:
    """Make the next copy, with the name as it is registered today. From now on the old paper says "replaced"."""
    _not_who_asked(request, by)
    COPY_REQUEST.move(request, "approve")
    credential = Credential.objects.select_for_update().get(pk=request.credential_id)
    _must_be_valid(credential)
    request.copy = _next_copy(credential, request.reason, by)
    return _decided(request, by)


@action(_("不予补发"), Permission.DECIDE_COPY)
def refuse_copy_request(request: CopyRequest, *, answer: str, by: Actor) -> CopyRequest:
    """Refuse with a reason that the holder reads."""
    _not_who_asked(request, by)
    COPY_REQUEST.move(request, "refuse")
    if not answer.strip():
        raise RuleBroken(_t("还没有写明不予补发的理由。持证人会看到，请写清楚。"), field="answer")
    request.answer = answer.strip()
    return _decided(request, by)


def _request(credential: Credential, reason: str, note: str, by: Actor) -> CopyRequest:
    if reason not in ASKED_BY_PEOPLE:
        raise RuleBroken(_t("补发的原因只能是遗失或破损。姓名或证件有误的，请先申请更正身份信息。"), field="reason")
    _must_be_valid(credential)
    if _open_request(credential):
        raise RuleBroken(_t("这张证书已有一项补发申请在办理。请等待结果，或先撤回。"))
    return _requested(credential, reason, note.strip(), by)


def _requested(credential: Credential, reason: str, note: str, by: Actor) -> CopyRequest:
    return CopyRequest.objects.create(
        credential=credential,
        reason=reason,
        note=note,
        requested_by=by.label,
        requested_by_id=by.person_id,
        requested_at=clock.now(),
        state_since_at=clock.now(),
    )


def _open_request(credential: Credential) -> bool:
    return bool(credential.copy_requests.filter(state=CopyRequestState.REQUESTED).exists())


def _must_be_valid(credential: Credential) -> None:
    if credential.state != CredentialState.VALID:
        raise RuleBroken(
            _t("证书现在是“%(state)s”，不能补发。只有有效的证书可以补发。") % {"state": credential.get_state_display()}
        )


def _not_who_asked(request: CopyRequest, by: Actor) -> None:
    """At the counter one takes the request and another decides."""
    if request.requested_by_id in same_human(by.person_id):
        raise RuleBroken(_t("补发申请是您登记的，须由另一位人员决定。"))


def _decided(request: CopyRequest, by: Actor) -> CopyRequest:
    request.decided_by, request.decided_at = by.label, clock.now()
    request.save()
    announce(CopyRequestDecided(str(request.pk)))
    return request


def _next_copy(credential: Credential, reason: str, by: Actor) -> Copy:
    """Replace the copy that counts by the next one; the certificate takes on the holder's name of today."""
    old = Copy.objects.select_for_update().get(pk=credential.copy.pk)
    COPY.move(old, "replace")
    old.save(update_fields=["state", "state_since_at"])
    credential.holder_name = credential.holder.surviving().name
    credential.save(update_fields=["holder_name", "expires_on"])
    copy = _make_copy(credential, old.serial + 1, reason)
    _note(credential, "copy", _COPY_NOTE[CopyReason(reason)] % {"serial": copy.serial}, by)
    return copy


def _make_copy(credential: Credential, serial: int, reason: str) -> Copy:
    """Write and sign one copy."""
    copy = Copy(
        credential=credential,
        serial=serial,
        reason=reason,
        code=new_code(),
        key_id=KEY_ID,
        status_index=next_number("credentials.status"),
        holder_name=credential.holder_name,
        identity_tail=credential.holder.surviving().identity_tail,
        made_at=clock.now(),
        state_since_at=clock.now(),
    )
    copy.payload = payload_of(copy)
    copy.signature = sign(copy.payload)
    copy.save()
    return copy


def _note(credential: Credential, event: str, reason: str, by: Actor) -> None:
    CredentialEvent.objects.create(
        credential=credential, event=event, reason=reason, happened_at=clock.now(), done_by=by.label
    )


# What the public reads of a new copy: why, and never whose name was corrected to what.
_COPY_NOTE: dict[Any, str] = {
    CopyReason.LOST: "第%(serial)s份，原件遗失",  # untranslated: the record is in Chinese
    CopyReason.DAMAGED: "第%(serial)s份，原件破损",  # untranslated: the record is in Chinese
    CopyReason.CORRECTED: "第%(serial)s份，更正登记信息",  # untranslated: the record is in Chinese
    CopyReason.RENEWED: "第%(serial)s份，证书续期",  # untranslated: the record is in Chinese
}
