"""Lists and the page of one event: for the office under /office/, for hosts under /org/."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from juxian.fairs.forms.booth import AddForm
from juxian.fairs.forms.event import EventQuery
from juxian.fairs.models import Event
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.booth import booth_cards, offer_of, offers_of
from juxian.fairs.queries.calendar import found_events
from juxian.fairs.states import EVENT
from juxian.fairs.views.desk import the_event
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import audience, paginate, render

SEES = audience(Audience.OFFICE, Permission.SEE_ALL)
HOSTS = audience(Audience.ORGANISATION, Permission.RUN_EVENT)


@SEES
@require_GET
def office_events(request: HttpRequest) -> HttpResponse:
    return render(request, "fairs/officer/event_list.html", _list(request), part="fairs/desk/_events.html")


@SEES
@require_GET
def office_event(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "fairs/officer/event_detail.html", _page(request, the_event(request, pk)))


@HOSTS
@require_GET
def org_events(request: HttpRequest) -> HttpResponse:
    return render(request, "fairs/organisation/event_list.html", _list(request), part="fairs/desk/_events.html")


@HOSTS
@require_GET
def org_event(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "fairs/organisation/event_detail.html", _page(request, the_event(request, pk)))


def _list(request: Any) -> dict[str, Any]:
    query = EventQuery(request.GET)
    page = paginate(
        request,
        found_events(Event.objects.visible_to(request.actor).run_by(request.actor), query.values()).order_by(
            "-starts_at"
        ),
    )
    offers = offers_of(page)
    is_office = request.actor.audience is Audience.OFFICE
    return {
        "form": query,
        "page": page,
        "rows": [(event, offers[event.pk]) for event in page],
        "detail": "fairs:office_event" if is_office else "fairs:org_event",
        "may_propose": allows(request.actor, Permission.PROPOSE_EVENT),
    }


def _page(request: Any, event: Event) -> dict[str, Any]:
    """One event as whoever runs it, reviews it or looks after it sees it."""
    actor = request.actor
    may_run = allows(actor, Permission.RUN_EVENT, on=event)
    can = {step: EVENT.can(event, step) for step in EVENT.events}
    return {
        "event": event,
        "can": can,
        "may_run": may_run,
        "may_review": can["publish"] and allows(actor, Permission.REVIEW_EVENT, on=event),
        "is_own_submission": can["publish"] and event.submitted_by_id == actor.person_id,
        "may_decide": event.is_upcoming and allows(actor, Permission.DECIDE_BOOTH, on=event),
        "may_check_in": not event.is_online
        and event.state == "running"
        and allows(actor, Permission.CHECK_IN, on=event),
        "offer": offer_of(event),
        "cards": booth_cards(event.booths.all()),
        "add_form": AddForm(),
        "questions": event.questions.select_related("booth__organisation").order_by("answered_at", "asked_at"),
        "materials": event.materials.filter(booth=None, removed_at=None).select_related("upload"),
        "visit_count": event.visits.count(),
        "checked_in": event.reservations.filter(state="checked_in", person__isnull=False).count(),
        "timeline": timeline_of(event),
    }
