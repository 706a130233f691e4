"""A candidate's own results, and asking to have one checked again."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods

from juxian.evaluation.actions import file_score_query
from juxian.evaluation.forms.score_query import FileQueryForm
from juxian.evaluation.models import Application, Mark
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.kept_part import kept_until
from juxian.evaluation.queries.mark import resit_of, results_of
from juxian.evaluation.queries.score_query import may_be_queried, query_ends_on
from juxian.kit.access import Audience
from juxian.kit.views import attempt, audience, render


@audience(Audience.PERSON, Permission.APPLY)
@require_GET
def my_results(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Each part with its score and pass line; what may be asked again, and what a re-sit would be about."""
    application = get_object_or_404(Application.objects.visible_to(request.actor).select_related("item"), pk=pk)
    results = results_of(application)
    context = {
        "application": application,
        "rows": [(one, one.mark and _own_words(one.mark)) for one in results],
        "resit": resit_of(application, results),
    }
    return render(request, "evaluation/person/result_list.html", context)


@audience(Audience.PERSON, Permission.APPLY)
@require_http_methods(["GET", "POST"])
def my_score_query(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One question: why. The day on which the time ends stands above it."""
    mark = get_object_or_404(Mark.objects.visible_to(request.actor).with_words(), pk=pk)
    form = FileQueryForm(request.POST if request.method == "POST" else None)
    if attempt(form, partial(file_score_query, mark, by=request.actor)):
        messages.success(request, _t("已收到复核申请，答复会通知您。"))
        return redirect("evaluation:my_results", mark.application_id)
    context = {"mark": mark, "form": form, "ends_on": query_ends_on(mark), "is_open": may_be_queried(mark)}
    return render(request, "evaluation/person/score_query.html", context)


def _own_words(mark: Mark) -> dict[str, object]:
    """What the page says about one released mark."""
    return {
        "query": getattr(mark, "score_query", None),
        "may_query": may_be_queried(mark),
        "ends_on": query_ends_on(mark),
        "kept_until": kept_until(mark),
        "version": mark.versions.order_by("-number").first(),
    }
