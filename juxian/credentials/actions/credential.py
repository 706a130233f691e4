"""Issue a certificate; suspend, resume, revoke it; let it expire and renew it."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.actions.copy import _make_copy, _next_copy, _note
from juxian.credentials.events import CredentialIssued, CredentialStatusChanged
from juxian.credentials.models import CopyReason, Credential
from juxian.credentials.numbers import new_number
from juxian.credentials.permissions import Permission
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
    found = Credential.objects.current().filter(origin_type=origin._meta.label, origin_id=origin.pk).first()
    if found:
        return found
    credential = Credential(
        holder=holder,
        level=level,
        occupation_code=occupation.code,
        occupation_name=occupation.name,
        employer_name=employer.name if employer else "",
        portrait=portrait,
        origin_type=origin._meta.label,
        origin_id=origin.pk,
        issued_on=issued_on,
    )
    return _issue(credential, "", SYSTEM)


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


@system_action(_("证书到期"))
def expire_credential(credential: Credential) -> Credential:
    """Its last day is over."""
    if credential.expires_on is None or credential.expires_on >= clock.today():
        raise RuleBroken(_t("证书还没有到期。"))
    return _moved(credential, "expire", "", SYSTEM)


@action(_("续期"), Permission.CONTROL)
def renew_credential(credential: Credential, *, reason: str, expires_on: dt.date, by: Actor) -> Credential:
    """It counts again until a later day, on a new paper that shows that day."""
    if expires_on < clock.today():
        raise RuleBroken(_t("续期后的截止日期已经过去。请填写今天或以后的日期。"), field="expires_on")
    _must_have_reason(reason)
    CREDENTIAL.move(credential, "renew")
    credential.expires_on = expires_on
    _next_copy(credential, CopyReason.RENEWED, by)
    return _told(credential, "renew", reason, by)


def _issue(credential: Credential, reason: str, by: Actor) -> Credential:
    """Number, save and sign a new certificate with its first copy."""
    credential.number = new_number(credential.issued_on.year, credential.level)
    credential.holder_name = credential.holder.name
    credential.published_on = credential.published_on or credential.issued_on
    credential.expires_on = _last_day(credential)
    credential.save(force_insert=True)
    _make_copy(credential, 1, CopyReason.FIRST)
    _note(credential, "issue", reason, by)
    announce(CredentialIssued(str(credential.pk)))
    return credential


def _last_day(credential: Credential) -> dt.date | None:
    """The day before the anniversary, where the district limits this level; else none."""
    years = settings.CREDENTIAL_VALID_YEARS.get(str(credential.level))
    if not years:
        return None
    first = credential.issued_on
    day = 28 if (first.month, first.day) == (2, 29) else first.day
    return first.replace(year=first.year + years, day=day) - dt.timedelta(days=1)


def _change(credential: Credential, event: str, reason: str, by: Actor) -> Credential:
    _must_have_reason(reason)
    return _moved(credential, event, reason, by)


def _must_have_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_t("还没有写明理由。持证人和查验的人都会看到。"), field="reason")


def _moved(credential: Credential, event: str, reason: str, by: Actor) -> Credential:
    CREDENTIAL.move(credential, event)
    return _told(credential, event, reason, by)


def _told(credential: Credential, event: str, reason: str, by: Actor) -> Credential:
    credential.save(update_fields=["state"])
    _note(credential, event, reason, by)
    announce(CredentialStatusChanged(str(credential.pk), event))
    return credential
