"""An employer's booths: asking for one, what it shows, its papers and questions, its code for the door."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs import actions
from juxian.fairs.forms.barring import ExplanationForm
from juxian.fairs.forms.booth import DescribeForm, RequestForm, VacanciesForm
from juxian.fairs.forms.material import MaterialForm
from juxian.fairs.forms.question import AnswerForm
from juxian.fairs.models import Barring, Booth, Event, EventQuestion, Material
from juxian.fairs.numbers import spaced
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.booth import booth_cards, employer_place
from juxian.fairs.queries.floor import floor_of, free_spots
from juxian.fairs.queries.timing import takes_booths
from juxian.fairs.states import BOOTH
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.pages import refusal_of_form
from juxian.kit.qr import qr_svg
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries import organisations
from juxian.recruitment.queries.open_vacancies import open_vacancies

ASKS = audience(Audience.ORGANISATION, Permission.REQUEST_BOOTH)
SERVES = audience(Audience.ORGANISATION, Permission.SERVE_BOOTH)
EXPLAINS = audience(Audience.ORGANISATION, Permission.EXPLAIN)


@SERVES
@require_GET
def org_booths(request: HttpRequest) -> HttpResponse:
    """Our booths, the events that still take employers, and what keeps us out."""
    mine = _booths(request).order_by("-event__starts_at")
    taken = mine.held().values("event")
    coming = Event.objects.public().upcoming().exclude(pk__in=taken).select_related("host")
    context = {
        "page": paginate(request, mine),
        "coming": [event for event in coming if takes_booths(event)],
        "barring": Barring.objects.visible_to(request.actor).in_force_on(clock.today()).first(),
        "explanation_form": ExplanationForm(),
    }
    return render(request, "fairs/organisation/booth_list.html", context)


@ASKS
def booth_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), pk=pk)
    organisation = organisations([request.actor.organisation_id])[request.actor.organisation_id]
    form = RequestForm(request.POST or None, spots=free_spots(event))
    if request.method == "POST":
        booth = attempt(form, partial(actions.request_booth, organisation, event=event, by=request.actor))
        if booth:
            messages.success(request, _t("申请已提交，主办单位确认后会通知您。先选好要展出的职位。"))
            return redirect("fairs:org_booth", booth.pk)
    context = {"event": event, "form": form, "floor": floor_of(event), "is_open": takes_booths(event)}
    return render(request, "fairs/organisation/booth_request.html", context)


@SERVES
@require_GET
def org_booth(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _booth(request, pk))


@SERVES
@require_POST
def booth_show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which vacancies the booth shows."""
    booth = _booth(request, pk)
    form = VacanciesForm(request.POST, choices=open_vacancies(booth.organisation_id))
    if form.is_valid():
        count = actions.show_vacancies(booth, by=request.actor, **form.cleaned_data)
        messages.success(request, _t("已选定%(count)d个展出职位。") % {"count": count})
        return redirect("fairs:org_booth", pk)
    return _page(request, booth, vacancies_form=form)


@SERVES
@require_POST
def booth_describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth, form = _booth(request, pk), DescribeForm(request.POST)
    if attempt(form, partial(actions.describe_booth, booth, by=request.actor)):
        messages.success(request, _t("展位介绍已保存。"))
        return redirect("fairs:org_booth", pk)
    return _page(request, booth, describe_form=form)


@SERVES
@require_POST
def booth_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    actions.cancel_booth(_booth(request, pk), by=request.actor)
    messages.success(request, _t("已取消参会，展位已放出。"))
    return redirect("fairs:org_booths")


@SERVES
@require_POST
def booth_material_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    booth, form = _booth(request, pk), MaterialForm(request.POST, request.FILES)
    if attempt(form, partial(actions.add_booth_material, booth, by=request.actor)):
        messages.success(request, _t("资料已添加。"))
        return redirect("fairs:org_booth", pk)
    return _page(request, booth, material_form=form)


@SERVES
@require_POST
def booth_material_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Material.objects.visible_to(request.actor), pk=pk)
    actions.remove_booth_material(row, by=request.actor)
    messages.success(request, _t("资料已移除。"))
    return redirect("fairs:org_booth", row.booth_id) if row.booth_id else redirect("fairs:org_booths")


@SERVES
@require_POST
def booth_question_answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = get_object_or_404(EventQuestion.objects.visible_to(request.actor), pk=pk), AnswerForm(request.POST)
    if not attempt(form, partial(actions.answer_booth_question, row, by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("答复已公开，并通知了提问的人。"))
    return redirect("fairs:org_booth", row.booth_id)


@SERVES
@require_GET
def booth_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sheet that stands on the table: visitors scan it and hand in their résumé."""
    booth = _booth(request, pk)
    context = {
        "booth": booth,
        "card": booth_cards(Booth.objects.visible_to(request.actor).filter(pk=pk))[0],
        "code_svg": qr_svg(_url_of(booth)),
    }
    return render(request, "fairs/organisation/booth_sheet.html", context)


@EXPLAINS
@require_POST
def org_barring_explain(request: HttpRequest, pk: UUID) -> HttpResponse:
    barring = get_object_or_404(Barring.objects.visible_to(request.actor), pk=pk)
    form = ExplanationForm(request.POST)
    if not attempt(form, partial(actions.explain_barring, barring, by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("书面说明已提交，审核结果会通知您。"))
    return redirect("fairs:org_booths")


def _booths(request: Any) -> Any:
    rows = Booth.objects.visible_to(request.actor).filter(organisation=request.actor.organisation_id)
    return rows.select_related("event", "organisation", "spot")


def _booth(request: Any, pk: UUID) -> Booth:
    return get_object_or_404(_booths(request), pk=pk)


def _url_of(booth: Booth) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse('fairs:booth', args=[booth.pk])}"


def _page(request: Any, booth: Booth, **more: Any) -> HttpResponse:
    place = employer_place(booth)
    card = booth_cards(Booth.objects.visible_to(request.actor).filter(pk=booth.pk))[0]
    shown = [row.vacancy_id for row in card.vacancies]
    context = {
        "booth": booth,
        "event": booth.event,
        "card": card,
        "place": place,
        "code": spaced(place.code) if place else "",
        "place_svg": qr_svg(f"{settings.SITE_URL}{reverse('fairs:check_in_code', args=[place.code])}") if place else "",
        "may_cancel": BOOTH.can(booth, "cancel"),
        "vacancies_form": VacanciesForm(choices=open_vacancies(booth.organisation_id), initial={"vacancies": shown}),
        "describe_form": DescribeForm(initial={"intro": booth.intro, "representatives": booth.representatives}),
        "material_form": MaterialForm(),
        "answer_form": AnswerForm(),
        "materials": booth.materials.filter(removed_at=None).select_related("upload"),
        "questions": booth.questions.filter(hidden_at=None),
        "timeline": timeline_of(booth, shows_names=False),
        **more,
    }
    return render(request, "fairs/organisation/booth_detail.html", context)
