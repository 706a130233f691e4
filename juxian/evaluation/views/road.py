"""The third question of the wizard: by which road, and what is shown on it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import choose_road, claim_award, claim_certificate, drop_certificate
from juxian.evaluation.forms.claim import AwardForm, CertificateForm, NumberQuery, RoadForm
from juxian.evaluation.models import Application, Channel
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.certificate_number import describe_number, read_number
from juxian.evaluation.views.wizard import ROAD_PAGES, _page, _posted, of_open_application
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render

CLAIM = "evaluation.claim"
STEP = 3


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def road(request: HttpRequest, application: Application) -> HttpResponse:
    """Choose the road; the next screen asks only for what that road needs."""
    form = RoadForm(_posted(request), initial={"channel": application.channel})
    if chosen := attempt(form, partial(choose_road, application, by=request.actor)):
        return redirect(ROAD_PAGES[Channel(chosen.channel)], application.pk)
    return _page(request, application, STEP, "road", {"form": form})


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def certificate(request: HttpRequest, application: Application) -> HttpResponse:
    """The national certificate: the claim itself, or the level from which a contest promotes."""
    claim = getattr(application, "certificate_claim", None)
    initial = _initial(claim, CertificateForm) or {"holder_name": application.applicant.name}
    form = CertificateForm(_posted(request), request.FILES or None, initial=initial, has_picture=claim is not None)
    save = partial(_save, request, partial(claim_certificate, application))
    if attempt(form, save):
        return _after_certificate(application)
    is_claim = application.channel == Channel.CERTIFICATE
    context = {"form": form, "claim": claim, "parts": _parts(claim.number) if claim else {}, "is_claim": is_claim}
    return _page(request, application, STEP, "certificate", context)


@audience(Audience.PERSON, Permission.APPLY)
@require_POST
@of_open_application
def certificate_drop(request: HttpRequest, application: Application) -> HttpResponse:
    drop_certificate(application, by=request.actor)
    messages.success(request, _t("已删除这个证书。"))
    return redirect("evaluation:my_road", application.pk)


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
@of_open_application
def award(request: HttpRequest, application: Application) -> HttpResponse:
    """The award of a contest; whoever holds a certificate already may add it for the step up."""
    claim = getattr(application, "award_claim", None)
    form = AwardForm(
        _posted(request), request.FILES or None, initial=_initial(claim, AwardForm), has_picture=claim is not None
    )
    if attempt(form, partial(_save, request, partial(claim_award, application))):
        return redirect("evaluation:my_statement", application.pk)
    certificate = getattr(application, "certificate_claim", None)
    return _page(request, application, STEP, "award", {"form": form, "claim": claim, "certificate": certificate})


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
@of_open_application
def employer(request: HttpRequest, application: Application) -> HttpResponse:
    """What the employer has recorded; the person enters nothing here."""
    result = getattr(application, "employer_result", None)
    return _page(request, application, STEP, "employer", {"result": result})


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
def certificate_number(request: HttpRequest) -> HttpResponse:
    """A number while it is typed, taken apart or with what is wrong: a part of the page, and written nowhere."""
    number = NumberQuery(request.GET).values()["number"] or ""
    return render(request, "evaluation/_number_parts.html", {"parts": _parts(number)})


def _parts(number: str) -> dict[str, Any]:
    if not number.strip():
        return {}
    try:
        return {"rows": describe_number(read_number(number))}
    except RuleBroken as error:
        return {"fault": error.message}


def _save(request: HttpRequest, action: Any, picture: Any, **fields: Any) -> Any:
    """Take the picture in first: one that is none must not leave half a claim behind."""
    upload = None
    if picture:
        upload = accept_upload(picture, kinds=("image", "pdf"), by=request.actor, purpose=CLAIM)
    return action(picture=upload, by=request.actor, **fields)


def _initial(claim: Any, form: type) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in form.field_order if name != "picture"} if claim else {}


def _after_certificate(application: Application) -> HttpResponse:
    page = "my_award" if application.channel == Channel.COMPETITION else "my_statement"
    return redirect(f"evaluation:{page}", application.pk)
