"""An employer's candidates: the list by stage, one candidate, and everything that is done with them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, back_to, paginate, render
from juxian.people.queries.portal import own_organisation
from juxian.recruitment.actions.candidate import (
    add_note,
    move_many,
    move_to_stage,
    rate_application,
    refuse_application,
    refuse_many,
    reveal_contact,
)
from juxian.recruitment.actions.interview import invite_to_interview
from juxian.recruitment.actions.offer import confirm_hire, make_offer
from juxian.recruitment.forms.candidate import (
    CandidatesQuery,
    HireForm,
    IdsForm,
    NoteForm,
    OfferForm,
    RateForm,
    RefuseForm,
    StageChoice,
)
from juxian.recruitment.forms.interview import InviteForm
from juxian.recruitment.models import ApplicationNote, Hire, Interview, JobApplication, Offer, Stage, Vacancy
from juxian.recruitment.permissions import Permission
from juxian.recruitment.queries.agreement import agreements_of_application
from juxian.recruitment.queries.candidate import board_of, candidate_rows
from juxian.recruitment.queries.job_application import found_candidates, others_of, shown_name
from juxian.recruitment.states import JOB_APPLICATION

HANDLES = audience(Audience.ORGANISATION, Permission.HANDLE_APPLICATION)
PER_PAGE = 30


@HANDLES
@require_GET
def org_candidates(request: HttpRequest) -> HttpResponse:
    """Who applied, by stage and state, with what is done to several at once."""
    query, rows = _found(request)
    stages = list(Stage.objects.visible_to(request.actor).used())
    query.offer(Vacancy.objects.visible_to(request.actor).exclude(approved_at=None), stages)
    page, chosen = paginate(request, rows, PER_PAGE), query.values()
    context = {
        "form": query,
        "page": page,
        "rows": candidate_rows(list(page), request.actor.organisation_id),
        "board": board_of(JobApplication.objects.visible_to(request.actor), stages, chosen),
        "is_all": not chosen["state"] and not chosen["stage"],
        "stage_form": StageChoice(stages=stages) if stages else None,
        "refuse_form": RefuseForm(),
    }
    return render(request, "recruitment/organisation/candidate_list.html", context)


@HANDLES
@require_POST
def org_candidates_move(request: HttpRequest) -> HttpResponse:
    """Put the ticked ones at a stage."""
    ids, form = _ids(request), StageChoice(request.POST, stages=Stage.objects.visible_to(request.actor).used())
    if not form.is_valid():
        messages.error(request, _t("请先选择要移到哪个阶段。"))
        return back_to(request, "recruitment:org_candidates")
    stage = get_object_or_404(Stage.objects.visible_to(request.actor), pk=form.cleaned_data["stage"])
    count = move_many(own_organisation(request.actor), ids=ids, stage=stage, by=request.actor)
    messages.success(request, ngettext("已移动%(count)d位。", "已移动%(count)d位。", count) % {"count": count})
    return back_to(request, "recruitment:org_candidates")


@HANDLES
@require_POST
def org_candidates_refuse(request: HttpRequest) -> HttpResponse:
    """Say no to the ticked ones, with the same reason."""
    form = RefuseForm(request.POST)
    do = partial(refuse_many, own_organisation(request.actor), ids=_ids(request), by=request.actor)
    if count := attempt(form, do):
        messages.success(request, ngettext("已答复%(count)d位。", "已答复%(count)d位。", count) % {"count": count})
    else:
        messages.error(request, _first_fault(form))
    return back_to(request, "recruitment:org_candidates")


@HANDLES
@require_GET
def org_candidate(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _detail(request, _candidate(request, pk))


@HANDLES
@require_POST
def candidate_stage(request: HttpRequest, pk: UUID) -> HttpResponse:
    application, stages = _candidate(request, pk), Stage.objects.visible_to(request.actor).used()
    form = StageChoice(request.POST, stages=stages)
    if not form.is_valid():
        return _detail(request, application, stage_form=form, status=422)
    stage = get_object_or_404(stages, pk=form.cleaned_data["stage"])
    move_to_stage(application, stage=stage, by=request.actor)
    messages.success(request, _t("阶段已调整。"))
    return redirect("recruitment:org_candidate", pk)


@HANDLES
@require_POST
def candidate_refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "refuse_form", RefuseForm(request.POST), refuse_application, _t("已答复求职者。"))


@HANDLES
@require_POST
def candidate_rate(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "rate_form", RateForm(request.POST), rate_application, _t("已保存。"))


@HANDLES
@require_POST
def candidate_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "note_form", NoteForm(request.POST), add_note, _t("备注已添加。"))


@HANDLES
@require_POST
def candidate_invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = _t("已邀请，求职者会在您放出的时段里选一个。")
    return _do(request, pk, "invite_form", InviteForm(request.POST), invite_to_interview, done)


@HANDLES
@require_POST
def candidate_offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "offer_form", OfferForm(request.POST), make_offer, _t("录用通知已发出。"))


@HANDLES
@require_POST
def candidate_hire(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _do(request, pk, "hire_form", HireForm(request.POST), confirm_hire, _t("已确认入职。"))


@HANDLES
@require_POST
def candidate_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the contact data on this page once; the look is in the record."""
    application = _candidate(request, pk)
    return _detail(request, application, contact=reveal_contact(application, by=request.actor), status=200)


def _found(request: HttpRequest) -> tuple[CandidatesQuery, Any]:
    query = CandidatesQuery(request.GET)
    return query, found_candidates(JobApplication.objects.visible_to(request.actor), query.values())


def _ids(request: HttpRequest) -> list[str]:
    """The ticked rows that are ours."""
    allowed = JobApplication.objects.visible_to(request.actor).values_list("pk", flat=True)
    form = IdsForm(request.POST, allowed=allowed)
    return form.cleaned_data["ids"] if form.is_valid() else []


def _candidate(request: HttpRequest, pk: UUID) -> JobApplication:
    related = ("vacancy", "organisation", "person", "stage")
    return get_object_or_404(JobApplication.objects.visible_to(request.actor).select_related(*related), pk=pk)


def _do(
    request: HttpRequest, pk: UUID, name: str, form: forms.Form, act: Callable[..., Any], done: str
) -> HttpResponse:
    """Call one action with what the form read; a refusal stands at its form."""
    application = _candidate(request, pk)
    if attempt(form, partial(act, application, by=request.actor)) is not None:
        messages.success(request, done)
        return redirect("recruitment:org_candidate", pk)
    return _detail(request, _candidate(request, pk), status=422, **{name: form})


def _first_fault(form: forms.Form) -> str:
    return next((str(fault) for faults in form.errors.values() for fault in faults), "")


def _detail(request: HttpRequest, application: JobApplication, *, status: int = 0, **more: Any) -> HttpResponse:
    can, name = partial(JOB_APPLICATION.can, application), shown_name(application)
    stages = list(Stage.objects.visible_to(request.actor).used())
    interviews = Interview.objects.visible_to(request.actor).filter(application=application)
    context = {
        "application": application,
        "name": name,
        "others": others_of(application),
        "interviews": interviews.select_related("slot"),
        "offer": Offer.objects.visible_to(request.actor).filter(application=application).first(),
        "hire": Hire.objects.visible_to(request.actor).filter(application=application).first(),
        "agreements": agreements_of_application(application),
        "notes": ApplicationNote.objects.visible_to(request.actor).filter(application=application),
        # The time line must not say what the heading hides.
        "timeline": timeline_of(application, shows_names=name == application.person.name),
        "stage_form": StageChoice(stages=stages, initial={"stage": application.stage_id}) if stages else None,
        "may": {event: can(event) for event in ("invite", "offer", "refuse", "hire")},
        "may_invite_again": application.state == "interviewing",
        "may_agree": application.state in ("accepted", "hired") and allows(request.actor, Permission.SIGN_FOR_EMPLOYER),
        **_forms(application),
        **more,
    }
    return render(request, "recruitment/organisation/candidate.html", context, status=status)


def _forms(application: JobApplication) -> dict[str, forms.Form]:
    """The forms of the page, as they are before anything is sent."""
    return {
        "refuse_form": RefuseForm(),
        "rate_form": RateForm(initial={"rating": application.rating, "tags": " ".join(application.tags)}),
        "note_form": NoteForm(),
        "invite_form": InviteForm(),
        "offer_form": OfferForm(initial={"post": application.vacancy.title}),
        "hire_form": HireForm(),
    }
