"""A person's applications: sending one from anywhere, following it, taking it back, answering an offer."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.rate_limit import hit
from juxian.kit.views import attempt, audience, next_address, paginate, render
from juxian.people.queries import person_by_key
from juxian.recruitment.actions.job_application import (
    agree_contact,
    apply_to_vacancy,
    take_back_contact,
    withdraw_application,
)
from juxian.recruitment.actions.offer import accept_offer, say_pay, turn_down_offer
from juxian.recruitment.actions.profile import save_profile
from juxian.recruitment.forms.job_application import (
    ApplyForm,
    ApplyQuery,
    MyApplicationsQuery,
    PersonPayForm,
    ReasonForm,
)
from juxian.recruitment.forms.profile import QuickProfileForm
from juxian.recruitment.models import Hire, Interview, JobApplication, Offer, Vacancy
from juxian.recruitment.models.job_application import OPEN
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.agreement import agreements_of_application
from juxian.recruitment.queries.job_application import has_applied, law, profile_of, vacancies_once_open, why_not
from juxian.recruitment.queries.reply import reply_figure
from juxian.recruitment.states import JOB_APPLICATION

MINE = audience(Audience.PERSON, Permission.APPLY)
MOST_A_DAY = 60
DAY_SECONDS = 86_400


@MINE
@require_http_methods(["GET", "POST"])
def apply_quick(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Apply from wherever one is: a fragment for htmx, a page without it; without a profile with the five fields."""
    vacancy = get_object_or_404(vacancies_once_open(), pk=pk)
    form = ApplyForm(request.POST or None)
    quick = None if profile_of(request.actor.person_id) else QuickProfileForm(request.POST or None, prefix="quick")
    if request.method == "POST" and (quick is None or quick.is_valid()):
        hit("recruitment.apply", str(request.actor.person_id), limit=MOST_A_DAY, seconds=DAY_SECONDS)
        if application := attempt(form, partial(_send, request, vacancy, quick)):
            return _applied(request, application)
    return _apply_page(request, vacancy, form, quick)


@MINE
@require_GET
def my_applications(request: HttpRequest) -> HttpResponse:
    """What I sent, and where it stands."""
    query = MyApplicationsQuery(request.GET)
    show = query.values()["show"]
    rows = JobApplication.objects.visible_to(request.actor).select_related("vacancy", "organisation")
    if show != "all":
        rows = rows.filter(state__in=OPEN) if show == "open" else rows.exclude(state__in=OPEN)
    context = {"page": paginate(request, rows), "show": show, f"show_{show}": True, "days": law().answer_working_days}
    return render(request, "recruitment/person/application_list.html", context)


@MINE
@require_GET
def my_application(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _detail(request, _mine(request, pk))


@MINE
@require_POST
def application_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ReasonForm(request.POST)
    if attempt(form, partial(withdraw_application, _mine(request, pk), by=request.actor)):
        messages.success(request, _t("投递已撤回，单位不再看到您的联系方式。"))
        return redirect("recruitment:my_application", pk)
    return _detail(request, _mine(request, pk), reason_form=form, status=422)


@MINE
@require_POST
def contact_agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    agree_contact(_mine(request, pk), by=request.actor)
    messages.success(request, _t("这个单位现在可以看到您的电话和邮箱，您随时可以收回。"))
    return redirect("recruitment:my_application", pk)


@MINE
@require_POST
def contact_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    take_back_contact(_mine(request, pk), by=request.actor)
    messages.success(request, _t("已收回，单位不能再查看您的联系方式。"))
    return redirect("recruitment:my_application", pk)


@MINE
@require_POST
def offer_accept(request: HttpRequest, pk: UUID) -> HttpResponse:
    accept_offer(_mine(request, pk), by=request.actor)
    messages.success(request, _t("已接受录用。单位会与您联系入职，毕业生可以由单位发起三方协议。"))
    return redirect("recruitment:my_application", pk)


@MINE
@require_POST
def offer_turn_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ReasonForm(request.POST)
    if attempt(form, partial(turn_down_offer, _mine(request, pk), by=request.actor)):
        messages.success(request, _t("已谢绝，单位会收到您的答复。"))
        return redirect("recruitment:my_application", pk)
    return _detail(request, _mine(request, pk), reason_form=form, status=422)


@MINE
@require_POST
def hire_pay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What base pay really came."""
    hire = get_object_or_404(Hire.objects.visible_to(request.actor), application=pk)
    form = PersonPayForm(request.POST)
    if attempt(form, partial(say_pay, hire, by=request.actor)):
        messages.success(request, _t("谢谢，已记下。"))
        return redirect("recruitment:my_application", pk)
    return _detail(request, _mine(request, pk), pay_form=form, status=422)


def _mine(request: HttpRequest, pk: UUID) -> JobApplication:
    rows = JobApplication.objects.visible_to(request.actor).select_related("vacancy", "organisation", "person")
    return get_object_or_404(rows, pk=pk)


def _send(request: HttpRequest, vacancy: Vacancy, quick: QuickProfileForm | None, **fields: Any) -> JobApplication:
    """Write the five fields first where there is no profile yet, then apply."""
    if quick is not None and not why_not(vacancy):
        me = get_object_or_404(person_by_key(request.actor.person_id))
        save_profile(me, **quick.profile(), by=request.actor)
    return apply_to_vacancy(vacancy, by=request.actor, **ApplyQuery(request.POST).values(), **fields)


def _apply_page(request: HttpRequest, vacancy: Vacancy, form: ApplyForm, quick: Any) -> HttpResponse:
    came_from = ApplyQuery(request.POST if request.method == "POST" else request.GET).values()
    context = {
        "vacancy": vacancy,
        "form": form,
        "quick": quick,
        "obstacle": why_not(vacancy),
        "has_applied": bool(has_applied(request.actor.person_id, [vacancy.pk])),
        "came_from": came_from,
        "back": next_address(request),
        "profile": profile_of(request.actor.person_id),
        "days": law().answer_working_days,
    }
    part = "recruitment/person/_apply.html"
    return render(request, "recruitment/person/apply.html", context, part=part, status=422 if form.errors else 0)


def _applied(request: HttpRequest, application: JobApplication) -> HttpResponse:
    if getattr(request, "htmx", False):
        return render(request, "recruitment/person/_applied.html", {"application": application})
    messages.success(request, _t("已投递“%(title)s”。") % {"title": application.vacancy.title})
    back = next_address(request)
    return redirect(back) if back else redirect("recruitment:my_application", application.pk)


def _detail(request: HttpRequest, application: JobApplication, *, status: int = 200, **more: Any) -> HttpResponse:
    offer = Offer.objects.visible_to(request.actor).filter(application=application).first()
    context = {
        "application": application,
        "interviews": Interview.objects.visible_to(request.actor)
        .filter(application=application)
        .select_related("slot"),
        "offer": offer,
        "hire": Hire.objects.visible_to(request.actor).filter(application=application).first(),
        "agreements": agreements_of_application(application),
        "figure": reply_figure(application.organisation_id),
        "timeline": timeline_of(application, shows_names=False),
        "may_withdraw": JOB_APPLICATION.can(application, "withdraw"),
        "may_answer": JOB_APPLICATION.can(application, "accept"),
        "reason_form": ReasonForm(),
        "pay_form": PersonPayForm(),
        **more,
    }
    return render(request, "recruitment/person/application.html", context, status=status)
