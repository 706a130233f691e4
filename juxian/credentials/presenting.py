"""How a certificate is shown: its verdict in words, its paper as a download."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Copy, Credential
from juxian.credentials.states import CredentialState
from juxian.kit.codes import mask_name
from juxian.kit.files import download

NOT_YET, OLD_COPY = "not_yet_published", "replaced_copy"
# For each verdict: tone, title, what it means, and the event of the history that gives its date.
VERDICTS = {
    CredentialState.VALID: ("ok", _("证书真实有效"), _("由集美区签发，目前有效。"), ""),
    CredentialState.SUSPENDED: (
        "wait",
        _("证书已暂停"),
        _("证书是真的，但正在核查，暂停期间不作为凭据。"),
        "suspend",
    ),
    CredentialState.REVOKED: (
        "stop",
        _("证书已撤销"),
        _("证书曾由集美区签发，现已撤销，不再有效。"),
        "revoke",
    ),
    CredentialState.REPLACED: (
        "stop",
        _("证书已换发"),
        _("这张证书的内容有误，已更正并换发新证书，这张不再有效。请查看新证书。"),
        "replace",
    ),
    CredentialState.EXPIRED: (
        "wait",
        _("证书已过期"),
        _("证书是真的，但有效期已满，目前不作为凭据。"),
        "expire",
    ),
    NOT_YET: ("wait", _("证书尚未公布"), _("这个核验码是真的，但证书尚未公布，公布以前不显示内容。"), ""),
    OLD_COPY: (
        "stop",
        _("这一份已换发"),
        _("同一编号的证书已补发新的一份，您手里的这一份作废。请对方出示新的一份。"),
        "",
    ),
}


def verdict_of(credential: Credential, copy: Copy | None = None) -> dict[str, Any]:
    """Return key, tone, title, meaning, day and masked name. `copy`: the paper that was shown, the newest if none.

    What is worst for the reader comes first: a revoked certificate is revoked on every copy of it."""
    copy = copy or credential.copy
    key = _key_of(credential, copy)
    tone, title, text, event = VERDICTS[key]
    return {
        "key": str(key),
        "tone": tone,
        "title": title,
        "text": text,
        "name": mask_name(copy.holder_name),
        "on": _day_of(credential, copy, str(key), event),
        "newer": _newer(credential, copy, str(key)),
        "is_secret": key == NOT_YET,
    }


def _key_of(credential: Credential, copy: Copy) -> str:
    if not credential.is_published:
        return NOT_YET
    if credential.state in (CredentialState.REVOKED, CredentialState.REPLACED):
        return CredentialState(credential.state)
    return OLD_COPY if copy.is_replaced else CredentialState(credential.state)


def _day_of(credential: Credential, copy: Copy, key: str, event: str) -> dt.date | None:
    """Return since when it is so; for what is not yet public, when it will be."""
    if key == NOT_YET:
        return credential.published_on
    if key == OLD_COPY:
        return timezone.localdate(copy.state_since_at)
    if not event:
        return credential.issued_on
    entry = next((one for one in reversed(credential.history.all()) if one.event == event), None)
    return timezone.localdate(entry.happened_at) if entry else None


def _newer(credential: Credential, copy: Copy, key: str) -> str:
    """Return the number, and nothing else, of what there is instead."""
    if key == CredentialState.REPLACED:
        successor = Credential.objects.filter(replaces=credential).values_list("number", flat=True).first()
        return str(successor or "")
    if key == OLD_COPY:
        return _t("%(number)s（第%(serial)s份）") % {"number": credential.number, "serial": credential.copy.serial}
    return ""


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return the paper as an attachment."""
    return download(content, f"{name}.pdf")
