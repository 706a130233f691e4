"""How a certificate is shown: its verdict in words, its paper as a download."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import Credential
from juxian.credentials.states import CredentialState
from juxian.kit.codes import mask_name

VERDICTS = {
    CredentialState.VALID: ("ok", _("证书真实有效"), _("由集美区签发，目前有效。")),
    CredentialState.SUSPENDED: ("wait", _("证书已暂停"), _("证书是真的，但正在核查，暂停期间不作为凭据。")),
    CredentialState.REVOKED: ("stop", _("证书已撤销"), _("证书曾由集美区签发，现已撤销，不再有效。")),
}


def verdict_of(credential: Credential) -> dict[str, Any]:
    """Return tone, title and sentence for the state, and the masked name."""
    tone, title, text = VERDICTS[CredentialState(credential.state)]
    return {"tone": tone, "title": title, "text": text, "name": mask_name(credential.holder_name)}


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return the paper as an attachment."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
