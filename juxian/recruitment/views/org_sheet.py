"""Vacancies by Excel: template, upload, preview, import, the faulty rows back, and the way out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.catalogue.queries.occupation import active_occupations
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import export_rows, fault_file, template_file
from juxian.kit.files import get_upload
from juxian.kit.models import Upload
from juxian.kit.rate_limit import limited
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, render
from juxian.people.queries import organisations
from juxian.recruitment.actions import post_vacancies
from juxian.recruitment.forms.sheet import (
    Sheet,
    SheetForm,
    export_columns,
    export_row,
    read_sheet,
    sheet_columns,
)
from juxian.recruitment.forms.vacancy import VacancyQuery
from juxian.recruitment.models import Vacancy
from juxian.recruitment.permissions import SHEET, Permission
from juxian.recruitment.queries.findings import explained
from juxian.recruitment.queries.vacancy import filtered

EMPLOYER = audience(Audience.ORGANISATION, Permission.POST_VACANCY)


@EMPLOYER
@require_GET
def sheet_template(request: HttpRequest) -> HttpResponse:
    """The empty sheet; its list of occupations is the whole classification."""
    names = sorted(active_occupations().values_list("name", flat=True).distinct())
    return template_file(_t("职位导入模板"), sheet_columns(), {"occupation": names})


@EMPLOYER
@limited("vacancy_sheet", limit=60, seconds=3600)
@require_http_methods(["GET", "POST"])
def sheet_upload(request: HttpRequest) -> HttpResponse:
    form = SheetForm(request.POST or None, request.FILES or None)
    upload = attempt(form, lambda file: _accepted(request, file))
    if upload:
        return redirect("recruitment:org_sheet", upload.pk)
    return render(request, "recruitment/organisation/sheet_form.html", {"form": form})


@EMPLOYER
@require_GET
def sheet_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an import would do; nothing is written yet."""
    upload = _upload(request, pk)
    sheet = _read(request, upload)
    flagged = [(number, sheet.new[number].title, explained(found)) for number, found in sheet.flagged]
    context = {"upload": upload, "sheet": sheet, "faults": sheet.reading.notes, "flagged": flagged}
    return render(request, "recruitment/organisation/sheet_preview.html", context)


@EMPLOYER
@require_POST
def sheet_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand in the right rows; those that stand already are left as they are."""
    sheet = _read(request, _upload(request, pk))
    if not sheet.new:
        raise RuleBroken(_t("没有可以导入的新职位。请改好有问题的行后重新上传。"))
    made = post_vacancies(_employer(request), rows=list(sheet.new.values()), by=request.actor)
    messages.success(request, _t("已提交%(count)d个职位，审核通过后公开招聘。") % {"count": len(made)})
    return redirect("recruitment:org_vacancies")


@EMPLOYER
@require_POST
def sheet_faults(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows that cannot be taken, each with its reason."""
    upload = _upload(request, pk)
    return fault_file(upload, _read(request, upload).reading, sheet_columns())


@EMPLOYER
@require_POST
def vacancy_export(request: HttpRequest) -> HttpResponse:
    """The employer's own vacancies, narrowed as on the list."""
    rows = filtered(Vacancy.objects.visible_to(request.actor), VacancyQuery(request.GET).values())
    record("export", "recruitment.vacancies", by=request.actor, data={"count": rows.count()})
    return export(rows)


def export(rows: Any) -> HttpResponse:
    """Return these vacancies as Excel, without a telephone number."""
    vacancies = rows.select_related("organisation", "occupation").order_by("number")
    return export_rows(_t("职位清单"), export_columns(), map(export_row, vacancies.iterator(chunk_size=500)))


def _accepted(request: HttpRequest, file: Any) -> Upload:
    return accept_upload(file, kinds=("excel",), by=request.actor, purpose=SHEET)


def _read(request: HttpRequest, upload: Upload) -> Sheet:
    standing = Vacancy.objects.visible_to(request.actor).standing()
    return read_sheet(upload, standing.values_list("title_key", "street_code"))


def _upload(request: HttpRequest, pk: UUID) -> Upload:
    return get_upload(request.actor, pk, SHEET)


def _employer(request: HttpRequest) -> Any:
    return organisations([request.actor.organisation_id])[request.actor.organisation_id]
