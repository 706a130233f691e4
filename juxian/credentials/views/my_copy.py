"""The holder asks for another copy."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.credentials.actions import request_copy, withdraw_copy_request
from juxian.credentials.forms.copy import CopyForm
from juxian.credentials.models import CopyRequest, Credential
from juxian.credentials.permissions import Permission
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render


@audience(Audience.PERSON, Permission.HOLD)
@require_http_methods(["GET", "POST"])
def my_copy_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what became of the paper."""
    credential = get_object_or_404(Credential.objects.visible_to(request.actor), pk=pk)
    form = CopyForm(request.POST or None)
    if attempt(form, partial(request_copy, credential, by=request.actor)):
        messages.success(request, _t("补发申请已提交，办理结果会发消息给您。"))
        return redirect("credentials:my_credential", pk)
    return render(request, "credentials/person/copy_request.html", {"credential": credential, "form": form})


@audience(Audience.PERSON, Permission.HOLD)
@require_POST
def my_copy_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The paper was found again."""
    row = get_object_or_404(CopyRequest.objects.visible_to(request.actor), pk=pk)
    withdraw_copy_request(row, by=request.actor)
    return redirect("credentials:my_credential", row.credential_id)
