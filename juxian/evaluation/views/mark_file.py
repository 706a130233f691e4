"""A round of a sitting by Excel, in two steps; the score sheets as PDF."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.evaluation.forms.mark import (
    ConfirmMarksForm,
    MarkFile,
    MarkFileForm,
    mark_columns,
    mark_rows,
    read_marks,
)
from juxian.evaluation.models import Sitting
from juxian.evaluation.paper.mark import blank_pdf, filled_pdf
from juxian.evaluation.permissions import MARK_SHEET
from juxian.evaluation.presenting import pdf_answer
from juxian.evaluation.queries.mark_sheet import Row, rows_for
from juxian.evaluation.views.mark import ENTER, GET_POST, ROUNDS, SEE, enter_all, get_sitting, known, may_see_scores
from juxian.kit.audit import record
from juxian.kit.errors import PermissionDenied
from juxian.kit.excel import export_rows, fault_file
from juxian.kit.files import get_upload
from juxian.kit.models import Upload
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, render


@ENTER
@require_GET
def mark_template(request: HttpRequest, pk: UUID, round: int) -> HttpResponse:
    """The entry sheet of a round with the candidates of the sitting, and what this person entered so far."""
    sitting, rows = _rows(request, pk, round)
    name = _t("成绩录入表 %(number)s %(round)s") % {"number": sitting.number, "round": ROUNDS[round]}
    return export_rows(name, mark_columns(rows), mark_rows(rows))


@ENTER
@GET_POST
def mark_upload(request: HttpRequest, pk: UUID, round: int) -> HttpResponse:
    """First step: the file."""
    sitting = get_sitting(request, pk)
    form = MarkFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        upload = attempt(form, lambda file: accept_upload(file, kinds=("excel",), by=request.actor, purpose=MARK_SHEET))
        if upload:
            return redirect("evaluation:mark_preview", pk, known(round), upload.pk)
    context = {"sitting": sitting, "form": form, "round": round, "round_label": ROUNDS[known(round)]}
    return render(request, "evaluation/officer/mark_upload.html", context)


@ENTER
@GET_POST
def mark_preview(request: HttpRequest, pk: UUID, round: int, upload_id: UUID) -> HttpResponse:
    """Second step: what would be entered; a POST does it. The same file twice changes nothing."""
    sitting, sheet = _file(request, pk, round, upload_id)
    form = ConfirmMarksForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (sheet.preview.is_clean or form.cleaned_data["is_partial"]):
        enter_all(request, sheet.entries, round)
        return redirect("evaluation:mark_enter", pk, round)
    context: dict[str, Any] = {"sitting": sitting, "form": form, "sheet": sheet, "upload_id": upload_id}
    context |= {"round": round, "round_label": ROUNDS[round]}
    return render(request, "evaluation/officer/mark_preview.html", context)


@ENTER
@require_GET
def mark_faults(request: HttpRequest, pk: UUID, round: int, upload_id: UUID) -> HttpResponse:
    """The wrong rows with their reasons, to correct and upload again."""
    _sitting, rows = _rows(request, pk, round)
    upload = _upload(request, upload_id)
    return fault_file(upload, read_marks(upload, rows).reading, mark_columns(rows), name=_t("需要改正的行"))


@SEE
@require_GET
def mark_paper_blank(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The score sheet of the room to write on; by seat and ticket, without names."""
    sitting = get_sitting(request, pk)
    return pdf_answer(blank_pdf(sitting), f"{sitting.number}-score-sheet")


@SEE
@require_POST
def mark_paper_filled(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Both entries and the result, for the file. An export of results is recorded."""
    sitting = get_sitting(request, pk)
    if not may_see_scores(request, sitting):
        raise PermissionDenied(_t("查看两次录入"))
    record("export", "evaluation.marks", by=request.actor, subject=sitting)
    return pdf_answer(filled_pdf(sitting), f"{sitting.number}-marks")


def _rows(request: HttpRequest, pk: UUID, round: int) -> tuple[Sitting, list[Row]]:
    sitting = get_sitting(request, pk)
    return sitting, rows_for(sitting, known(round), request.actor)


def _file(request: HttpRequest, pk: UUID, round: int, upload_id: UUID) -> tuple[Sitting, MarkFile]:
    sitting, rows = _rows(request, pk, round)
    return sitting, read_marks(_upload(request, upload_id), rows)


def _upload(request: HttpRequest, upload_id: UUID) -> Upload:
    return get_upload(request.actor, upload_id, MARK_SHEET)
