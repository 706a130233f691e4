"""Score queries at the office: what was asked, both sheets beside it, and the answer."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import (
    answer_score_query,
    confirm_correction,
    propose_correction,
    return_correction,
)
from juxian.evaluation.forms.score_query import AnswerForm, QueryListForm, ReturnCorrectionForm
from juxian.evaluation.models import ScoreQuery
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import shown_entries
from juxian.evaluation.queries.mark_sheet import is_mark_intact
from juxian.evaluation.queries.score_query import may_confirm_correction
from juxian.evaluation.states import SCORE_QUERY
from juxian.kit.access import Actor, Audience
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render

HANDLE = audience(Audience.OFFICE, Permission.HANDLE_REMEDY)


@HANDLE
@require_GET
def score_query_list(request: HttpRequest) -> HttpResponse:
    """Open ones first, the most urgent on top."""
    form = QueryListForm(request.GET)
    rows = ScoreQuery.objects.visible_to(request.actor).with_words()
    state = form.values()["state"]
    rows = rows.filter(state=state) if state else rows
    context = {"form": form, "page": paginate(request, rows.order_by("answered_at", "due_at"))}
    return render(request, "evaluation/officer/score_query_list.html", context)


@HANDLE
@require_http_methods(["GET", "POST"])
def score_query_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One query; a POST answers it, or proposes a correction."""
    query = _get_query(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, mark=query.mark)
    done = attempt(form, partial(_answer, query, by=request.actor))
    if done:
        is_proposed = SCORE_QUERY.can(done, "confirm")
        told = _t("已提出更正，由另一位同事确认后生效。") if is_proposed else _t("已答复，申请人会收到通知。")
        messages.success(request, told)
        return redirect("evaluation:score_query_detail", pk)
    return render(request, "evaluation/officer/score_query_detail.html", _context(request, query, form))


@HANDLE
@require_POST
def correction_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the proposed points in force."""
    confirm_correction(_get_query(request, pk), by=request.actor)
    messages.success(request, _t("已更正成绩，申请人会收到通知。"))
    return redirect("evaluation:score_query_detail", pk)


@HANDLE
@require_POST
def correction_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the proposal back with a reason."""
    query, form = _get_query(request, pk), ReturnCorrectionForm(request.POST)
    if not attempt(form, partial(return_correction, query, by=request.actor)):
        return refusal_of_form(request, form)
    messages.success(request, _t("已退回，成绩没有变。"))
    return redirect("evaluation:score_query_detail", pk)


def _get_query(request: HttpRequest, pk: UUID) -> ScoreQuery:
    return get_object_or_404(ScoreQuery.objects.visible_to(request.actor).with_words(), pk=pk)


def _answer(query: ScoreQuery, *, answer: str, points: Sequence[int] | None, by: Actor) -> ScoreQuery:
    """One form for both: the officer chooses on it whether the mark stays."""
    if points is None:
        return answer_score_query(query, answer=answer, by=by)
    return propose_correction(query, points=points, answer=answer, by=by)


def _context(request: HttpRequest, query: ScoreQuery, form: AnswerForm) -> dict[str, Any]:
    mark = query.mark
    lines = shown_entries(mark)
    return {
        "query": query,
        "mark": mark,
        "lines": lines,
        "proposed": list(zip(lines, query.proposed_points or [], strict=False)),
        "entries": mark.entries.all(),
        "versions": mark.versions.all(),
        "is_intact": is_mark_intact(mark),
        "form": form,
        "is_open": SCORE_QUERY.can(query, "keep"),
        "is_proposed": SCORE_QUERY.can(query, "confirm"),
        "may_confirm": may_confirm_correction(request.actor, query),  # type: ignore[attr-defined]
        "return_form": ReturnCorrectionForm(),
        "timeline": timeline_of(mark),
    }
