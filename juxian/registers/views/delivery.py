"""The officers' pages of deliveries: how registers stand, send a file, preview, take it in, withdraw it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.excel import fault_file, template_file
from juxian.kit.rate_limit import limited
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, paginate, render
from juxian.registers.actions import begin_delivery, discard_delivery, send_delivery, withdraw_delivery
from juxian.registers.forms.delivery import (
    MOST_CSV_ROWS,
    DeliveryForm,
    DeliveryQuery,
    TakeInForm,
    WithdrawForm,
    read_delivery,
)
from juxian.registers.kinds import REGISTERS
from juxian.registers.models import Delivery
from juxian.registers.permissions import FILE, Permission
from juxian.registers.queries import delivery as deliveries
from juxian.registers.states import DELIVERY


@audience(Audience.OFFICE, Permission.READ)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """How fresh every register is, and which months are missing."""
    context = {"registers": deliveries.overview(), "may_take_in": allows(request.actor, Permission.TAKE_IN)}
    return render(request, "registers/officer/overview.html", context)


@audience(Audience.OFFICE, Permission.READ)
@require_GET
def delivery_list(request: HttpRequest) -> HttpResponse:
    """Every file, the newest first."""
    form = DeliveryQuery(request.GET)
    values = form.values()
    chosen = {name: values[name] for name in ("register", "state") if values[name]}
    rows = Delivery.objects.visible_to(request.actor).filter(**chosen).defer("faults", "remarks")
    context = {"page": paginate(request, rows), "form": form}
    context["may_take_in"] = allows(request.actor, Permission.TAKE_IN)
    return render(request, "registers/officer/delivery_list.html", context)


@audience(Audience.OFFICE, Permission.TAKE_IN)
@require_GET
def template(request: HttpRequest, register: str) -> HttpResponse:
    """The empty sheet of a register."""
    kind = REGISTERS.get(register)
    if kind is None:
        raise Http404
    return template_file(_t("%(register)s模板") % {"register": kind.label}, kind.columns)


@audience(Audience.OFFICE, Permission.TAKE_IN)
@limited("register_upload", limit=120, seconds=3600)
@require_http_methods(["GET", "POST"])
def delivery_create(request: HttpRequest) -> HttpResponse:
    """Send a file; reading it is done after the answer."""
    form = DeliveryForm(request.POST or None, request.FILES or None)
    delivery = attempt(form, partial(_sent, request))
    if delivery:
        return redirect("registers:delivery_detail", delivery.pk)
    return render(request, "registers/officer/delivery_form.html", {"form": form, "registers": REGISTERS.values()})


@audience(Audience.OFFICE, Permission.READ)
@require_GET
def delivery_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Progress, preview or result; htmx asks for the body while a job is at work."""
    return _detail(request, _delivery(request, pk), WithdrawForm())


@audience(Audience.OFFICE, Permission.TAKE_IN)
@require_POST
def delivery_take_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the rows in, the right ones or all of them."""
    form = TakeInForm(request.POST)
    is_whole = form.is_valid() and form.cleaned_data["mode"] == "whole"
    begin_delivery(_delivery(request, pk), is_whole=is_whole, by=request.actor)
    return redirect("registers:delivery_detail", pk)


@audience(Audience.OFFICE, Permission.TAKE_IN)
@require_POST
def delivery_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    discard_delivery(_delivery(request, pk), by=request.actor)
    messages.success(request, _t("已放弃导入，文件会被清除。"))
    return redirect("registers:delivery_list")


@audience(Audience.OFFICE, Permission.TAKE_IN)
@require_POST
def delivery_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the file count no longer, for a reason."""
    delivery, form = _delivery(request, pk), WithdrawForm(request.POST)
    if attempt(form, partial(withdraw_delivery, delivery, by=request.actor)):
        messages.success(request, _t("已撤销。数据行保留备查，从现在起不再作为依据。"))
        return redirect("registers:delivery_detail", pk)
    return _detail(request, delivery, form)


@audience(Audience.OFFICE, Permission.TAKE_IN)
@require_POST
def delivery_faults(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The wrong rows with their reasons, to correct and send again. It holds personal data, so it is on record."""
    delivery = _delivery(request, pk)
    if delivery.upload is None or not delivery.faults:
        raise Http404
    record("export", "registers.delivery_faults", by=request.actor, subject=delivery)
    reading = read_delivery(delivery).blame(delivery.faults)
    columns, name = delivery.kind.columns, _t("需要改正的行")
    return fault_file(delivery.upload, reading, columns, name=name, csv_rows=MOST_CSV_ROWS)


def _sent(request: HttpRequest, file: Any, **fields: Any) -> Delivery:
    upload = accept_upload(file, kinds=("excel", "csv"), by=request.actor, purpose=FILE)
    return send_delivery(upload, **fields, by=request.actor)


def _detail(request: HttpRequest, delivery: Delivery, form: WithdrawForm) -> HttpResponse:
    context = {
        "delivery": delivery,
        "take_in_form": TakeInForm(),
        "withdraw_form": form,
        "may_take_in": allows(request.actor, Permission.TAKE_IN),
        "may_withdraw": allows(request.actor, Permission.TAKE_IN) and DELIVERY.can(delivery, "withdraw"),
        "timeline": timeline_of(delivery),
    }
    part = "registers/officer/_delivery_body.html"
    return render(request, "registers/officer/delivery_detail.html", context, part=part)


def _delivery(request: HttpRequest, pk: UUID) -> Delivery:
    return get_object_or_404(Delivery.objects.visible_to(request.actor).select_related("upload"), pk=pk)
