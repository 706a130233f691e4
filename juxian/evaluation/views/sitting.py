"""Sittings: the list, one sitting, its place, staff and candidates, and its papers."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import (
    assign_staff,
    cancel_sitting,
    change_sitting,
    plan_sitting,
    publish_sitting,
    release_seat,
    seat_candidates,
)
from juxian.evaluation.forms.officer import ApplicationsForm, ReasonForm
from juxian.evaluation.forms.sitting import ChangeSittingForm, SittingForm, SittingQuery, StaffForm
from juxian.evaluation.models import Application, Room, Seat, Sitting
from juxian.evaluation.paper import PAPERS, papers_pdf, tickets_pdf
from juxian.evaluation.permissions import Permission, serves_in
from juxian.evaluation.presenting import pdf_answer
from juxian.evaluation.queries.sitting import (
    parts_to_hold,
    seatable,
    sittings_of_day,
    staff_choices,
    waiting_for_sittings,
    with_counts,
)
from juxian.evaluation.states import SITTING
from juxian.kit import clock
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import RuleBroken
from juxian.kit.punctuation import labelled
from juxian.kit.views import attempt, audience, back_to, paginate, render

ARRANGE = audience(Audience.OFFICE, Permission.ARRANGE)
SERVE = audience(Audience.OFFICE, Permission.INVIGILATE)
GET_POST = require_http_methods(["GET", "POST"])


@SERVE
@require_GET
def sitting_list(request: HttpRequest) -> HttpResponse:
    """What is to come first; with a date, the sittings of that day and their papers."""
    form = SittingQuery(request.GET)
    query = form.values()
    rows = with_counts(Sitting.objects.visible_to(request.actor))
    if query["state"]:
        rows = rows.filter(state=query["state"])
    if query["on"]:
        rows = rows.filter(starts_at__date=query["on"])
    if not query["state"] and not query["on"]:
        rows = rows.order_by("-starts_at", "number")
    may_arrange = allows(request.actor, Permission.ARRANGE)
    waiting = waiting_for_sittings(request.actor) if may_arrange else []
    context = {"page": paginate(request, rows), "form": form, "on": query["on"], "may_arrange": may_arrange}
    return render(request, "evaluation/officer/sitting_list.html", {**context, "waiting_count": len(waiting)})


@ARRANGE
@GET_POST
def sitting_create(request: HttpRequest) -> HttpResponse:
    """One sitting by hand."""
    form = SittingForm(request.POST or None, parts=parts_to_hold(request.actor), rooms=_rooms(request))
    if sitting := attempt(form, lambda **data: plan_sitting(data["room"], **form.values(), by=request.actor)):
        return redirect("evaluation:sitting_detail", sitting.pk)
    return render(request, "evaluation/officer/sitting_form.html", {"form": form})


@SERVE
@require_GET
def sitting_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where, when, who serves, who sits, and what happened."""
    sitting = get_sitting(request, pk)
    context = {
        "sitting": sitting,
        "staff": sitting.staff.select_related("person").order_by("duty"),
        "seats": sitting.seats.in_order(),
        "open": {row.event: True for row in SITTING.open_events(sitting.state)},
        "may_arrange": allows(request.actor, Permission.ARRANGE),
        "may_serve": serves_in(request.actor, sitting),
        "may_see_marks": allows(request.actor, Permission.SEE_MARKS),
        "may_see_all": allows(request.actor, Permission.SEE_ALL),
        "is_changeable": SITTING.can(sitting, "cancel"),
        "papers": PAPERS.items(),
        "cancel_form": ReasonForm(),
        "timeline": timeline_of(sitting),
    }
    return render(request, "evaluation/officer/sitting_detail.html", context)


@ARRANGE
@GET_POST
def sitting_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another place or time: all is checked again, the candidates are told."""
    sitting = get_sitting(request, pk)
    initial = {field: getattr(sitting, field) for field in ("title", "room", "starts_at", "note")}
    form = ChangeSittingForm(request.POST or None, rooms=_rooms(request), initial=initial)
    if attempt(form, partial(change_sitting, sitting, by=request.actor)):
        return redirect("evaluation:sitting_detail", pk)
    return render(request, "evaluation/officer/sitting_form.html", {"form": form, "sitting": sitting})


@ARRANGE
@GET_POST
def sitting_staff(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = get_sitting(request, pk)
    form = StaffForm(request.POST or None, people=staff_choices(), initial=_staff_of(sitting))
    if attempt(form, lambda **_data: assign_staff(sitting, staff=form.staff(), by=request.actor)):
        return redirect("evaluation:sitting_detail", pk)
    return render(request, "evaluation/officer/sitting_staff.html", {"form": form, "sitting": sitting})


@ARRANGE
@GET_POST
def sitting_seats(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose who sits, among those who wait for this part."""
    sitting = get_sitting(request, pk)
    waiting = seatable(sitting, request.actor)
    rows = Application.objects.visible_to(request.actor).filter(pk__in=[one.pk for one in waiting])
    form = ApplicationsForm(request.POST or None, rows=rows)
    if attempt(form, partial(seat_candidates, sitting, by=request.actor)):
        return redirect("evaluation:sitting_detail", pk)
    left = sitting.room.seat_count - sitting.seats.count()
    context = {"form": form, "sitting": sitting, "rows": waiting, "left": left}
    return render(request, "evaluation/officer/sitting_seats.html", context)


@ARRANGE
@require_POST
def sitting_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    publish_sitting(get_sitting(request, pk), by=request.actor)
    messages.success(request, _("场次已发布，考生会收到通知。"))
    return redirect("evaluation:sitting_detail", pk)


@ARRANGE
@require_POST
def sitting_publish_all(request: HttpRequest) -> HttpResponse:
    """Publish every planned sitting of the list that is ready; say of the others why not."""
    rows = Sitting.objects.visible_to(request.actor).filter(state="planned", starts_at__gt=clock.now())
    refused = [message for sitting in rows if (message := _publish_one(request, sitting))]
    messages.success(request, _("已发布%(count)d场。") % {"count": len(rows) - len(refused)})
    for message in refused[:10]:
        messages.warning(request, message)
    return back_to(request, "evaluation:sitting_list")


@ARRANGE
@GET_POST
def sitting_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    sitting = get_sitting(request, pk)
    form = ReasonForm(request.POST or None)
    if attempt(form, partial(cancel_sitting, sitting, by=request.actor)):
        return redirect("evaluation:sitting_detail", pk)
    return render(request, "evaluation/officer/sitting_reason.html", {"form": form, "sitting": sitting})


@ARRANGE
@GET_POST
def seat_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take one candidate out of a sitting."""
    rows = Seat.objects.visible_to(request.actor).select_related("sitting__room__site", "application__applicant")
    seat = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST or None)
    if attempt(form, partial(release_seat, seat, by=request.actor)):
        return redirect("evaluation:sitting_detail", seat.sitting_id)
    return render(
        request, "evaluation/officer/sitting_reason.html", {"form": form, "sitting": seat.sitting, "seat": seat}
    )


@SERVE
@require_GET
def sitting_paper(request: HttpRequest, pk: UUID, paper: str) -> HttpResponse:
    """One paper of a sitting, or all of them."""
    sitting = get_sitting(request, pk)
    return pdf_answer(papers_pdf([sitting], [paper] if paper in PAPERS else list(PAPERS)), f"{sitting.number}-{paper}")


@SERVE
@require_GET
def sitting_tickets(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tickets of a sitting, for those who come without."""
    sitting = get_sitting(request, pk)
    return pdf_answer(tickets_pdf(_with_seats(sitting)), f"{sitting.number}-tickets")


@SERVE
@require_GET
def day_papers(request: HttpRequest) -> HttpResponse:
    """Every paper of every sitting of one day, in one document."""
    day = SittingQuery(request.GET).values()["on"] or timezone.localdate(clock.now())
    sittings = list(sittings_of_day(with_counts(Sitting.objects.visible_to(request.actor)), day))
    if not sittings:
        raise RuleBroken(_("%(day)s没有场次，没有可打印的材料。") % {"day": day.isoformat()})
    return pdf_answer(papers_pdf(sittings), f"sittings-{day.isoformat()}")


def get_sitting(request: HttpRequest, pk: UUID) -> Sitting:
    """Return a sitting that the actor may see or answer 404."""
    rows = Sitting.objects.visible_to(request.actor).select_related("room__site", "occupation")
    return get_object_or_404(rows, pk=pk)


def _rooms(request: HttpRequest) -> Any:
    return Room.objects.visible_to(request.actor).in_use().select_related("site")


def _staff_of(sitting: Sitting) -> dict[str, Any]:
    found: dict[str, list[str]] = {"chief": [], "invigilator": [], "supervisor": []}
    for one in sitting.staff.all():
        found[one.duty].append(str(one.person_id))
    chief = found["chief"][0] if found["chief"] else ""
    return {"chief": chief, "invigilators": found["invigilator"], "supervisors": found["supervisor"]}


def _with_seats(sitting: Sitting) -> Iterable[tuple[Application, list[Seat]]]:
    rows = sitting.seats.in_order().select_related(
        "sitting__room__site", "application__applicant", "application__item__occupation", "application__portrait"
    )
    return [(seat.application, [seat]) for seat in rows]


def _publish_one(request: HttpRequest, sitting: Sitting) -> str:
    """Publish one; return the sentence that says why not, or nothing."""
    try:
        publish_sitting(sitting, by=request.actor)
    except RuleBroken as error:
        return labelled(sitting.number, error.message)
    return ""
