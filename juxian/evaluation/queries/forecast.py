"""Whether the plan's places will be filled by its end, level by level."""

import datetime as dt
import math
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.forecasting import Forecast, forecast
from juxian.evaluation.models import Application, Plan, PlanPlaces
from juxian.evaluation.queries.plan import places_of_plan
from juxian.evaluation.queries.report import Section
from juxian.kit.excel import Column

PACES = (50, 100, 150, 200, 300)  # per cent of the pace so far


@dataclass(frozen=True)
class LevelForecast:
    """A level of the plan, what is under way in it, and where the pace leads."""

    row: PlanPlaces
    under_way: int
    found: Forecast

    @property
    def needed(self) -> str:
        """Persons a month that would still fill the places."""
        return "—" if math.isinf(self.found.needed_pace) else f"{self.found.needed_pace:.1f}"

    @property
    def chance(self) -> int:
        return round(100 * self.found.chance)


def forecasts(plan: Plan, today: dt.date, pace: int = 100) -> list[LevelForecast]:
    """Return one forecast a level, highest first. `pace` in per cent of the pace so far."""
    counted = Application.objects.open().order_by().values_list("level").annotate(count=Count("pk"))
    under_way = dict(counted)
    began_on, ends_on = dt.date(plan.year_from, 1, 1), dt.date(plan.year_until, 12, 31)
    return [
        LevelForecast(
            row,
            under_way.get(row.level, 0),
            forecast(
                places=row.places,
                taken=row.taken,
                began_on=began_on,
                today=today,
                ends_on=ends_on,
                factor=pace / 100,
            ),
        )
        for row in places_of_plan(plan)
    ]


def plan_section(plan: Plan, today: dt.date, pace: int = 100) -> Section:
    """The forecast as a table, with the sum of all levels."""
    columns = [
        Column("name", _("等级")),
        Column("places", _("名额"), "integer"),
        Column("taken", _("已认定"), "integer"),
        Column("left", _("剩余"), "integer"),
        Column("under_way", _("办理中"), "integer"),
        Column("pace", _("每月人数")),
        Column("needed", _("还需每月人数")),
        Column("expected", _("预计到期末"), "integer"),
        Column("range", _("八成把握的区间")),
        Column("chance", _("完成可能（%）"), "integer"),
    ]
    rows = [_line(one) for one in forecasts(plan, today, pace)]
    rows.append(_total(rows))
    note = _("按目前每月认定人数推算到计划最后一天，假定各次认定互不影响（泊松分布）；不含尚未开展的活动。")
    return Section("plan", _("培养计划完成情况与预测"), columns, rows, note)


def _line(one: LevelForecast) -> dict[str, object]:
    found = one.found
    return {
        "name": str(one.row.get_level_display()),
        "places": found.places,
        "taken": found.taken,
        "left": found.left,
        "under_way": one.under_way,
        "pace": f"{found.pace:.1f}",
        "needed": one.needed,
        "expected": found.expected,
        "range": f"{found.low}–{found.high}",
        "chance": one.chance,
    }


def _total(rows: list[dict[str, object]]) -> dict[str, object]:
    summed = {key: sum(row[key] for row in rows) for key in ("places", "taken", "left", "under_way", "expected")}  # type: ignore[misc]
    return {"name": _t("合计"), **summed, "pace": "", "needed": "", "range": "", "chance": None}
