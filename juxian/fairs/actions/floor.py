"""The floor plan: a hall of rows and columns, drawn once and changed square by square."""

from django.db.models import ProtectedError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.models import Event, Spot, SpotKind
from juxian.fairs.permissions import Permission
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

MOST_ROWS, MOST_COLUMNS = 20, 20


@action(_("绘制展位图"), Permission.RUN_EVENT)
def draw_floor(event: Event, *, rows: int, columns: int, by: Actor) -> int:
    """Lay out so many rows of booths with aisles between pairs of rows, named A01, A02, … Return how many booths.

    What is drawn already is replaced, unless somebody has taken a booth."""
    if not (1 <= rows <= MOST_ROWS and 1 <= columns <= MOST_COLUMNS):
        message = _t("排数应是1到%(rows)d，每排展位数应是1到%(columns)d。请改填。")
        raise RuleBroken(message % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}, field="rows")
    try:
        event.spots.all().delete()
    except ProtectedError as error:
        raise RuleBroken(_t("已有单位选定展位，不能整张重画。请逐格调整。"), field="rows") from error
    spots = [_spot(event, row, column) for row in range(rows) for column in range(columns)]
    Spot.objects.bulk_create([*spots, Spot(event=event, kind=SpotKind.ENTRANCE, label=_t("入口"), row=1, column=1)])
    return len(spots)


@action(_("设置展位图位置"), Permission.RUN_EVENT)
def set_spot(event: Event, *, row: int, column: int, kind: str, label: str, by: Actor) -> Spot:
    """Put one square of the plan: a booth with its number, the stage, the service desk …"""
    taken = event.spots.filter(kind=SpotKind.BOOTH, label=label.strip()).exclude(row=row, column=column)
    if kind == SpotKind.BOOTH and taken.exists():
        raise RuleBroken(_t("这个编号已在图上的另一格。请换一个编号。"), field="label")
    spot = event.spots.filter(row=row, column=column).first() or Spot(event=event, row=row, column=column)
    if kind != SpotKind.BOOTH and spot.booths.held().exists():
        raise RuleBroken(_t("这一格已有单位参会，不能改作他用。请先调整该单位的展位。"), field="kind")
    spot.kind, spot.label = SpotKind(kind), label.strip()
    spot.save()
    return spot


@action(_("清空展位图位置"), Permission.RUN_EVENT)
def clear_spot(spot: Spot, *, by: Actor) -> None:
    """Take one square out of the plan. One at which somebody stands or stood stays."""
    try:
        spot.delete()
    except ProtectedError as error:
        raise RuleBroken(_t("这一格有单位的参会记录，不能清空。请先调整该单位的展位。")) from error


def _spot(event: Event, row: int, column: int) -> Spot:
    """Rows are lettered from A. The first line of the plan is left for entrance, stage and desks."""
    line = 2 + row + row // 2
    return Spot(event=event, label=f"{chr(65 + row)}{column + 1:02d}", row=line, column=column + 1)
