"""The yearly evaluation report as a page, on paper and as Excel."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST, require_safe

from juxian.evaluation.forms.report import ReportQuery
from juxian.evaluation.paper.report import report_pdf
from juxian.evaluation.permissions import Permission
from juxian.evaluation.presenting import pdf_answer
from juxian.evaluation.queries.report import years
from juxian.evaluation.queries.yearly import sections_of
from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.audit import record
from juxian.kit.excel import export_sheets
from juxian.kit.views import audience, render

READERS = audience(Audience.OFFICE, Permission.READ_REPORT)


@READERS
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Pass rates, sites, assessors, time for each step, and the plan; figures open their rows."""
    year, pace, form = _asked(request)
    sections = sections_of(year, pace)
    context = {
        "year": year,
        "form": form,
        "years": [(one, one == year) for one in years()],
        "sections": sections,
        "total": next((one.rows[-1] for one in sections if one.key == "plan"), None),
    }
    return render(request, "evaluation/officer/report.html", context)


@READERS
@require_safe
def report_paper(request: HttpRequest) -> HttpResponse:
    year, pace, _form = _asked(request)
    return pdf_answer(report_pdf(year, pace), _file_name(year))


@READERS
@require_POST
def report_export(request: HttpRequest) -> HttpResponse:
    """Every section as a sheet. An export is recorded, so it is a POST."""
    year, pace, _form = _asked(request)
    record("export", "evaluation.report", by=request.actor, data={"year": year})
    sheets = ((str(one.title), one.columns, one.rows) for one in sections_of(year, pace))
    return export_sheets(_file_name(year), sheets)


def _asked(request: HttpRequest) -> tuple[int, int, ReportQuery]:
    """This year, and the pace so far, where nothing else is asked for."""
    form = ReportQuery(request.GET)
    asked = form.values()
    return asked["year"] or clock.today().year, asked["pace"] or 100, form


def _file_name(year: int) -> str:
    return _t("%(year)d年度评价报告") % {"year": year}
