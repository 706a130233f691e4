"""Events for everybody: the calendar, one event, its booths, what other programs read."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from juxian.fairs.forms.event import CalendarQuery
from juxian.fairs.forms.question import QuestionForm
from juxian.fairs.models import Booth, Event, EventQuestion, Material, Reservation
from juxian.fairs.permissions import Permission
from juxian.fairs.presenting import atom, calendar_file, event_url, structured_data
from juxian.fairs.queries.booth import booth_cards, offer_of, offers_of
from juxian.fairs.queries.calendar import newest_events, public_events
from juxian.fairs.queries.floor import floor_of
from juxian.fairs.queries.screen import screen_of
from juxian.fairs.queries.timing import takes_booths, takes_reservations
from juxian.kit.access import Audience, allows
from juxian.kit.qr import qr_svg
from juxian.kit.views import audience, paginate, render

PUBLIC = audience(Audience.PUBLIC)
PER_PAGE = 20


@PUBLIC
@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """What is on, and what has been."""
    query = CalendarQuery(request.GET)
    page = paginate(request, public_events(query.values()), PER_PAGE)
    offers = offers_of(page)
    rows = [(event, offers[event.pk]) for event in page]
    context = {"form": query, "page": page, "rows": rows, "is_past": query.values()["when"] == "past"}
    return render(request, "fairs/public/event_list.html", context, part="fairs/public/_events.html")


@PUBLIC
@require_GET
def event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one event."""
    row = _event(pk)
    context = {
        "event": row,
        "offer": offer_of(row),
        "cards": booth_cards(row.booths.public()),
        "floor": floor_of(row) if not row.is_online else None,
        "materials": Material.objects.public().filter(event=row, booth=None).select_related("upload"),
        "questions": EventQuestion.objects.public().filter(event=row),
        "data": structured_data(row),
        "code_svg": qr_svg(event_url(row)),
        "url": event_url(row),
        **_for_reader(request, row),
    }
    return render(request, "fairs/public/event_detail.html", context)


@PUBLIC
@require_GET
def booth(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One employer at one event: vacancies to apply for, papers, questions. The booth's QR code leads here."""
    row = get_object_or_404(Booth.objects.public().select_related("organisation", "spot", "event"), pk=pk)
    context = {
        "card": booth_cards(Booth.objects.public().filter(pk=row.pk))[0],
        "booth": row,
        "event": row.event,
        "materials": Material.objects.public().filter(booth=row).select_related("upload"),
        "questions": EventQuestion.objects.public().filter(booth=row),
        "source": "fair" if row.event.is_online else "qr",
        "source_ref": f"booth:{row.pk}",
        "question_form": QuestionForm(initial={"booth": row.pk}),
        "may_ask": allows(request.actor, Permission.ASK),
    }
    return render(request, "fairs/public/booth_detail.html", context)


@PUBLIC
@require_GET
def event_ics(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _event(pk)
    response = HttpResponse(calendar_file(row), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.number}.ics"'
    return response


@PUBLIC
@require_GET
def events_atom(request: HttpRequest) -> HttpResponse:
    return HttpResponse(atom(newest_events()), content_type="application/atom+xml; charset=utf-8")


@PUBLIC
@require_GET
def event_screen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The big screen in the hall: numbers and booths, nobody's name. It draws itself anew."""
    context = {"event": (row := _event(pk)), "screen": screen_of(row), "code_svg": qr_svg(event_url(row))}
    return render(request, "fairs/public/event_screen.html", context, part="fairs/public/_screen.html")


def _event(pk: UUID) -> Event:
    return get_object_or_404(Event.objects.public().select_related("host", "school", "cover"), pk=pk)


def _for_reader(request: Any, row: Event) -> dict[str, Any]:
    """What this reader may do here, and what they have done already."""
    actor = request.actor
    is_person = actor.audience is Audience.PERSON and actor.person_id is not None
    places = Reservation.objects.visible_to(actor).places().filter(event=row, booth=None)
    return {
        "mine": places.first() if is_person else None,
        "is_open": takes_reservations(row),
        "takes_booths": takes_booths(row),
        "is_employer": allows(actor, Permission.REQUEST_BOOTH),
        "may_ask": allows(actor, Permission.ASK),
        "question_form": QuestionForm(),
    }
