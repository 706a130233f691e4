"""The office's overview: counts as bars with their table, time per step, pass rates."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.queries.divisions import street_names
from juxian.evaluation.queries import statistics
from juxian.kit.access import Text

UNKNOWN = _("未填写")


@dataclass(frozen=True)
class Bar:
    """One line of a chart: `share` is its length in per cent of the longest."""

    label: Text
    count: int
    share: int


@dataclass(frozen=True)
class Chart:
    """A chart and its table."""

    title: Text
    heading: Text
    bars: list[Bar]

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


def charts() -> list[Chart]:
    """Recognitions by level, industry, street and month."""
    names = street_names()
    streets = [(names.get(code, code), count) for code, count in statistics.recognised_by_street_code()]
    months = [(formats.date_format(month, "Y-m"), count) for month, count in statistics.recognised_by_month()]
    return [
        chart(_("按等级"), _("等级"), statistics.recognised_by_level()),
        chart(_("按产业"), _("产业"), statistics.recognised_by_industry()),
        chart(_("按单位所在街道"), _("街道"), streets),
        chart(_("按月份"), _("月份"), months),
    ]


def chart(title: Text, heading: Text, counts: Sequence[tuple[str, int]]) -> Chart:
    """Return the chart of some counts; a label that is empty says that nobody filled it in."""
    longest = max((count for _label, count in counts), default=0)
    return Chart(title, heading, [Bar(label or UNKNOWN, count, 100 * count // longest) for label, count in counts])
