"""Marks of a sitting: how far they are, entering a round, deciding between two entries, signing, releasing."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import enter_mark, release_results, reopen_mark, settle_mark, sign_marks
from juxian.evaluation.forms.mark import MarksForm, ReopenForm, SettleForm
from juxian.evaluation.models import FIRST, SECOND, Mark, MarkEntry, Seat, Sitting
from juxian.evaluation.permissions import Permission, has_entered_in
from juxian.evaluation.presenting import marking_steps, shown_entries
from juxian.evaluation.queries.mark_sheet import (
    is_sheet_intact,
    progress_of,
    progress_of_all,
    rows_for,
    sheets_of,
    sittings_to_mark,
)
from juxian.evaluation.states import MarkState
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.pages import refusal_of_form
from juxian.kit.punctuation import labelled
from juxian.kit.views import attempt, audience, paginate, render

SEE = audience(Audience.OFFICE, Permission.SEE_MARKS)
ENTER = audience(Audience.OFFICE, Permission.ENTER_MARKS)
SETTLE = audience(Audience.OFFICE, Permission.SETTLE_MARKS)
GET_POST = require_http_methods(["GET", "POST"])
ROUNDS = dict(MarkEntry.ROUNDS)


@SEE
@require_GET
def mark_list(request: HttpRequest) -> HttpResponse:
    """Sittings that are over, the newest first, with how far their marks are."""
    page = paginate(request, sittings_to_mark(request.actor))
    progress = progress_of_all(page.object_list)
    rows = [(sitting, progress[sitting.pk]) for sitting in page]
    return render(request, "evaluation/officer/mark_list.html", {"page": page, "rows": rows})


@SEE
@require_GET
def mark_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sitting: what is still to be done, by whom; the scores only for those who enter nothing in it."""
    sitting = get_sitting(request, pk)
    sheet, progress = getattr(sitting, "mark_sheet", None), progress_of(sitting)
    context = {
        "sitting": sitting,
        "progress": progress,
        "steps": marking_steps(progress, sheet),
        "sheet": sheet,
        "is_intact": sheet is not None and is_sheet_intact(sheet),
        "seats": list(sheets_of(sitting)) if may_see_scores(request, sitting) else None,
        "may_enter": allows(request.actor, Permission.ENTER_MARKS) and not sheet,
        "may_settle": allows(request.actor, Permission.SETTLE_MARKS),
        "may_sign": not sheet and allows(request.actor, Permission.SIGN_MARKS, on=sitting),
        "may_release": sheet
        and not sheet.released_at
        and allows(request.actor, Permission.RELEASE_RESULTS, on=sitting),
        "reopen_form": ReopenForm(),
    }
    return render(request, "evaluation/officer/mark_sheet.html", context)


@ENTER
@GET_POST
def mark_enter(request: HttpRequest, pk: UUID, round: int) -> HttpResponse:
    """One round of a sitting on one page. Names are not shown: a mark is entered by seat and ticket."""
    sitting = get_sitting(request, pk)
    rows = rows_for(sitting, known(round), request.actor)
    form = MarksForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        enter_all(request, form.entries(), round)
        return redirect("evaluation:mark_enter", pk, round)
    context = {"sitting": sitting, "form": form, "round": round, "round_label": ROUNDS[round]}
    return render(request, "evaluation/officer/mark_enter.html", context)


@SETTLE
@GET_POST
def mark_settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both sheets side by side, for a third person."""
    mark = get_mark(request, pk)
    if not allows(request.actor, Permission.SETTLE_MARKS, on=mark):
        raise PermissionDenied(_t("裁定成绩"))
    form = SettleForm(request.POST if request.method == "POST" else None, mark=mark)
    if attempt(form, partial(settle_mark, mark, by=request.actor)):
        messages.success(request, _t("已裁定。"))
        return redirect("evaluation:mark_sheet", mark.seat.sitting_id)
    context = {
        "mark": mark,
        "lines": shown_entries(mark),
        "entries": mark.entries.filter(is_current=True),
        "form": form,
        "reopen_form": ReopenForm(auto_id="reopen_%s"),
        "is_open": mark.state == MarkState.DISAGREED,
        "timeline": timeline_of(mark),
    }
    return render(request, "evaluation/officer/mark_settle.html", context)


@SETTLE
@require_POST
def mark_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    mark, form = get_mark(request, pk), ReopenForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    reopen_mark(mark, by=request.actor, **form.cleaned_data)
    messages.success(request, _t("已退回，请两位同事重新录入。"))
    return redirect("evaluation:mark_sheet", mark.seat.sitting_id)


@audience(Audience.OFFICE, Permission.SIGN_MARKS)
@require_POST
def marks_sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    sign_marks(get_sitting(request, pk), by=request.actor)
    messages.success(request, _t("已签字，成绩锁定。公布由没有录入的同事办理。"))
    return redirect("evaluation:mark_sheet", pk)


@audience(Audience.OFFICE, Permission.RELEASE_RESULTS)
@require_POST
def marks_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    release_results(get_sitting(request, pk), by=request.actor)
    messages.success(request, _t("成绩已公布，考生会收到通知。"))
    return redirect("evaluation:mark_sheet", pk)


def enter_all(request: HttpRequest, entries: list[tuple[Seat, list[int]]], round: int) -> None:
    """Enter each row; one that is refused stops none of the others and says why."""
    done = 0
    for seat, points in entries:
        try:
            enter_mark(seat, round=round, points=points, by=request.actor)
            done += 1
        except (RuleBroken, PermissionDenied) as error:
            label = _t("%(seat)d座") % {"seat": seat.number}
            messages.warning(request, labelled(label, getattr(error, "message", str(error))))
    messages.success(request, _t("已录入%(count)d名考生。") % {"count": done})


def may_see_scores(request: HttpRequest, sitting: Sitting) -> bool:
    """Whoever enters marks of a sitting stays blind to the other round until the chief has signed."""
    if getattr(sitting, "mark_sheet", None) is not None:
        return True
    return allows(request.actor, Permission.SETTLE_MARKS) and not has_entered_in(request.actor, sitting)


def get_sitting(request: HttpRequest, pk: UUID) -> Sitting:
    return get_object_or_404(sittings_to_mark(request.actor), pk=pk)


def get_mark(request: HttpRequest, pk: UUID) -> Any:
    return get_object_or_404(Mark.objects.visible_to(request.actor).with_words(), pk=pk)


def known(round: int) -> int:
    """Return the round, or answer 404 to an address with a third one."""
    if round not in (FIRST, SECOND):
        raise Http404
    return round
