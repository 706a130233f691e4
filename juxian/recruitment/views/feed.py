"""Vacancies for machines: Atom, an XML feed for other job sites, parts of the sitemap. No contact of anybody."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience
from juxian.kit.rate_limit import limited
from juxian.kit.views import PageForm, audience, render
from juxian.recruitment.forms.search import SearchForm, address_of, name_of
from juxian.recruitment.queries.cards import cards
from juxian.recruitment.queries.feed import feed_rows, sitemap_rows
from juxian.recruitment.queries.job_posting import CITY, PROVINCE
from juxian.recruitment.queries.search import Asked, newest

PUBLIC = audience(Audience.PUBLIC)
NEWEST = 50
XML = "application/xml; charset=utf-8"


@PUBLIC
@limited("recruitment.feed", limit=60, seconds=60)
@require_safe
def job_atom(request: HttpRequest) -> HttpResponse:
    """The newest vacancies of a search, for feed readers."""
    asked = SearchForm(request.GET).asked()
    atom = Atom1Feed(
        title=f"{_('招聘职位')} · {name_of(asked)}",
        link=_site(f"{reverse('recruitment:job_list')}?{address_of(asked)}"),
        feed_url=_site(request.get_full_path()),
        description="",
        language="zh-hans",
    )
    _fill(atom, asked)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


@PUBLIC
@limited("recruitment.feed", limit=60, seconds=60)
@require_safe
def job_xml(request: HttpRequest) -> HttpResponse:
    """All vacancies in parts of a thousand, in the fields that other job sites take; `page` asks for a part."""
    number = PageForm(request.GET).values()["page"]
    context = {"part": feed_rows(number), "site": settings.SITE_URL.rstrip("/"), "province": PROVINCE, "city": CITY}
    response = render(request, "recruitment/public/job_feed.xml", context)
    response["Content-Type"] = XML
    return response


@PUBLIC
@limited("recruitment.feed", limit=60, seconds=60)
@require_safe
def job_sitemap(request: HttpRequest, part: int) -> HttpResponse:
    """The addresses of open vacancies, ten thousand a part; the index stands in the portal's sitemap."""
    rows = sitemap_rows(part)
    if not rows and part > 1:
        raise Http404
    response = render(request, "recruitment/public/job_sitemap.xml", {"rows": rows, "site": _site("")})
    response["Content-Type"] = XML
    return response


def _fill(atom: Atom1Feed, asked: Asked) -> None:
    for card in cards(newest(asked, NEWEST)):
        vacancy = card.vacancy
        atom.add_item(
            title=f"{vacancy.title} · {card.pay}",
            link=_site(reverse("recruitment:job_page", args=[vacancy.number])),
            description=" · ".join([vacancy.organisation.name, card.street, *card.demands]),
            author_name=vacancy.organisation.name,
            unique_id=vacancy.pk.urn,
            pubdate=vacancy.approved_at,
            updateddate=vacancy.approved_at,
        )


def _site(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
