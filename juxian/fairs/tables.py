"""Lists as workbooks."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from juxian.fairs.messages import when
from juxian.fairs.numbers import spaced
from juxian.fairs.queries.report import MEASURES, Line
from juxian.kit.excel import Column

PLACE_COLUMNS = [
    Column("name", _("姓名或单位")),
    Column("booth", _("展位")),
    Column("code", _("签到码")),
    Column("state", _("状态")),
    Column("booked_at", _("预约时间")),
    Column("checked_in_at", _("签到时间")),
]


def place_lines(rows: Any) -> Iterator[dict[str, str]]:
    """Yield the list for the door."""
    for row in rows:
        yield {
            "name": row.person.surviving().name if row.person else row.booth.organisation.name,
            "booth": row.booth.label if row.booth else "",
            "code": spaced(row.code),
            "state": str(row.get_state_display()),
            "booked_at": when(row.booked_at),
            "checked_in_at": when(row.checked_in_at) if row.checked_in_at else "",
        }


REPORT_COLUMNS = [
    Column("title", _("活动"), width=36),
    Column("kind", _("形式")),
    Column("when", _("时间")),
    Column("host", _("举办单位"), width=28),
    *(Column(key, label, "integer") for key, (label, _unit) in MEASURES.items()),
    Column("peak", _("峰值人数"), "integer"),
]
_EVENT, _EMPLOYER = Column("event", _("活动"), width=36), Column("employer", _("单位"), width=28)
_VACANCY = Column("vacancy", _("职位"), width=24)
_OFFERED = [_EVENT, _EMPLOYER, _VACANCY, Column("openings", _("岗位"), "integer"), Column("when", _("展出时间"))]
_APPLIED = [_EMPLOYER, _VACANCY, Column("when", _("投递时间")), Column("state", _("状态"))]
ROW_COLUMNS = {
    "participations": [_EVENT, _EMPLOYER, Column("booth", _("展位")), Column("state", _("状态"))],
    "vacancies": _OFFERED,
    "openings": _OFFERED,
    "person_times": [
        _EVENT,
        Column("source", _("方式")),
        Column("when", _("时间")),
        Column("minutes", _("分钟"), "integer"),
    ],
    "applied": _APPLIED,
    "interviewed": _APPLIED,
    "hired": _APPLIED,
}


def report_lines(lines: list[Line]) -> Iterator[dict[str, Any]]:
    """Yield one line an event."""
    for line in lines:
        event = line.event
        yield {
            "title": event.title,
            "kind": str(event.get_kind_display()),
            "when": when(event.starts_at),
            "host": event.host.name,
            "peak": event.peak_viewers,
            **line.values,
        }


def row_cells(measure: str, row: Any) -> dict[str, Any]:
    """Return one of the rows behind a measure in plain values. Nobody's name is among them."""
    if measure == "participations":
        employer, state = row.organisation.name, str(row.get_state_display())
        return {"event": row.event.title, "employer": employer, "booth": row.label, "state": state}
    if measure in ("vacancies", "openings"):
        booth = row.booth
        names = {"event": booth.event.title, "employer": booth.organisation.name, "vacancy": row.vacancy.title}
        return {**names, "openings": row.openings, "when": when(row.shown_at)}
    if measure == "person_times":
        source = str(row.get_source_display())
        return {"event": row.event.title, "source": source, "when": when(row.came_at), "minutes": row.minutes}
    vacancy = row.vacancy
    names = {"employer": vacancy.organisation.name, "vacancy": vacancy.title}
    return {**names, "when": when(row.sent_at), "state": str(row.get_state_display())}
