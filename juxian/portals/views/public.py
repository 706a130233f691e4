"""What everybody finds first: home, services, search, help, and the two files for search engines."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience
from juxian.kit.rate_limit import limited
from juxian.kit.search import search
from juxian.kit.views import audience, render
from juxian.portals.forms import CertificateForm, SearchQuery
from juxian.portals.queries.home import home_of_everybody
from juxian.portals.queries.sitemap import public_addresses
from juxian.portals.services import services
from juxian.recruitment.queries.feed import sitemap_parts

PUBLIC = audience(Audience.PUBLIC)
SEARCHES_A_MINUTE = 60
CLOSED_TO_ROBOTS = ["/my/", "/org/", "/office/", "/accounts/", "/inbox/", "/roles/", "/files/", "/c/", "/search/"]


@PUBLIC
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, what one can get, and how."""
    context = home_of_everybody() | {"form": CertificateForm(), "services": services().values()}
    return render(request, "portals/public/home.html", context)


@PUBLIC
@limited("portals.search", limit=SEARCHES_A_MINUTE, seconds=60)
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """One search over everything that the asking person may see."""
    text = SearchQuery(request.GET).values()["q"]
    layout = "kit/layouts/workbench.html" if request.actor.is_signed_in else "kit/layouts/public.html"
    context = {"text": text, "groups": search(request.actor, text), "layout": layout}
    return render(request, "portals/public/search.html", context)


@PUBLIC
@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    return render(request, "portals/public/service_list.html", {"services": services().values()})


@PUBLIC
@require_safe
def service_page(request: HttpRequest, key: str) -> HttpResponse:
    """One service: for whom, conditions, papers, time limits, cost, contact."""
    service = services().get(key)
    if service is None:
        raise Http404
    return render(request, "portals/public/service_page.html", {"service": service})


@PUBLIC
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portals/public/help.html")


@PUBLIC
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"addresses": public_addresses(), "site": settings.SITE_URL.rstrip("/")}
    response = render(request, "portals/public/sitemap.xml", context)
    response["Content-Type"] = "application/xml; charset=utf-8"
    return response


@PUBLIC
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS)]
    site = settings.SITE_URL.rstrip("/")
    lines += ["", *(f"Sitemap: {site}{path}" for path in ("/sitemap.xml", *sitemap_parts())), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
