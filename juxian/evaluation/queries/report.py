"""The yearly evaluation report: one list of sections, shown as a page, set as a PDF, and exported as Excel.

Applications belong to the year in which they were handed in; examinations, scores and steps to the year of their day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import Application, Attendance, Channel, Mark, Seat
from juxian.evaluation.queries.statistics import RECOGNISED, REFUSED, pass_rate
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.states import MarkState
from juxian.kit.access import Text
from juxian.kit.audit.durations import stays_of
from juxian.kit.excel import Column

Row = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """One table of the report. A row may have "url": the rows behind it."""

    key: str
    title: Text
    columns: Sequence[Column]
    rows: list[Row]
    note: Text = ""

    @property
    def lines(self) -> list[Row]:
        """The rows as a page shows them: cells in the order of the columns, and where the first one leads."""
        return [
            {"url": row.get("url", ""), "cells": [(column, row.get(column.key)) for column in self.columns]}
            for row in self.rows
        ]


def _count(key: str, label: Text) -> Column:
    return Column(key, label, "integer")


OUTCOME_COLUMNS = [
    _count("submitted", _("申报")),
    _count("recognised", _("已认定")),
    _count("refused", _("未通过")),
    _count("withdrawn", _("已撤回")),
    _count("open", _("办理中")),
    _count("pass_rate", _("通过率（%）")),
]
GROUPS = {"recognised": RECOGNISED, "refused": REFUSED, "withdrawn": [S.WITHDRAWN]}


def years() -> list[int]:
    """Return the years in which anything was handed in, newest first."""
    rows = Application.objects.filter(submitted_at__isnull=False).dates("submitted_at", "year", order="DESC")
    return [day.year for day in rows]


def outcome_sections(year: int) -> list[Section]:
    """Applications of the year by channel, level and trade."""
    note = _("通过率 = 认定 ÷（认定 + 未通过）；撤回和办理中的不算。")
    return [
        Section("channel", _("按认定渠道"), [Column("name", _("渠道")), *OUTCOME_COLUMNS], _by_channel(year), note),
        Section("level", _("按等级"), [Column("name", _("等级")), *OUTCOME_COLUMNS], _by_level(year)),
        Section("trade", _("按职业"), [Column("name", _("职业")), *OUTCOME_COLUMNS], _by_trade(year)),
    ]


def _by_channel(year: int) -> list[Row]:
    found = {row["channel"]: row for row in _outcomes(year, "channel")}
    return [
        _outcome(channel.label, found[channel], year, channel=channel.value) for channel in Channel if channel in found
    ]


def _by_level(year: int) -> list[Row]:
    found = {row["level"]: row for row in _outcomes(year, "level")}
    levels = [level for level in SkillLevel if level in found]
    return [_outcome(level.label, found[level], year, level=level.value) for level in levels]


def _by_trade(year: int) -> list[Row]:
    code, name = "item__occupation__code", "item__occupation__name"
    return [
        _outcome(f"{row[code]} {row[name]}", row, year, occupation=row[code]) for row in _outcomes(year, code, name)
    ]


def _outcomes(year: int, *fields: str) -> Iterable[Row]:
    rows = Application.objects.exclude(state=S.DRAFT).filter(submitted_at__year=year, number__isnull=False)
    counts = {name: Count("pk", filter=Q(state__in=states)) for name, states in GROUPS.items()}
    return rows.order_by(*fields).values(*fields).annotate(submitted=Count("pk"), **counts)


def _outcome(name: Text, row: Row, year: int, **filters: str) -> Row:
    counted = {key: row[key] for key in ("submitted", *GROUPS)}
    return {
        "name": str(name),
        **counted,
        "open": row["submitted"] - sum(row[key] for key in GROUPS),
        "pass_rate": pass_rate(row["recognised"], row["refused"]),
        "url": f"{reverse('evaluation:office_list')}?{urlencode({'year': year, **filters})}",
    }


def site_section(year: int) -> Section:
    """Who came to each site, and who passed there: one line a candidate and part."""
    columns = [
        Column("name", _("考点")),
        _count("candidates", _("应考人次")),
        _count("present", _("实考")),
        _count("absent", _("缺考")),
        _count("violation", _("违纪")),
        _count("passed", _("合格")),
        _count("pass_rate", _("合格率（%）")),
    ]
    came = {state.value: Count("pk", filter=Q(attendance=state)) for state in Attendance if state != "expected"}
    seats = Seat.objects.filter(sitting__starts_at__year=year, sitting__ended_at__isnull=False)
    counted = seats.order_by("sitting__room__site__name").values("sitting__room__site__name")
    marks = Mark.objects.filter(state=MarkState.RELEASED, seat__in=seats).order_by()
    passed = dict(
        marks.filter(has_passed=True).values_list("seat__sitting__room__site__name").annotate(count=Count("pk"))
    )
    rows = [_site(row, passed) for row in counted.annotate(candidates=Count("pk"), **came)]
    return Section("site", _("按考点"), columns, rows, _("合格率按实考人次计算，只算已经公布的成绩。"))


def _site(row: Row, passed: dict[str, int]) -> Row:
    name = row.pop("sitting__room__site__name")
    good = passed.get(name, 0)
    return {"name": name, **row, "passed": good, "pass_rate": pass_rate(good, row["present"] - good)}


def step_section(year: int) -> Section:
    """How long applications stood in each state, for stays that ended in the year."""
    columns = [
        Column("name", _("环节")),
        _count("count", _("次数")),
        Column("median", _("一半在几天内")),
        Column("slow", _("九成在几天内")),
    ]
    found = stays_of("evaluation.Application", year)
    rows = [
        {
            "name": str(state.label),
            "count": found[state].count,
            "median": found[state].median_days,
            "slow": found[state].slow_days,
        }
        for state in S
        if state in found and state != S.DRAFT
    ]
    return Section("step", _("每个环节用多久"), columns, rows, _("由办理记录计算，按自然日，只算当年结束的环节。"))
