"""A person's rights under /my/data/: take it along, allow and forbid, be forgotten."""

import json
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.pdf import typeset
from juxian.kit.views import attempt, audience, render
from juxian.people.actions import (
    give_consent,
    request_deletion,
    request_export,
    withdraw_consent,
    withdraw_deletion,
)
from juxian.people.forms.person import ConsentForm, DeletionForm
from juxian.people.models import Consent, CorrectionRequest, DeletionRequest
from juxian.people.permissions import Permission
from juxian.people.queries import CONSENT_PURPOSES
from juxian.people.states import CORRECTION_REQUEST, DELETION_REQUEST
from juxian.people.views.person import get_own

MINE = audience(Audience.PERSON, Permission.MANAGE_OWN_DATA)


@MINE
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything about my data on one page."""
    return render(request, "people/person/data_detail.html", _context(request))


@MINE
@require_POST
def data_export(request: HttpRequest, form: str) -> HttpResponse:
    """The file, as JSON for machines or PDF for people. A POST: each export is on record."""
    person = get_own(request)
    sections = request_export(person, by=request.actor)
    made_at = clock.now()
    if form == "json":
        body = json.dumps({"made_at": made_at.isoformat(), "sections": sections}, ensure_ascii=False, indent=2)
        answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    else:
        data = {"name": person.name, "made_at": f"{made_at:%Y-%m-%d %H:%M}", "sections": list(sections.values())}
        pdf = typeset("people/pdf/export.typ", data, at=made_at, missing="mark")
        answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="my-data-{clock.today()}.{form}"'
    return answer


@MINE
@require_POST
def consent_give(request: HttpRequest) -> HttpResponse:
    """Say yes to one use."""
    form = ConsentForm(request.POST)
    give = partial(give_consent, get_own(request), by=request.actor, source=_("本人在“我的数据”页面同意"))
    if attempt(form, give):
        messages.success(request, _("已记录您的同意，可随时撤回。"))
        return redirect("people:my_data")
    return render(request, "people/person/data_detail.html", {**_context(request), "consent_form": form}, status=422)


@MINE
@require_POST
def consent_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a yes back."""
    consent = get_object_or_404(Consent.objects.visible_to(request.actor), pk=pk)
    withdraw_consent(consent, by=request.actor)
    messages.success(request, _("已撤回，从现在起停止使用。"))
    return redirect("people:my_data")


@MINE
@require_POST
def deletion_request(request: HttpRequest) -> HttpResponse:
    """Ask to be forgotten."""
    form = DeletionForm(request.POST)
    if attempt(form, partial(request_deletion, get_own(request), by=request.actor)):
        messages.success(request, _("申请已提交，工作人员会在十五个工作日内答复。"))
        return redirect("people:my_data")
    return render(request, "people/person/data_detail.html", {**_context(request), "deletion_form": form}, status=422)


@MINE
@require_POST
def deletion_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change one's mind."""
    row = get_object_or_404(DeletionRequest.objects.visible_to(request.actor), pk=pk)
    withdraw_deletion(row, by=request.actor)
    messages.success(request, _("已撤回删除申请。"))
    return redirect("people:my_data")


def _context(request: HttpRequest) -> dict:
    consents = Consent.objects.visible_to(request.actor)
    requests = DeletionRequest.objects.visible_to(request.actor).order_by("-created_at")
    corrections = CorrectionRequest.objects.visible_to(request.actor).order_by("-created_at")
    return {
        "corrections": [(row, CORRECTION_REQUEST.can(row, "withdraw")) for row in corrections],
        "consents": [(row, CONSENT_PURPOSES.get(row.purpose)) for row in consents.order_by("-given_at")],
        "purposes": CONSENT_PURPOSES.values(),
        "requests": [(row, DELETION_REQUEST.can(row, "withdraw")) for row in requests],
        "consent_form": ConsentForm(),
        "deletion_form": DeletionForm(),
    }
