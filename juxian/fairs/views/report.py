"""What events brought: one event for its host and the office, all of them for those who read figures."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.forms.report import ReportQuery
from juxian.fairs.models import Event
from juxian.fairs.paper import report_pdf
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.booth import booth_cards
from juxian.fairs.queries.report import MEASURES, booth_tallies, held_events, lines_of, rows_of, totals
from juxian.fairs.tables import REPORT_COLUMNS, ROW_COLUMNS, report_lines, row_cells
from juxian.fairs.views.desk import page_of, the_event
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import export_rows
from juxian.kit.files import download
from juxian.kit.views import audience, paginate, render

READS = audience(Audience.OFFICE, Permission.READ_FIGURES)
REPORTS = audience(Audience.SIGNED_IN, Permission.SEE_REPORT)


@REPORTS
@require_GET
def event_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One event: its measures, and what each booth brought."""
    event = _held(request, pk)
    line, tallies = lines_of([event])[0], booth_tallies(event)
    cards = booth_cards(event.booths.participating())
    context = {
        "event": event,
        "figures": [(key, label, unit, line.values[key]) for key, (label, unit) in MEASURES.items()],
        "booths": [(card, tallies.get(card.booth.pk)) for card in cards],
        "page": page_of(request.actor),
    }
    return render(request, "fairs/desk/report.html", context)


@REPORTS
@require_GET
def event_report_rows(request: HttpRequest, pk: UUID, measure: str) -> HttpResponse:
    """The rows behind one number of one event."""
    event = _held(request, pk)
    context = {"event": event, "back": "fairs:event_report", **_rows(request, [event.pk], measure)}
    return render(request, "fairs/desk/report_rows.html", context)


@REPORTS
@require_GET
def event_report_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    event = _held(request, pk)
    return download(report_pdf(lines_of([event]), event.title), f"{event.number}.pdf")


@READS
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """All events that took place."""
    query = ReportQuery(request.GET)
    lines = lines_of(_asked(query))
    sums = totals(lines)
    context = {
        "form": query,
        "count": len(lines),
        "figures": [(key, label, unit, sums[key]) for key, (label, unit) in MEASURES.items()],
        "labels": [label for label, _unit in MEASURES.values()],
        "page": paginate(request, lines),
    }
    return render(request, "fairs/officer/figures.html", context)


@READS
@require_GET
def figure_rows(request: HttpRequest, measure: str) -> HttpResponse:
    """The rows behind one number of all events."""
    events = [event.pk for event in _asked(ReportQuery(request.GET))]
    return render(request, "fairs/desk/report_rows.html", _rows(request, events, measure))


@READS
@require_POST
def figures_export(request: HttpRequest) -> HttpResponse:
    """The overall report as a workbook."""
    record("export", "fairs.figures", by=request.actor)
    return export_rows("fairs", REPORT_COLUMNS, report_lines(lines_of(_asked(ReportQuery(request.GET)))))


@READS
@require_GET
def figures_pdf(request: HttpRequest) -> HttpResponse:
    return download(report_pdf(lines_of(_asked(ReportQuery(request.GET)))), "fairs.pdf")


def _held(request: Any, pk: UUID) -> Event:
    event = the_event(request, pk)
    if not event.is_public:
        raise Http404
    return event


def _asked(query: ReportQuery) -> Any:
    values = query.values()
    return held_events(values["year"], values["kind"])


def _rows(request: HttpRequest, events: list[UUID], measure: str) -> dict[str, Any]:
    if measure not in MEASURES:
        raise Http404
    page = paginate(request, rows_of(events, measure))
    columns = ROW_COLUMNS[measure]
    cells = [row_cells(measure, row) for row in page]
    lines = [[(column.label, values[column.key]) for column in columns] for values in cells]
    label, unit = MEASURES[measure]
    return {"page": page, "columns": columns, "lines": lines, "label": label, "unit": unit}
