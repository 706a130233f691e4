"""The holder's certificates."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from juxian.credentials.forms.copy import PaperQuery
from juxian.credentials.models import Credential
from juxian.credentials.paper import public_url, signed_certificate_pdf
from juxian.credentials.permissions import Permission
from juxian.credentials.presenting import pdf_response, verdict_of
from juxian.credentials.states import CopyRequestState
from juxian.kit.access import Audience
from juxian.kit.qr import qr_svg
from juxian.kit.views import audience, render


@audience(Audience.PERSON, Permission.HOLD)
@require_GET
def my_credentials(request: HttpRequest) -> HttpResponse:
    rows = [(row, verdict_of(row)) for row in Credential.objects.visible_to(request.actor)]
    return render(request, "credentials/person/credential_list.html", {"rows": rows})


@audience(Audience.PERSON, Permission.HOLD)
@require_GET
def my_credential(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The certificate with its QR code, to show on the phone."""
    credential = get_object_or_404(Credential.objects.visible_to(request.actor), pk=pk)
    context = {
        "credential": credential,
        "verdict": verdict_of(credential),
        "history": credential.history.all(),
        "copy": credential.copy,
        "open_request": credential.copy_requests.filter(state=CopyRequestState.REQUESTED).first(),
        "paper_form": PaperQuery(),
        "code_svg": qr_svg(public_url(credential), error="l"),
    }
    return render(request, "credentials/person/credential_detail.html", context)


@audience(Audience.PERSON, Permission.HOLD)
@require_GET
def my_credential_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The paper with the office's signature in it, in the wanted size and language."""
    credential = get_object_or_404(Credential.objects.visible_to(request.actor).select_related("holder"), pk=pk)
    return pdf_response(signed_certificate_pdf(credential, **PaperQuery(request.GET).values()), credential.number)
