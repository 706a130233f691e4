"""What a run found: the people with their reasons, one drawn candidate, and the differences that are posted."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.benefits.actions import record_sample
from juxian.benefits.forms.run import FindingQuery, SampleForm
from juxian.benefits.models import DecisionRecord, Finding, Run
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.finding import counts_by_reason, filtered, next_to_sample
from juxian.benefits.queries.words import in_words, reason_words
from juxian.benefits.run_presenting import FramePages, all_differences, candidate_context, described, shown, totals_of
from juxian.benefits.run_tables import DIFFERENCES, FINDINGS, difference_row, finding_row
from juxian.benefits.states import RunState
from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.clauses import VERDICTS
from juxian.kit.excel import export_rows
from juxian.kit.views import attempt, audience, paginate, render

SEE = audience(Audience.OFFICE, Permission.SEE_ALL)


@SEE
@require_GET
def finding_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Candidates and exclusions, by verdict, reason and sample."""
    run = shown(_get_run(request, pk))
    words = reason_words(run)
    form = _query(request, run, words)
    page = paginate(request, filtered(run.findings.visible_to(request.actor), form.values()))
    for row in page.object_list:
        row.label, row.tone = VERDICTS[row.verdict]
        row.why = in_words(row.reasons, words)
    context = {"run": run, "form": form, "page": page, "query": request.GET.urlencode()}
    return render(request, "benefits/officer/finding_list.html", context)


@SEE
@require_POST
def finding_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The filtered list as Excel. An export of personal data is recorded, so it is a POST."""
    run = _get_run(request, pk)
    words = reason_words(run)
    rows = filtered(run.findings.visible_to(request.actor), _query(request, run, words).values())
    record("export", "benefits.findings", by=request.actor, subject=run, data={"count": rows.count()})
    return export_rows(f"{run.number}", FINDINGS, (finding_row(row, words) for row in rows.iterator(500)))


@SEE
@require_http_methods(["GET", "POST"])
def finding_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person of a run, clause by clause; a POST records what the officer found of a drawn candidate."""
    finding = _get_finding(request, pk)
    form = SampleForm(request.POST if request.method == "POST" else None, initial=_found_before(finding))
    if attempt(form, partial(record_sample, finding, by=request.actor)):
        following = next_to_sample(finding.run)
        messages.success(request, _t("已记录。") if following else _t("抽中的候选人都看过了，可以通过抽查。"))
        address = ("benefits:finding_detail", following.pk) if following else ("benefits:run_detail", finding.run_id)
        return redirect(*address)
    context = {"finding": finding, "run": shown(finding.run), "form": form, **candidate_context(finding)}
    context["may_sample"] = (
        finding.is_sampled
        and finding.run.state == RunState.EVALUATED
        and allows(request.actor, Permission.REVIEW, on=finding)
    )
    context["label"], context["tone"] = VERDICTS[finding.verdict]
    return render(request, "benefits/officer/finding_detail.html", context)


@SEE
@require_GET
def run_differences(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What will be posted, month by month and why; afterwards the decision records of what was."""
    run = shown(_get_run(request, pk))
    if run.state == RunState.POSTED:
        rows = DecisionRecord.objects.visible_to(request.actor).filter(run=run).with_words()
        page = paginate(request, rows.order_by("entitlement__person__search_key", "month"))
        return render(request, "benefits/officer/run_posted.html", {"run": run, "page": page})
    context: dict[str, Any] = {"run": run}
    if run.state == RunState.REVIEWED:
        frame = all_differences(run)
        context |= {"totals": totals_of(frame), "page": paginate(request, FramePages(run, frame))}  # type: ignore[arg-type]
    return render(request, "benefits/officer/run_differences.html", context)


@SEE
@require_POST
def difference_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What will be posted, as Excel."""
    run = _get_run(request, pk)
    rows = described(run, all_differences(run)) if run.state == RunState.REVIEWED else []
    record("export", "benefits.differences", by=request.actor, subject=run, data={"count": len(rows)})
    return export_rows(f"{run.number}-{_t('差额')}", DIFFERENCES, (difference_row(row) for row in rows))


def _get_run(request: HttpRequest, pk: UUID) -> Run:
    rows = Run.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("rulebook", "snapshot"), pk=pk)


def _get_finding(request: HttpRequest, pk: UUID) -> Finding:
    rows = Finding.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related("person", "sampled_by", "run__rulebook", "run__snapshot"), pk=pk)


def _query(request: HttpRequest, run: Run, words: dict[str, str]) -> FindingQuery:
    return FindingQuery(request.GET, reasons=[(key, words.get(key, key)) for key in counts_by_reason(run)])


def _found_before(finding: Finding) -> dict[str, str]:
    return {"result": finding.sample_result, "note": finding.sample_note}
