"""What offices say of one human, for an officer with a reason."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit import record
from juxian.kit.pages import refusal_of_form
from juxian.kit.rate_limit import limited
from juxian.kit.views import attempt, audience, render
from juxian.registers.actions import rename_subject
from juxian.registers.forms.fact_query import LookUpForm, RenameForm
from juxian.registers.models import Subject
from juxian.registers.permissions import Permission
from juxian.registers.queries.shown import sections_of, subject_by_number


@audience(Audience.OFFICE, Permission.LOOK_UP)
@limited("register_look_up", limit=120, seconds=3600)
@require_http_methods(["GET", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The number comes by POST and never stands in an address; every look is on record with its reason."""
    form = LookUpForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "rename_form": RenameForm()}
    context["may_rename"] = allows(request.actor, Permission.TAKE_IN)
    if found := attempt(form, partial(_found, request)):
        context |= found
    return render(request, "registers/officer/look_up.html", context)


@audience(Audience.OFFICE, Permission.TAKE_IN)
@require_POST
def subject_rename(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put right how somebody who is not registered here is called."""
    form = RenameForm(request.POST)
    if not form.is_valid():
        return refusal_of_form(request, form)
    rename_subject(
        get_object_or_404(Subject.objects.visible_to(request.actor), pk=pk), by=request.actor, **form.cleaned_data
    )
    messages.success(request, _t("姓名已更正，以后的文件按新的姓名核对。"))
    return redirect("registers:look_up")


def _found(request: HttpRequest, number: str, reason: str) -> dict[str, Any]:
    """Return what is known of a number; that somebody looked is on record, found or not."""
    subject = subject_by_number(number)
    record("read", "registers.facts", by=request.actor, subject=subject, data={"reason": reason})
    return {"is_searched": True, "subject": subject, "sections": sections_of([subject.pk]) if subject else []}
