"""A person's places: reserving, the pass for the door, giving back, asking, explaining an absence."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import ask_question, cancel_reservation, explain_barring, reserve_place
from juxian.fairs.forms.barring import ExplanationForm
from juxian.fairs.forms.question import QuestionForm
from juxian.fairs.models import Barring, Booth, Event, EventQuestion, Reservation
from juxian.fairs.numbers import spaced
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.seats import refusal_when_full, refuse_when_full, with_own_place
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.doors import refused_at_the_door
from juxian.kit.pages import refusal_of_form
from juxian.kit.qr import qr_svg
from juxian.kit.rate_limit import hit
from juxian.kit.views import attempt, audience, paginate, render

RESERVES = audience(Audience.PERSON, Permission.RESERVE)
ASKS = audience(Audience.PERSON, Permission.ASK)
EXPLAINS = audience(Audience.PERSON, Permission.EXPLAIN)


@RESERVES
@require_GET
def my_reservations(request: HttpRequest) -> HttpResponse:
    """My places, what keeps me from reserving, and what I asked."""
    rows = Reservation.objects.visible_to(request.actor).select_related("event").order_by("-event__starts_at")
    context = {
        "page": paginate(request, rows),
        "barring": Barring.objects.visible_to(request.actor).in_force_on(clock.today()).first(),
        "explanation_form": ExplanationForm(),
        "questions": EventQuestion.objects.visible_to(request.actor).select_related("event")[:20],
    }
    return render(request, "fairs/person/reservation_list.html", context)


@refused_at_the_door(refusal_when_full)
@RESERVES
@require_POST
def reserve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A full event says so before anything is counted, locked or written: that answer is as cheap as a look."""
    event = get_object_or_404(with_own_place(Event.objects.public(), request.actor.person_id), pk=pk)
    refuse_when_full(event)
    hit("fairs.reserve", str(request.actor.person_id), limit=20)
    reservation = reserve_place(event, by=request.actor)
    messages.success(request, _t("预约成功，下面是您的签到码。"))
    place = reverse("fairs:my_reservation", args=[reservation.pk])
    return HttpResponse(status=204, headers={"HX-Redirect": place}) if request.htmx else redirect(place)


@RESERVES
@require_GET
def my_reservation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The pass: a QR code that holds an address, and the same code in letters."""
    row = get_object_or_404(Reservation.objects.visible_to(request.actor).select_related("event"), pk=pk)
    address = f"{settings.SITE_URL.rstrip('/')}{reverse('fairs:check_in_code', args=[row.code])}"
    context = {
        "reservation": row,
        "event": row.event,
        "code": spaced(row.code),
        "code_svg": qr_svg(address),
        "may_cancel": row.state == "booked"
        and (not row.event.cancel_until_at or clock.now() < row.event.cancel_until_at),
    }
    return render(request, "fairs/person/reservation_detail.html", context)


@RESERVES
@require_POST
def reservation_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Reservation.objects.visible_to(request.actor), pk=pk)
    cancel_reservation(row, by=request.actor)
    messages.success(request, _t("预约已取消，名额已放出。"))
    return redirect("fairs:my_reservations")


@ASKS
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A question from an event's or a booth's page."""
    event = get_object_or_404(Event.objects.public(), pk=pk)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    booth = None
    if form.cleaned_data["booth"]:
        booth = get_object_or_404(Booth.objects.public().filter(event=event), pk=form.cleaned_data["booth"])
    ask_question(event, question=form.cleaned_data["question"], booth=booth, by=request.actor)
    messages.success(request, _t("问题已提交，答复后会通知您，并公开在问答里。"))
    return redirect("fairs:booth", booth.pk) if booth else redirect("fairs:event", event.pk)


@EXPLAINS
@require_POST
def my_barring_explain(request: HttpRequest, pk: UUID) -> HttpResponse:
    barring = get_object_or_404(Barring.objects.visible_to(request.actor), pk=pk)
    form = ExplanationForm(request.POST)
    if not attempt(form, partial(explain_barring, barring, by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("书面说明已提交，审核结果会通知您。"))
    return redirect("fairs:my_reservations")
