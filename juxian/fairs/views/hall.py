"""The hall of an online fair for everybody: which booth receives, how many wait, and how long that may take."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from juxian.fairs.forms.hall import HallQuery
from juxian.fairs.models import Booth, Event
from juxian.fairs.models.event import EventKind
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.booth import BoothCard, booth_cards
from juxian.fairs.queries.meeting import Line, booth_topic, hall_of, hall_topic, lines_of, my_open_meetings
from juxian.fairs.views.viewer import viewer_of, with_viewer
from juxian.kit.access import Audience, allows
from juxian.kit.text import fold
from juxian.kit.views import audience, render


@audience(Audience.PUBLIC)
@require_GET
def hall(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All booths with what they look for and who receives now, searched and filtered."""
    events = Event.objects.public().filter(kind=EventKind.ONLINE_FAIR)
    event, query = get_object_or_404(events.select_related("host"), pk=pk), HallQuery(request.GET)
    cards = booth_cards(Booth.objects.public().filter(event=event))
    lines = lines_of(card.booth for card in cards)
    found = [card for card in cards if _matches(card, lines[card.booth.pk], query.values())]
    mine = my_open_meetings(request.actor, event)
    context = {
        "event": event,
        "form": query,
        "rows": [(card, lines[card.booth.pk], mine.get(card.booth.pk)) for card in found],
        "count": len(cards),
        "open_count": sum(lines[card.booth.pk].desk.is_open for card in cards),
        "mine": sorted(mine.values(), key=lambda meeting: meeting.queued_at),
        "topic": hall_topic(event.pk),
        "viewer": viewer_of(request),
    }
    page = render(request, "fairs/public/hall.html", context, part="fairs/public/_hall_booths.html")
    return with_viewer(request, page)


@audience(Audience.PUBLIC)
@require_GET
def hall_booth(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One booth of the hall: vacancies, résumé drop, and its queue."""
    rows = Booth.objects.public().filter(event__kind=EventKind.ONLINE_FAIR)
    booth = get_object_or_404(rows.select_related("organisation", "event", "spot"), pk=pk)
    context = {
        "booth": booth,
        "event": booth.event,
        "card": booth_cards(Booth.objects.public().filter(pk=booth.pk))[0],
        "line": lines_of([booth])[booth.pk],
        "hall": hall_of(booth.event),
        "meeting": my_open_meetings(request.actor, booth.event).get(booth.pk),
        "may_meet": allows(request.actor, Permission.MEET),
        "topics": [hall_topic(booth.event_id), booth_topic(booth.pk)],
        "viewer": viewer_of(request),
        "source": "fair",
        "source_ref": f"booth:{booth.pk}",
    }
    return with_viewer(request, render(request, "fairs/public/hall_booth.html", context))


def _matches(card: BoothCard, line: Line, values: dict[str, Any]) -> bool:
    words = fold(values["q"] or "")
    text = fold(" ".join([card.name, *(shown.vacancy.title for shown in card.vacancies)]))
    if values["open"] == "1" and not line.desk.is_open:
        return False
    if values["open"] == "2" and (not line.desk.is_open or line.waiting):
        return False
    return words in text
