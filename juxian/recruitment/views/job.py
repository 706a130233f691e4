"""Vacancies for everybody: the list, one vacancy, its code and poster."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from juxian.catalogue.queries.registers import major_names
from juxian.kit.access import Audience
from juxian.kit.json_ld import json_ld
from juxian.kit.qr import qr_png, qr_svg
from juxian.kit.rate_limit import limited
from juxian.kit.views import PageForm, audience, render
from juxian.recruitment.forms.search import SORTS, SearchForm, address_of, chips_of
from juxian.recruitment.models import Campaign
from juxian.recruitment.queries.campaign import with_counts
from juxian.recruitment.queries.cards import cards
from juxian.recruitment.queries.job import ended_vacancy, open_vacancy, similar_to
from juxian.recruitment.queries.job_posting import job_posting
from juxian.recruitment.queries.saved_search import is_saved
from juxian.recruitment.queries.search import Asked, search

PUBLIC = audience(Audience.PUBLIC)
SEARCHES_A_MINUTE = 120


@PUBLIC
@limited("recruitment.search", limit=SEARCHES_A_MINUTE, seconds=60)
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """Find work: typed words, filters with what each would leave, pages."""
    return _list(request, SearchForm(request.GET).asked(), "recruitment/public/job_list.html", {})


@PUBLIC
@limited("recruitment.search", limit=SEARCHES_A_MINUTE, seconds=60)
@require_safe
def campaign_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A hiring season, or the sub-site of a university: its vacancies, searched like all others."""
    campaign = get_object_or_404(with_counts(Campaign.objects.public().select_related("school")), pk=pk)
    asked = SearchForm(request.GET).asked(campaign.pk)
    return _list(
        request,
        asked,
        "recruitment/public/campaign_page.html",
        {"campaign": campaign},
    )


@PUBLIC
@require_safe
def job_page(request: HttpRequest, number: str) -> HttpResponse:
    """One vacancy with all that the law wants to see; one that is over says so and offers others."""
    vacancy = open_vacancy(number)
    if vacancy is None:
        return _over(request, number)
    context = {
        "vacancy": vacancy,
        "card": cards([vacancy.pk])[0],
        "similar": similar_to(vacancy),
        "address": _address(number),
        "posting": json_ld(job_posting(vacancy, settings.SITE_URL)),
    }
    return render(request, "recruitment/public/job_page.html", context)


@PUBLIC
@require_safe
def job_poster(request: HttpRequest, number: str) -> HttpResponse:
    """A sheet to print and hang up, with a code that opens the vacancy."""
    vacancy = open_vacancy(number)
    if vacancy is None:
        raise Http404
    code = mark_safe(qr_svg(_address(number)))  # noqa: S308 - our own drawing
    context = {"vacancy": vacancy, "card": cards([vacancy.pk])[0], "code": code}
    return render(request, "recruitment/public/job_poster.html", context | {"address": _address(number)})


@PUBLIC
@require_safe
def job_code(request: HttpRequest, number: str) -> HttpResponse:
    """The code of a vacancy as a picture: what a shared link shows beside its words."""
    if open_vacancy(number) is None:
        raise Http404
    return HttpResponse(qr_png(_address(number)), content_type="image/png")


def _list(request: HttpRequest, asked: Asked, template: str, context: dict[str, Any]) -> HttpResponse:
    found = search(asked, PageForm(request.GET).values()["page"])
    query = address_of(asked)
    context |= {
        "found": found,
        "asked": asked,
        "query": query,
        "chips": chips_of(asked, found.facets),
        "path": request.path,
        "opened": getattr(request.htmx, "trigger_name", None),  # type: ignore[attr-defined]
        "majors": major_names(),
        "sorts": SORTS,
        "saved": is_saved(request.actor, query),  # type: ignore[attr-defined]
    }
    response = render(request, template, context, part="recruitment/public/_jobs.html")
    response["HX-Push-Url"] = f"{request.path}?{_kept(asked, query)}".rstrip("?")
    return response


def _kept(asked: Asked, query: str) -> str:
    rest = urlencode([(name, value) for name, value in (("near", asked.near), ("sort", asked.sort)) if value])
    return "&".join(part for part in (query, rest) if part)


def _over(request: HttpRequest, number: str) -> HttpResponse:
    found = ended_vacancy(number)
    if found is None:
        raise Http404
    ended, vacancy = found
    context = {"ended": ended, "similar": similar_to(vacancy)}
    return render(request, "recruitment/public/job_over.html", context, status=410)


def _address(number: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("recruitment:job_page", args=[number])
