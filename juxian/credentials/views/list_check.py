"""Checking a list by Excel: for employers, and for officers. Each sees what they themselves asked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods

from juxian.credentials.actions import check_list
from juxian.credentials.actions.list_check import MOST_ROWS
from juxian.credentials.forms.list_check import ListCheckForm, VerdictQuery
from juxian.credentials.list_table import RESULT_COLUMNS, SHEET_COLUMNS, result_row, tallies
from juxian.credentials.models import ListCheck
from juxian.credentials.permissions import Permission
from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.excel import export_rows, read_rows, template_file
from juxian.kit.rate_limit import hit
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.queries import organisations

CHECKS_AN_HOUR, HOUR = 20, 3600


@audience(Audience.ORGANISATION, Permission.CHECK_LIST)
@require_http_methods(["GET", "POST"])
def org_checks(request: HttpRequest) -> HttpResponse:
    return _page(request, "org")


@audience(Audience.OFFICE, Permission.CHECK_LIST)
@require_http_methods(["GET", "POST"])
def office_checks(request: HttpRequest) -> HttpResponse:
    return _page(request, "office")


@audience(Audience.ORGANISATION, Permission.CHECK_LIST)
@require_GET
def org_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _result(request, pk, "org")


@audience(Audience.OFFICE, Permission.CHECK_LIST)
@require_GET
def office_check(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _result(request, pk, "office")


@audience(Audience.ORGANISATION, Permission.CHECK_LIST)
@require_GET
def org_check_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _file(request, pk)


@audience(Audience.OFFICE, Permission.CHECK_LIST)
@require_GET
def office_check_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _file(request, pk)


@audience(Audience.SIGNED_IN, Permission.CHECK_LIST)
@require_GET
def check_template(request: HttpRequest) -> HttpResponse:
    return template_file(_t("证书查验模板"), SHEET_COLUMNS)


def _page(request: HttpRequest, side: str) -> HttpResponse:
    """Ask, and what was asked before."""
    if request.method == "POST":
        asker = str(request.actor.organisation_id if side == "org" else request.actor.person_id)
        hit("credentials.list_check", asker, CHECKS_AN_HOUR, HOUR)
    form = ListCheckForm(request.POST or None, request.FILES or None)
    check = attempt(form, lambda **values: _asked(request, **values))
    if check:
        return redirect(f"credentials:{side}_check", check.pk)
    context = {"form": form, "page": paginate(request, ListCheck.objects.visible_to(request.actor)), **_side(side)}
    return render(request, f"credentials/{_folder(side)}/list_check.html", context)


def _asked(request: HttpRequest, file: Any, purpose: str) -> ListCheck:
    actor = request.actor
    reading = read_rows(file, SHEET_COLUMNS, max_rows=MOST_ROWS)
    if reading.faults:
        raise RuleBroken(str(reading.faults[0]), field="file")
    asker = organisations([actor.organisation_id]).get(actor.organisation_id)
    return check_list(asker, rows=reading.rows, purpose=purpose, file_name=file.name, by=actor)


def _result(request: HttpRequest, pk: UUID, side: str) -> HttpResponse:
    check = _own(request, pk)
    verdict = VerdictQuery(request.GET).values()["verdict"]
    rows = [result_row(row) for row in check.rows if not verdict or row["verdict"] == verdict]
    context = {
        "check": check,
        "page": paginate(request, rows),
        "tallies": tallies(check, request.path, verdict),
        "all_rows": not verdict,
    }
    return render(request, f"credentials/{_folder(side)}/list_check_result.html", {**context, **_side(side)})


def _file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return export_rows(_t("证书查验结果"), RESULT_COLUMNS, [result_row(row) for row in _own(request, pk).rows])


def _own(request: HttpRequest, pk: UUID) -> ListCheck:
    return get_object_or_404(ListCheck.objects.visible_to(request.actor), pk=pk)


def _side(side: str) -> dict[str, str]:
    """Return the names of the addresses of one side of the house."""
    one = f"credentials:{side}_check"
    return {"list_url": f"{one}s", "one_url": one, "file_url": f"{one}_file"}


def _folder(side: str) -> str:
    return "organisation" if side == "org" else "officer"
