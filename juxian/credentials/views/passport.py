"""Skill passports: the holder's pages, and what the link shows."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.credentials.actions import share_passport, view_passport, withdraw_passport
from juxian.credentials.forms.passport import PassportForm
from juxian.credentials.models import SkillPassport
from juxian.credentials.passport import passport_name, passport_pdf, passport_url
from juxian.credentials.permissions import Permission
from juxian.credentials.presenting import pdf_response
from juxian.credentials.queries.passport import chosen
from juxian.kit.access import Audience
from juxian.kit.qr import qr_svg
from juxian.kit.rate_limit import limited
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries import person_by_key

VIEWS_A_MINUTE = 30


@audience(Audience.PERSON, Permission.SHARE)
@require_GET
def passport_list(request: HttpRequest) -> HttpResponse:
    context = {"page": paginate(request, SkillPassport.objects.visible_to(request.actor))}
    return render(request, "credentials/person/passport_list.html", context)


@audience(Audience.PERSON, Permission.SHARE)
@require_http_methods(["GET", "POST"])
def passport_create(request: HttpRequest) -> HttpResponse:
    """Tick what the link shows."""
    holder = get_object_or_404(person_by_key(request.actor.person_id))
    form = PassportForm(request.POST or None, person_id=holder.pk)
    passport = attempt(form, lambda **values: share_passport(holder, by=request.actor, **values))
    if passport:
        return redirect("credentials:my_passport", passport.pk)
    return render(request, "credentials/person/passport_form.html", {"form": form})


@audience(Audience.PERSON, Permission.SHARE)
@require_GET
def passport_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The link with its QR code, how often it was opened, and what it shows."""
    passport = _own(request, pk)
    url = passport_url(passport)
    context = {"passport": passport, "url": url, "code_svg": qr_svg(url), "sections": chosen(passport)}
    return render(request, "credentials/person/passport_detail.html", context)


@audience(Audience.PERSON, Permission.SHARE)
@require_GET
def passport_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The passport on paper, with the code that leads back to it."""
    return pdf_response(passport_pdf(_own(request, pk)), "skill-passport")


@audience(Audience.PERSON, Permission.SHARE)
@require_POST
def passport_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    withdraw_passport(_own(request, pk), by=request.actor)
    return redirect("credentials:my_passport", pk)


@audience(Audience.PUBLIC)
@limited("credentials.passport", limit=VIEWS_A_MINUTE, seconds=60)
@require_http_methods(["GET", "POST"])
def passport_public(request: HttpRequest, code: str) -> HttpResponse:
    """Behind the link. Opening it is a POST: a messenger's preview neither reads nor counts."""
    passport = SkillPassport.objects.public(code.upper()).select_related("holder").first()
    if passport is None or not passport.is_open:
        return _hidden(render(request, "credentials/public/passport_closed.html", status=410 if passport else 404))
    context: dict[str, Any] = {"passport": passport, "name": passport_name(passport)}
    if request.method == "POST":
        view_passport(passport)
        context["sections"] = chosen(passport)
    return _hidden(render(request, "credentials/public/passport.html", context))


def _own(request: HttpRequest, pk: UUID) -> SkillPassport:
    return get_object_or_404(SkillPassport.objects.visible_to(request.actor).select_related("holder"), pk=pk)


def _hidden(response: HttpResponse) -> HttpResponse:
    """Keep a person's page out of search engines and caches. Where one goes next learns nothing either: the house sends
    referrers to itself alone, and none at all would take the origin from the button's POST."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
