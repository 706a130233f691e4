"""A person's request to be corrected, under /my/data/correction/."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from juxian.kit.access import Audience
from juxian.kit.rate_limit import hit
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render
from juxian.people.actions import request_correction, withdraw_correction
from juxian.people.forms.person import CorrectionRequestForm
from juxian.people.models import CorrectionRequest, Person
from juxian.people.permissions import Permission
from juxian.people.views.person import DAY, GET_POST, TRIES, get_own

MINE = audience(Audience.PERSON, Permission.MANAGE_OWN_DATA)


@MINE
@GET_POST
def correction_request(request: HttpRequest) -> HttpResponse:
    """Say what is wrong."""
    person = get_own(request)
    initial = {"name": person.name, "identity_kind": person.identity_kind}
    form = CorrectionRequestForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST":
        hit("people.correction", str(person.pk), limit=TRIES, seconds=DAY)
        if attempt(form, partial(_request, request, person)):
            messages.success(request, _("申请已提交，窗口人员会核对证件后答复。"))
            return redirect("people:my_data")
    context = {"form": form, "person": person}
    return render(request, "people/person/correction_request.html", context, status=422 if form.errors else 200)


@MINE
@require_POST
def correction_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back."""
    row = get_object_or_404(CorrectionRequest.objects.visible_to(request.actor), pk=pk)
    withdraw_correction(row, by=request.actor)
    messages.success(request, _("已撤回更正申请。"))
    return redirect("people:my_data")


def _request(request: HttpRequest, person: Person, *, document: Any, **values: Any) -> CorrectionRequest:
    upload = accept_upload(document, kinds=("image", "pdf"), by=request.actor, purpose="people.document")
    return request_correction(person, by=request.actor, document=upload, **values)
