"""The report of events as PDF."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _t

from juxian.fairs.messages import when
from juxian.fairs.queries.report import MEASURES, Line, totals
from juxian.kit import clock
from juxian.kit.pdf import typeset

DAY = "Y 年 n 月 j 日"  # untranslated: the papers are Chinese


def report_pdf(lines: list[Line], title: str = "") -> bytes:
    """Return the measures of one or many events, each by itself, with the sums beneath."""
    sums = totals(lines)
    data: dict[str, Any] = {
        "title": title or _t("招聘活动统计"),
        "made_on": date_format(clock.today(), DAY),
        "count": str(len(lines)),
        "measures": [f"{label}（{unit}）" for label, unit in MEASURES.values()],
        "rows": [_row(line) for line in lines],
        "sums": [f"{sums[key]:,}" for key in MEASURES],
        "record_url": f"{settings.SITE_URL.rstrip('/')}{reverse('fairs:figures')}",
    }
    return typeset("fairs/pdf/report.typ", data, at=clock.now(), missing="mark")


def _row(line: Line) -> list[str]:
    event = line.event
    cells = [f"{value:,}" for value in line.cells]
    return [event.title, str(event.get_kind_display()), when(event.starts_at), *cells, str(event.peak_viewers or "")]
