"""Items by Excel: template, download, and the import in two steps. The file is kept between the two, so that what was
shown is what is imported; nothing is saved before the second."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from juxian.catalogue.actions import import_items
from juxian.catalogue.forms.officer import ConfirmForm, SheetForm
from juxian.catalogue.forms.sheet import item_columns, item_rows, read_sheet
from juxian.catalogue.permissions import SHEET
from juxian.catalogue.views.officer.edition import EDIT, GET_POST, READ, get_edition
from juxian.kit.excel import export_rows, fault_file, template_file
from juxian.kit.files import get_upload
from juxian.kit.models import Upload
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, render


@READ
@require_safe
def edition_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The edition as a sheet that can be imported again."""
    edition = get_edition(request, pk)
    return export_rows(
        edition.title, item_columns(), item_rows(edition.items.select_related("occupation", "industry_group"))
    )


@EDIT
@require_safe
def sheet_template(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The empty sheet to fill in."""
    return template_file(_("紧缺工种导入模板"), item_columns())


@EDIT
@GET_POST
def sheet_upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """First step: the file."""
    edition = get_edition(request, pk)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        upload = attempt(form, lambda file: accept_upload(file, kinds=("excel",), by=request.actor, purpose=SHEET))
        if upload:
            return redirect("catalogue:sheet_preview", pk, upload.pk)
    context = {"edition": edition, "form": form}
    return render(request, "catalogue/officer/sheet_upload.html", context, status=422 if form.errors else 200)


@EDIT
@GET_POST
def sheet_preview(request: HttpRequest, pk: UUID, upload_id: UUID) -> HttpResponse:
    """Second step: what would happen; a POST does it."""
    edition, form = get_edition(request, pk), ConfirmForm(request.POST)
    sheet = read_sheet(_get_upload(request, upload_id), edition)
    if request.method == "POST" and form.is_valid() and (sheet.preview.is_clean or form.cleaned_data["is_partial"]):
        counts = import_items(edition, drafts=sheet.drafts, by=request.actor)
        messages.success(request, _("导入完成：新增 %(new)s 个，修改 %(changed)s 个，未变 %(same)s 个。") % counts)
        return redirect("catalogue:office_edition", pk)
    context = {"edition": edition, "form": form, "sheet": sheet, "upload_id": upload_id}
    return render(request, "catalogue/officer/sheet_preview.html", context)


@EDIT
@require_safe
def sheet_faults(request: HttpRequest, pk: UUID, upload_id: UUID) -> HttpResponse:
    """The wrong rows with their reasons, to correct and upload again."""
    edition, upload = get_edition(request, pk), _get_upload(request, upload_id)
    return fault_file(upload, read_sheet(upload, edition).reading, item_columns(), name=_("需要改正的行"))


def _get_upload(request: HttpRequest, upload_id: UUID) -> Upload:
    return get_upload(request.actor, upload_id, SHEET)
