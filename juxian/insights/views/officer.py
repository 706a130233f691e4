"""Figures for the office: the same ledger with names and Excel, and the overview."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from juxian.evaluation.queries import statistics
from juxian.insights.ledger import Entry, entries, in_groups
from juxian.insights.permissions import Permission
from juxian.insights.queries.overview import charts
from juxian.insights.rows import lines
from juxian.insights.views.public import get_figure
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import export_rows
from juxian.kit.views import audience, paginate, render

READERS = audience(Audience.OFFICE, Permission.READ_ROWS)


@READERS
@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    groups = in_groups(entries(is_public=False))
    return render(request, "insights/officer/figure_list.html", {"groups": groups, "as_of": clock.now()})


@READERS
@require_safe
def figure_page(request: HttpRequest, key: str) -> HttpResponse:
    """One figure and its rows with names; each row opens its own page."""
    figure = get_figure(key)
    page = paginate(request, figure.rows())
    context = {
        "entry": Entry(figure, figure.value()),
        "page": page,
        "columns": figure.shape.columns_for(is_public=False),
        "lines": lines(figure, page, is_public=False),
        "as_of": clock.now(),
    }
    return render(request, "insights/officer/figure_page.html", context)


@READERS
@require_POST
def figure_export(request: HttpRequest, key: str) -> HttpResponse:
    """The rows as Excel. An export is recorded, so it is a POST."""
    figure = get_figure(key)
    rows = figure.rows()
    record("export", "insights.figure", by=request.actor, data={"figure": key, "count": rows.count()})
    columns = figure.shape.columns_for(is_public=False)
    return export_rows(str(figure.label), columns, (figure.shape.read(row) for row in rows.iterator(500)))


@READERS
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Recognitions by level, industry, street and month; how long each step takes; how many pass."""
    context = {
        "charts": charts(),
        "stays": statistics.stays(),
        "outcomes": statistics.outcomes_by_year(),
        "as_of": clock.now(),
    }
    return render(request, "insights/officer/overview.html", context)
