"""The employer's pages of its own evaluation: file a plan, correct it, record results, see the checks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import close_plan, file_plan, record_result, refile_plan
from juxian.evaluation.forms.employer_plan import EmployerPlanForm, EmployerPlanQuery, ResultForm
from juxian.evaluation.models import Application, EmployerPlan, SpotCheck
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.employer_plan import applications_to_score, share_of_next_draw
from juxian.evaluation.states import EMPLOYER_PLAN
from juxian.kit.access import Audience
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries import organisations

STANDARDS = "evaluation.standards"


@audience(Audience.ORGANISATION, Permission.FILE_EVALUATION)
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """The employer's plans, newest first."""
    form = EmployerPlanQuery(request.GET)
    rows = EmployerPlan.objects.visible_to(request.actor)
    state = form.values()["state"]
    rows = rows.filter(state=state) if state else rows
    context = {"page": paginate(request, rows), "form": form}
    return render(request, "evaluation/organisation/employer_plan_list.html", context)


@audience(Audience.ORGANISATION, Permission.FILE_EVALUATION)
@require_http_methods(["GET", "POST"])
def plan_create(request: HttpRequest) -> HttpResponse:
    """File a plan."""
    form = EmployerPlanForm(request.POST or None, request.FILES or None)
    employer = organisations([request.actor.organisation_id])[request.actor.organisation_id]
    plan = attempt(form, lambda **_: file_plan(employer, by=request.actor, **_content(request, form)))
    if plan:
        messages.success(request, _t("已送人社部门备案，十个工作日内答复。"))
        return redirect("evaluation:org_plan", plan.pk)
    return render(request, "evaluation/organisation/employer_plan_form.html", {"form": form})


@audience(Audience.ORGANISATION, Permission.FILE_EVALUATION)
@require_http_methods(["GET", "POST"])
def plan_refile(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct a returned plan and file it again."""
    plan = get_plan(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = EmployerPlanForm(sent, request.FILES or None, initial=EmployerPlanForm.initial_of(plan))
    if attempt(form, lambda **_: refile_plan(plan, by=request.actor, **_content(request, form))):
        return redirect("evaluation:org_plan", pk)
    return render(request, "evaluation/organisation/employer_plan_form.html", {"form": form, "plan": plan})


@audience(Audience.ORGANISATION, Permission.FILE_EVALUATION)
@require_GET
def plan_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan, who may be scored under it, who was, and which lots fell."""
    plan = get_plan(request, pk)
    context = {
        "plan": plan,
        "open": {row.event for row in EMPLOYER_PLAN.open_events(plan.state)},
        "waiting": applications_to_score(plan),
        "results": plan.results.select_related("application__applicant", "application__item__occupation"),
        "checks": SpotCheck.objects.visible_to(request.actor).filter(draw__plan=plan).select_related("application"),
        "draws": plan.draws.all(),
        "share": share_of_next_draw(plan.organisation_id),
    }
    return render(request, "evaluation/organisation/employer_plan_detail.html", context)


@audience(Audience.ORGANISATION, Permission.FILE_EVALUATION)
@require_POST
def plan_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    close_plan(get_plan(request, pk), by=request.actor)
    return redirect("evaluation:org_plan", pk)


@audience(Audience.ORGANISATION, Permission.FILE_EVALUATION)
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, pk: UUID, application_pk: UUID) -> HttpResponse:
    """Record the scores of one worker who applied by themselves."""
    plan = get_plan(request, pk)
    application = get_object_or_404(applications_to_score(plan), pk=application_pk)
    form = ResultForm(request.POST or None, plan=plan)
    if attempt(form, lambda **_: _record(request, plan, application, form)):
        messages.success(request, _t("已录入评价结果。"))
        return redirect("evaluation:org_plan", pk)
    context = {"form": form, "plan": plan, "application": application}
    return render(request, "evaluation/organisation/employer_result_form.html", context)


def get_plan(request: HttpRequest, pk: UUID) -> EmployerPlan:
    """Return a plan that the actor may see, or answer 404."""
    rows = EmployerPlan.objects.visible_to(request.actor).select_related("organisation", "standards_file")
    return get_object_or_404(rows.prefetch_related("scopes__occupation", "parts", "assessors"), pk=pk)


def _record(request: HttpRequest, plan: EmployerPlan, application: Application, form: ResultForm) -> Any:
    return record_result(plan, application=application, by=request.actor, **form.content())


def _content(request: HttpRequest, form: EmployerPlanForm) -> dict[str, Any]:
    """Return what the form says; the file is looked at and kept only where everything else is in order."""
    file = form.cleaned_data["standards_file"]
    upload = accept_upload(file, kinds=("pdf",), by=request.actor, purpose=STANDARDS) if file else None
    return {**form.content(), "standards_file": upload}
