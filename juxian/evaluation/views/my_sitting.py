"""The applicant's side of a sitting: the ticket, the calendar file, and once the wish for another date."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from juxian.evaluation.actions import ask_another_date
from juxian.evaluation.forms.sitting import DateRequestForm
from juxian.evaluation.models import Seat
from juxian.evaluation.paper import calendar_of, tickets_pdf
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import pdf_answer
from juxian.evaluation.queries.sitting import announced_seats
from juxian.evaluation.views.person import get_application
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.files import download
from juxian.kit.views import attempt, audience, render

APPLY = audience(Audience.PERSON, Permission.APPLY)


@APPLY
@require_GET
def my_ticket(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All sittings of the application on one sheet."""
    application = get_application(request, pk)
    return pdf_answer(tickets_pdf([(application, _seats(application))]), f"ticket-{application.number}")


@APPLY
@require_GET
def my_calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same for the calendar of a phone."""
    application = get_application(request, pk)
    name = f"sittings-{application.number}.ics"
    return download(calendar_of(_seats(application)), name, "text/calendar; charset=utf-8")


@APPLY
@require_http_methods(["GET", "POST"])
def my_date_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say once that one cannot come, and why."""
    rows = Seat.objects.visible_to(request.actor).select_related("sitting__room__site", "application")
    seat = get_object_or_404(rows, pk=pk)
    form = DateRequestForm(request.POST or None)
    if attempt(form, partial(ask_another_date, seat.application, seat=seat, by=request.actor)):
        return redirect("evaluation:my_application", seat.application_id)
    return render(request, "evaluation/person/date_request.html", {"form": form, "seat": seat, "sitting": seat.sitting})


def _seats(application: object) -> list[Seat]:
    seats = list(announced_seats(application))  # type: ignore[arg-type]
    if not seats:
        raise RuleBroken(_("还没有已发布的考试安排，发布后才有准考证。请留意通知。"))
    return seats
