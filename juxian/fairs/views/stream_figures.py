"""What a show led to: card → application → interview → hire, each figure with its rows."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.forms.stream import RowsQuery
from juxian.fairs.models import Card, Stream
from juxian.fairs.queries.stream import applications_of, cards_of, funnel_of_all, funnels_of
from juxian.fairs.views.studio import PRESENTS, the_stream
from juxian.kit.audit import record
from juxian.kit.codes import mask_name
from juxian.kit.excel import Column, export_rows
from juxian.kit.views import paginate, render

COLUMNS = [
    Column("number", _("职位编号"), "text"),
    Column("title", _("职位名称"), "text"),
    Column("organisation", _("单位"), "text"),
    Column("impressions", _("曝光次数"), "integer"),
    Column("applications", _("投递"), "integer"),
    Column("interviews", _("面试"), "integer"),
    Column("hires", _("入职"), "integer"),
]


@PRESENTS
@require_GET
def stream_figures(request: HttpRequest, pk: UUID) -> HttpResponse:
    stream = the_stream(request, pk)
    rows = funnels_of(cards_of(stream))
    context = {"stream": stream, "rows": rows, "all": funnel_of_all(rows), "visits": _visits(stream)}
    return render(request, "fairs/desk/stream_figures.html", context)


@PRESENTS
@require_POST
def stream_figures_export(request: Any, pk: UUID) -> HttpResponse:
    stream = the_stream(request, pk)
    rows = [
        {
            "number": card.vacancy.number,
            "title": card.vacancy.title,
            "organisation": card.vacancy.organisation.name,
            "impressions": funnel.impressions,
            "applications": funnel.applications,
            "interviews": funnel.interviews,
            "hires": funnel.hires,
        }
        for card, funnel in funnels_of(cards_of(stream))
    ]
    record("export", "fairs.stream_figures", by=request.actor, subject=stream)
    return export_rows(_t("直播转化"), COLUMNS, rows)


@PRESENTS
@require_GET
def card_rows(request: Any, pk: UUID) -> HttpResponse:
    """The rows behind one figure of a card: when it was shown, or who applied."""
    cards = Card.objects.visible_to(request.actor).select_related("stream__event", "vacancy__organisation")
    card, query = get_object_or_404(cards, pk=pk), RowsQuery(request.GET)
    step = query.values()["step"]
    context: dict[str, Any] = {"card": card, "stream": card.stream, "step": step, "pins": card.pins.all()}
    if step != "impressions":
        page = context["page"] = paginate(request, applications_of(card, step))
        context["rows"] = [(row, mask_name(row.person.name)) for row in page]
    context["steps"] = RowsQuery.STEPS
    return render(request, "fairs/desk/card_rows.html", context)


def _visits(stream: Stream) -> dict[str, int]:
    """Return person-times of the event by where they came."""
    visits = stream.event.visits
    return {source: visits.filter(source=source).count() for source in ("live", "replay")}
