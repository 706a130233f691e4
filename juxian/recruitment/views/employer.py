"""Employers for everybody: who recruits, and what one shows of itself."""

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from juxian.kit.access import Audience
from juxian.kit.rate_limit import limited
from juxian.kit.views import audience, paginate, render
from juxian.recruitment.forms.search import EmployerQuery
from juxian.recruitment.models import Campaign
from juxian.recruitment.queries.employer import EmployerLine, employer_lines, employer_shown, employers_recruiting

PUBLIC = audience(Audience.PUBLIC)
PER_PAGE = 30


@PUBLIC
@limited("recruitment.search", limit=120, seconds=60)
@require_safe
def employer_list(request: HttpRequest) -> HttpResponse:
    """Employers with open vacancies; who answers comes first."""
    form = EmployerQuery(request.GET)
    page = paginate(request, employers_recruiting(form.values()["q"]), PER_PAGE)
    context = {"page": page, "lines": _lines(page), "form": form}
    return render(request, "recruitment/public/employer_list.html", context)


@PUBLIC
@require_safe
def employer_page(request: HttpRequest, uscc: str) -> HttpResponse:
    """One employer: its words and pictures as approved, how it answers, its open vacancies."""
    employer = employer_shown(uscc)
    if employer is None:
        raise Http404
    return render(request, "recruitment/public/employer_page.html", {"employer": employer})


@PUBLIC
@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    """Hiring seasons and sub-sites of universities, those that run first."""
    rows = Campaign.objects.public().select_related("school").order_by("-state", "-starts_on")
    return render(request, "recruitment/public/campaign_list.html", {"page": paginate(request, rows, PER_PAGE)})


def _lines(page: Page) -> list[EmployerLine]:
    return employer_lines(list(page.object_list))
