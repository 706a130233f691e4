"""A graduate's side of a three-party agreement."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.views import audience
from juxian.recruitment.paper import agreement_pdf
from juxian.recruitment.permissions import Permission
from juxian.recruitment.views import agreement_steps as steps

MINE = audience(Audience.PERSON, Permission.SIGN_AGREEMENT)
PAGE = "my_agreement"


@MINE
@require_GET
def my_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.agreement_page(request, steps.own_agreement(request, pk), PAGE)


@MINE
@require_POST
def my_agreement_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.sign(request, pk, PAGE)


@MINE
@require_POST
def my_agreement_amend(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.amend(request, pk, PAGE)


@MINE
@require_POST
def my_agreement_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.with_reason(request, pk, PAGE, "cancel")


@MINE
@require_POST
def my_agreement_ask_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    return steps.with_reason(request, pk, PAGE, "ask_release")


@MINE
@require_GET
def my_agreement_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    agreement = steps.own_agreement(request, pk)
    steps.must_be_signed(agreement)
    return download(agreement_pdf(agreement), f"{agreement.number}.pdf")
