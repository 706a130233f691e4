"""Score queries at the office: what was asked, both sheets beside it, and the answer."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods

from juxian.evaluation.actions import answer_score_query
from juxian.evaluation.forms.score_query import AnswerForm, QueryListForm
from juxian.evaluation.models import ScoreQuery
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import shown_entries
from juxian.evaluation.queries.mark_sheet import is_mark_intact
from juxian.evaluation.states import SCORE_QUERY
from juxian.kit.access import Audience
from juxian.kit.audit.timeline import timeline_of
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
    """One query; a POST answers it."""
    query = get_object_or_404(ScoreQuery.objects.visible_to(request.actor).with_words(), pk=pk)
    mark = query.mark
    form = AnswerForm(request.POST if request.method == "POST" else None, mark=mark)
    if attempt(form, partial(answer_score_query, query, by=request.actor)):
        messages.success(request, _t("已答复，申请人会收到通知。"))
        return redirect("evaluation:score_query_detail", pk)
    context = {
        "query": query,
        "mark": mark,
        "lines": shown_entries(mark),
        "entries": mark.entries.all(),
        "versions": mark.versions.all(),
        "is_intact": is_mark_intact(mark),
        "form": form,
        "is_open": SCORE_QUERY.can(query, "keep"),
        "timeline": timeline_of(mark),
    }
    return render(request, "evaluation/officer/score_query_detail.html", context)
