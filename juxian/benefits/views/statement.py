"""The statement by month: on the screen, as Excel and on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET

from juxian.benefits.forms.answer import StatementQuery
from juxian.benefits.paper import statement_pdf
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.statement import StatementLine, statement_lines, totals_of
from juxian.benefits.tables import STATEMENT
from juxian.kit.access import Audience
from juxian.kit.excel import export_rows
from juxian.kit.files import download
from juxian.kit.views import audience, render
from juxian.people.queries.employers import person_of

MINE = audience(Audience.PERSON, Permission.CLAIM)


@MINE
@require_GET
def my_statement(request: HttpRequest) -> HttpResponse:
    """Every month, with sums over what the filter shows."""
    _person, lines = _lines(request)
    context: dict[str, Any] = {"form": StatementQuery(request.GET), "lines": lines, "totals": totals_of(lines)}
    asked = request.GET.urlencode()
    context["excel_url"] = f"{reverse('benefits:my_statement_excel')}?{asked}"
    context["pdf_url"] = f"{reverse('benefits:my_statement_pdf')}?{asked}"
    return render(request, "benefits/person/statement.html", context)


@MINE
@require_GET
def my_statement_excel(request: HttpRequest) -> HttpResponse:
    """One's own money, for one's own file."""
    _person, lines = _lines(request)
    return export_rows(_t("待遇发放明细"), STATEMENT, [line.row() for line in lines])


@MINE
@require_GET
def my_statement_pdf(request: HttpRequest) -> HttpResponse:
    person, lines = _lines(request)
    return download(statement_pdf(person, lines), _t("待遇发放明细") + ".pdf")


def _lines(request: HttpRequest) -> tuple[Any, list[StatementLine]]:
    person, asked = person_of(request.actor), StatementQuery(request.GET).values()
    return person, statement_lines(person, policy=asked["policy"] or "", year=asked["year"])
