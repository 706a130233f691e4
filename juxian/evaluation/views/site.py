"""Sites and rooms: a list, one page a site, and the same by Excel."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.evaluation.actions import (
    add_room,
    change_room,
    change_site,
    close_site,
    create_site,
    import_sites,
    reopen_site,
)
from juxian.evaluation.forms.site import (
    ConfirmForm,
    RoomForm,
    SheetForm,
    SiteForm,
    read_sites,
    site_columns,
    site_rows,
)
from juxian.evaluation.models import Room, Site
from juxian.evaluation.permissions import SITE_SHEET, Permission
from juxian.kit.access import Audience
from juxian.kit.excel import export_rows, fault_file, template_file
from juxian.kit.files import get_upload
from juxian.kit.models import Upload
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, paginate, render

ARRANGE = audience(Audience.OFFICE, Permission.ARRANGE)
GET_POST = require_http_methods(["GET", "POST"])


@ARRANGE
@require_GET
def site_list(request: HttpRequest) -> HttpResponse:
    sites = Site.objects.visible_to(request.actor).annotate(
        room_total=Count("rooms"), seat_total=Sum("rooms__seat_count")
    )
    context = {"page": paginate(request, sites.order_by("-is_open", "name"))}
    return render(request, "evaluation/officer/site_list.html", context)


@ARRANGE
@GET_POST
def site_create(request: HttpRequest) -> HttpResponse:
    form = SiteForm(request.POST or None)
    if site := attempt(form, partial(create_site, None, by=request.actor)):
        return redirect("evaluation:site_detail", site.pk)
    return render(request, "evaluation/officer/site_form.html", {"form": form})


@ARRANGE
@require_GET
def site_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The site with its rooms."""
    site = _site(request, pk)
    return render(request, "evaluation/officer/site_detail.html", {"site": site, "rooms": site.rooms.order_by("name")})


@ARRANGE
@GET_POST
def site_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    site = _site(request, pk)
    form = SiteForm(request.POST or None, initial=_values_of(site))
    if attempt(form, partial(change_site, site, by=request.actor)):
        return redirect("evaluation:site_detail", pk)
    return render(request, "evaluation/officer/site_form.html", {"form": form, "site": site})


@ARRANGE
@require_POST
def site_close(request: HttpRequest, pk: UUID) -> HttpResponse:
    close_site(_site(request, pk), by=request.actor)
    return redirect("evaluation:site_detail", pk)


@ARRANGE
@require_POST
def site_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    reopen_site(_site(request, pk), by=request.actor)
    return redirect("evaluation:site_detail", pk)


@ARRANGE
@GET_POST
def room_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    site = _site(request, pk)
    form = RoomForm(request.POST or None)
    if attempt(form, partial(add_room, site, by=request.actor)):
        return redirect("evaluation:site_detail", pk)
    return render(request, "evaluation/officer/room_form.html", {"form": form, "site": site})


@ARRANGE
@GET_POST
def room_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    room = get_object_or_404(Room.objects.visible_to(request.actor).select_related("site"), pk=pk)
    initial = {"name": room.name, "seat_count": room.seat_count, "methods": room.methods}
    form = RoomForm(request.POST or None, initial=initial)
    if attempt(form, partial(change_room, room, by=request.actor)):
        return redirect("evaluation:site_detail", room.site_id)
    return render(request, "evaluation/officer/room_form.html", {"form": form, "site": room.site, "room": room})


@ARRANGE
@require_GET
def site_export(request: HttpRequest) -> HttpResponse:
    """Sites and rooms as a sheet that can be imported again."""
    rooms = Room.objects.visible_to(request.actor).select_related("site")
    return export_rows(_("考点考场"), site_columns(), site_rows(rooms))


@ARRANGE
@require_GET
def site_template(request: HttpRequest) -> HttpResponse:
    return template_file(_("考点考场导入模板"), site_columns())


@ARRANGE
@GET_POST
def site_import(request: HttpRequest) -> HttpResponse:
    """First step: the file."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        keep = partial(accept_upload, kinds=("excel",), by=request.actor, purpose=SITE_SHEET)
        if upload := attempt(form, lambda file: keep(file)):
            return redirect("evaluation:site_import_preview", upload.pk)
    return render(request, "evaluation/officer/site_import.html", {"form": form})


@ARRANGE
@GET_POST
def site_import_preview(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Second step: what would happen; a POST does it."""
    form, sheet = ConfirmForm(request.POST), read_sites(_upload(request, upload_id))
    if request.method == "POST" and form.is_valid() and (sheet.preview.is_clean or form.cleaned_data["is_partial"]):
        counts = import_sites(None, rows=sheet.reading.rows, by=request.actor)
        messages.success(request, _("导入完成：新增 %(new)s 个，修改 %(changed)s 个，未变 %(same)s 个。") % counts)
        return redirect("evaluation:site_list")
    context = {"form": form, "sheet": sheet, "upload_id": upload_id}
    return render(request, "evaluation/officer/site_import_preview.html", context)


@ARRANGE
@require_GET
def site_import_faults(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """The wrong rows with their reasons, to correct and upload again."""
    upload = _upload(request, upload_id)
    return fault_file(upload, read_sites(upload).reading, site_columns(), name=_("需要改正的行"))


def _site(request: HttpRequest, pk: UUID) -> Site:
    return get_object_or_404(Site.objects.visible_to(request.actor).select_related("organisation"), pk=pk)


def _values_of(site: Site) -> dict[str, Any]:
    uscc = site.organisation.uscc if site.organisation else ""
    fields = ("name", "address", "street_code", "contact")
    return {**{field: getattr(site, field) for field in fields}, "organisation": uscc}


def _upload(request: HttpRequest, upload_id: UUID) -> Upload:
    return get_upload(request.actor, upload_id, SITE_SHEET)
