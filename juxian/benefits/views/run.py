"""The office's pages of runs: the list, one run with its steps and figures, and the steps themselves."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.benefits.actions import discard_run, evaluate_run, freeze_run, open_run, post_run, review_run
from juxian.benefits.forms.run import DiscardForm, OpenForm, RunQuery
from juxian.benefits.models import Run
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.fact_change import changes_since
from juxian.benefits.queries.run import filtered
from juxian.benefits.run_presenting import CURRENT, STEPS, figures_of, progress_context, shown
from juxian.benefits.states import RUN, RunState
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, paginate, render

SEE = audience(Audience.OFFICE, Permission.SEE_ALL)
COMPUTE = audience(Audience.OFFICE, Permission.RUN)


@SEE
@require_GET
def run_list(request: HttpRequest) -> HttpResponse:
    """Every run, newest month first."""
    form = RunQuery(request.GET)
    page = paginate(request, filtered(Run.objects.visible_to(request.actor), form.values()))
    page.object_list = [shown(run) for run in page.object_list]
    return render(request, "benefits/officer/run_list.html", {"form": form, "page": page})


@COMPUTE
@require_http_methods(["GET", "POST"])
def run_open(request: HttpRequest) -> HttpResponse:
    """Begin with a benefit and a month."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    run = attempt(form, partial(_open, by=request.actor))
    if run:
        messages.success(request, _t("已开始%(number)s。下一步：冻结数据。") % {"number": run.number})
        return redirect("benefits:run_detail", run.pk)
    return render(request, "benefits/officer/run_open.html", {"form": form})


@SEE
@require_GET
def run_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what it found, and what comes next."""
    run = shown(_get_run(request, pk))
    context = {"run": run, "steps": STEPS, "current": CURRENT[RunState(run.state)], **_buttons(request, run)}
    context |= progress_context(run) | figures_of(run)
    context["news"] = changes_since(run.known_at) if run.known_at and RUN.can(run, "discard") else []
    context["timeline"] = timeline_of(run)
    return render(request, "benefits/officer/run_detail.html", context)


@SEE
@require_GET
def run_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The bar alone: the page asks for it while the work goes on, and loads itself anew when it is done."""
    run = _get_run(request, pk)
    answer = render(request, "benefits/officer/_run_progress.html", {"run": run, **progress_context(run)})
    if not progress_context(run)["is_working"]:
        answer["HX-Refresh"] = "true"
    return answer


@COMPUTE
@require_POST
def run_freeze(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, freeze_run, _t("数据和规则已冻结。下一步：计算。"))


@COMPUTE
@require_POST
def run_evaluate(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, evaluate_run, _t("正在后台计算，可以离开这一页。"))


@audience(Audience.OFFICE, Permission.REVIEW)
@require_POST
def run_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, review_run, _t("抽查已通过，正在请找到的人确认。"))


@COMPUTE
@require_POST
def run_post(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, post_run, _t("正在后台入账，可以离开这一页。"))


@COMPUTE
@require_http_methods(["GET", "POST"])
def run_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = shown(_get_run(request, pk))
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if attempt(form, partial(discard_run, run, by=request.actor)):
        messages.success(request, _t("已作废，可以为这项待遇重新开始。"))
        return redirect("benefits:run_detail", pk)
    return render(request, "benefits/officer/run_discard.html", {"run": run, "form": form})


def _open(policy: str, month: Any, *, by: Any) -> Run:
    run: Run = open_run(policy, month=month, by=by)
    return run


def _get_run(request: HttpRequest, pk: UUID) -> Run:
    rows = Run.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("rulebook", "started_by", "reviewed_by", "posted_by"), pk=pk)


def _step(request: HttpRequest, pk: UUID, action: Callable[..., Run], told: str) -> HttpResponse:
    action(_get_run(request, pk), by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, told)
    return redirect("benefits:run_detail", pk)


def _buttons(request: HttpRequest, run: Run) -> dict[str, bool]:
    """What may be done now, and by this officer."""
    actor = request.actor  # type: ignore[attr-defined]
    may_run, may_review = allows(actor, Permission.RUN), allows(actor, Permission.REVIEW)
    return {
        "may_freeze": may_run and RUN.can(run, "freeze"),
        "may_evaluate": may_run and RUN.can(run, "evaluate"),
        "may_review": may_review and RUN.can(run, "review"),
        "may_post": may_run and RUN.can(run, "post"),
        "may_discard": may_run and RUN.can(run, "discard"),
    }
