"""What somebody takes along to a place without network."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from juxian.credentials.offline import checker_html, status_file
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.files import download
from juxian.kit.rate_limit import limited
from juxian.kit.views import audience, render

DOWNLOADS_A_MINUTE = 20


@audience(Audience.PUBLIC)
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """How to check without network, and the two files."""
    return render(request, "credentials/public/offline_guide.html")


@audience(Audience.PUBLIC)
@limited("credentials.offline", limit=DOWNLOADS_A_MINUTE, seconds=60)
@require_GET
def checker(request: HttpRequest) -> HttpResponse:
    """The page as a file. Never shown from here: it carries its own security policy."""
    return _download(checker_html(), "text/html; charset=utf-8", "juxian-offline-checker.html")


@audience(Audience.PUBLIC)
@limited("credentials.offline", limit=DOWNLOADS_A_MINUTE, seconds=60)
@require_GET
def status_list(request: HttpRequest) -> HttpResponse:
    """The signed list of papers that do not hold."""
    name = f"juxian-status-{clock.today().isoformat()}.jws"
    return _download(status_file(), "application/jose", name)


def _download(text: str, kind: str, name: str) -> HttpResponse:
    response = download(text, name, kind)
    response["Cache-Control"] = "no-cache"
    return response
