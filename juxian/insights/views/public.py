"""The ledger of figures for everybody: a page, a permalink for each figure, open data."""

import csv

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from juxian.insights.figures import FIGURES, Figure
from juxian.insights.ledger import Entry, as_data, entries, in_groups
from juxian.insights.rows import lines
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.views import audience, paginate, render

PUBLIC = audience(Audience.PUBLIC)
CSV_COLUMNS = ["key", "value", "label", "unit", "description", "source", "rows_url", "rows_sha256", "as_of"]


@PUBLIC
@require_safe
def figure_list(request: HttpRequest) -> HttpResponse:
    """All figures at this moment; each opens its rows."""
    groups = in_groups(entries(is_public=True))
    return render(request, "insights/public/figure_list.html", {"groups": groups, "as_of": clock.now()})


@PUBLIC
@require_safe
def figure_page(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: what is counted, by whom it was published, the fingerprint of its rows, and the rows."""
    figure = get_figure(key)
    page = paginate(request, figure.rows())
    is_listed = figure.shows_rows_publicly(page.paginator.count)
    context = {
        "entry": Entry(figure, figure.public_value()),
        "is_listed": is_listed,
        "page": page,
        "columns": figure.shape.columns_for(is_public=True),
        "lines": lines(figure, page, is_public=True) if is_listed else [],
        "as_of": clock.now(),
    }
    return render(request, "insights/public/figure_page.html", context)


@PUBLIC
@require_safe
def figures_json(request: HttpRequest) -> HttpResponse:
    """Open data: {key: {value, label, unit, …}}."""
    return JsonResponse(as_data(is_public=True), json_dumps_params={"ensure_ascii": False, "indent": 2})


@PUBLIC
@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Open data for spreadsheets; the mark at the beginning tells them that it is UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="figures.csv"'
    writer = csv.DictWriter(response, CSV_COLUMNS)
    writer.writeheader()
    writer.writerows({"key": key, **facts} for key, facts in as_data(is_public=True).items())
    return response


def get_figure(key: str) -> Figure:
    """Return the figure of this key, or answer 404."""
    if key not in FIGURES:
        raise Http404
    return FIGURES[key]
