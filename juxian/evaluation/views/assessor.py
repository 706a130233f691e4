"""The register of assessors: list, one line, and Excel in and out."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.catalogue.queries.industries import active_industry_groups
from juxian.evaluation.actions import add_assessor, change_assessor, import_assessors
from juxian.evaluation.forms.assessor import AssessorForm, RegisterQuery
from juxian.evaluation.forms.assessor_sheet import ConfirmForm, SheetForm, assessor_columns, assessor_rows, read_sheet
from juxian.evaluation.models import Assessor
from juxian.evaluation.permissions import ASSESSOR_SHEET, Permission
from juxian.evaluation.queries.assessor import found_assessors, interests_of, seats_of
from juxian.evaluation.queries.pool import workloads
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.excel import export_rows, fault_file, template_file
from juxian.kit.files import get_upload
from juxian.kit.models import Upload
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, paginate, render

OFFICE = audience(Audience.OFFICE, Permission.CONVENE)
GET_POST = require_http_methods(["GET", "POST"])


@OFFICE
@require_GET
def assessor_list(request: HttpRequest) -> HttpResponse:
    form = RegisterQuery(request.GET, groups=[(str(one.pk), one.name) for one in active_industry_groups()])
    values = form.values()
    rows = found_assessors(Assessor.objects.visible_to(request.actor), values["q"], values["group"])
    if values["is_active"]:
        rows = rows.filter(is_active=True)
    page = paginate(request, rows)
    loads = workloads([row.person_id for row in page], clock.today().year)
    lines = [(row, loads.get(row.person_id, 0)) for row in page]
    return render(request, "evaluation/officer/assessor_list.html", {"page": page, "lines": lines, "form": form})


@OFFICE
@GET_POST
def assessor_create(request: HttpRequest) -> HttpResponse:
    form = AssessorForm(request.POST or None, groups=active_industry_groups())
    if row := attempt(form, partial(add_assessor, None, by=request.actor)):
        return redirect("evaluation:assessor_detail", row.pk)
    return render(request, "evaluation/officer/assessor_form.html", {"form": form})


@OFFICE
@GET_POST
def assessor_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _get(request, pk)
    form = AssessorForm.of(row, request.POST or None, active_industry_groups())
    if attempt(form, partial(change_assessor, row, by=request.actor)):
        return redirect("evaluation:assessor_detail", pk)
    return render(request, "evaluation/officer/assessor_form.html", {"form": form, "assessor": row})


@OFFICE
@require_GET
def assessor_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the register says, what they declared, and where they sat."""
    row = _get(request, pk)
    load = workloads([row.person_id], clock.today().year).get(row.person_id, 0)
    context = {"assessor": row, "interests": interests_of(row), "seats": seats_of(row)[:50], "load": load}
    return render(request, "evaluation/officer/assessor_detail.html", context)


@OFFICE
@require_POST
def assessor_export(request: HttpRequest) -> HttpResponse:
    rows = Assessor.objects.visible_to(request.actor).with_words()
    return export_rows(_t("考评员名册"), assessor_columns(), assessor_rows(rows))


@OFFICE
@require_GET
def assessor_template(request: HttpRequest) -> HttpResponse:
    return template_file(_t("考评员导入模板"), assessor_columns())


@OFFICE
@GET_POST
def assessor_upload(request: HttpRequest) -> HttpResponse:
    """First step: the file."""
    form = SheetForm(request.POST or None, request.FILES or None)
    upload = None
    if request.method == "POST":
        take = partial(accept_upload, kinds=("excel",), by=request.actor, purpose=ASSESSOR_SHEET)
        upload = attempt(form, lambda file: take(file))
    if upload:
        return redirect("evaluation:assessor_preview", upload.pk)
    return render(request, "evaluation/officer/assessor_upload.html", {"form": form})


@OFFICE
@GET_POST
def assessor_preview(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Second step: what would happen; a POST does it."""
    form = ConfirmForm(request.POST or None)
    sheet = read_sheet(_get_upload(request, upload_id), _groups())
    if form.is_bound and form.is_valid() and (sheet.preview.is_clean or form.cleaned_data["is_partial"]):
        counts = import_assessors(None, drafts=sheet.drafts, by=request.actor)
        messages.success(request, _t("导入完成：新增%(new)s人，更新%(changed)s人。") % counts)
        return redirect("evaluation:assessor_list")
    context = {"sheet": sheet, "form": form, "upload_id": upload_id}
    return render(request, "evaluation/officer/assessor_preview.html", context)


@OFFICE
@require_GET
def assessor_faults(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """The wrong rows with their reasons."""
    upload = _get_upload(request, upload_id)
    return fault_file(upload, read_sheet(upload, _groups()).reading, assessor_columns(), name=_t("需要改正的行"))


def _get(request: HttpRequest, pk: UUID) -> Assessor:
    return get_object_or_404(Assessor.objects.visible_to(request.actor).with_words(), pk=pk)


def _groups() -> dict[str, Any]:
    return {group.name: group.pk for group in active_industry_groups()}


def _get_upload(request: HttpRequest, upload_id: UUID) -> Upload:
    return get_upload(request.actor, upload_id, ASSESSOR_SHEET)
