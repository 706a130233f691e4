"""Issue a certificate; suspend, resume, revoke it."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.events import CredentialIssued, CredentialStatusChanged
from juxian.credentials.models import Credential, CredentialEvent
from juxian.credentials.numbers import new_code, new_number
from juxian.credentials.permissions import Permission
from juxian.credentials.signing import KEY_ID, payload_of, sign
from juxian.credentials.states import CREDENTIAL
from juxian.kit import clock
from juxian.kit.access import SYSTEM, Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce


@system_action(_("签发证书"))
def issue_credential(
    holder: Any,
    *,
    origin: Any,
    level: str,
    occupation: Any,
    employer: Any,
    portrait: Any,
    issued_on: dt.date,
) -> Credential:
    """Issue one certificate for one origin (an application); asked again it returns the first."""
    found = Credential.objects.filter(origin_type=origin._meta.label, origin_id=origin.pk).first()
    if found:
        return found
    credential = Credential(
        number=new_number(issued_on.year, level),
        code=new_code(),
        holder=holder,
        holder_name=holder.name,
        level=level,
        occupation_code=occupation.code,
        occupation_name=occupation.name,
        employer_name=employer.name if employer else "",
        portrait=portrait,
        origin_type=origin._meta.label,
        origin_id=origin.pk,
        issued_on=issued_on,
        key_id=KEY_ID,
    )
    credential.payload = payload_of(credential)
    credential.signature = sign(credential.payload)
    credential.save()
    _note(credential, "issue", "", SYSTEM)
    announce(CredentialIssued(str(credential.pk)))
    return credential


@action(_("暂停证书"), Permission.CONTROL)
def suspend_credential(credential: Credential, *, reason: str, by: Actor) -> Credential:
    """For as long as something is being verified."""
    return _change(credential, "suspend", reason, by)


@action(_("恢复证书"), Permission.CONTROL)
def resume_credential(credential: Credential, *, reason: str, by: Actor) -> Credential:
    """The verification found nothing: the certificate counts again."""
    return _change(credential, "resume", reason, by)


@action(_("撤销证书"), Permission.CONTROL)
def revoke_credential(credential: Credential, *, reason: str, by: Actor) -> Credential:
    """For good. The public page says so from this moment."""
    return _change(credential, "revoke", reason, by)


def _change(credential: Credential, event: str, reason: str, by: Actor) -> Credential:
    if not reason.strip():
        raise RuleBroken(_t("还没有写明理由。持证人和查验的人都会看到。"), field="reason")
    CREDENTIAL.move(credential, event)
    credential.save(update_fields=["state"])
    _note(credential, event, reason, by)
    announce(CredentialStatusChanged(str(credential.pk), event))
    return credential


def _note(credential: Credential, event: str, reason: str, by: Actor) -> None:
    CredentialEvent.objects.create(
        credential=credential, event=event, reason=reason, happened_at=clock.now(), done_by=by.label
    )
