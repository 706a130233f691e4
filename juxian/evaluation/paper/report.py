"""The yearly report on paper."""

from juxian.evaluation.queries.report import Section
from juxian.evaluation.queries.yearly import sections_of
from juxian.kit import clock
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset

TEMPLATE = "evaluation/pdf/report.typ"


def report_pdf(year: int, pace: int) -> bytes:
    """Return the A4 report, landscape; Chinese, whatever the screen was."""
    with of_the_office():
        sections = [_section(one) for one in sections_of(year, pace)]
    data = {"year": str(year), "as_of": clock.today().isoformat(), "sections": sections}
    return typeset(TEMPLATE, data, {}, at=clock.now(), missing="mark")


def _section(section: Section) -> dict[str, object]:
    columns = section.columns
    return {
        "title": str(section.title),
        "note": str(section.note),
        "head": [str(column.label) for column in columns],
        "is_number": [column.kind == "integer" for column in columns],
        "rows": [[_cell(row.get(column.key)) for column in columns] for row in section.rows],
    }


def _cell(value: object) -> str:
    return "" if value is None else str(value)
