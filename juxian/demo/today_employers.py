"""What employers do these weeks: 王建国's batch is half answered, others file plans or wait for the lot."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from juxian.demo.applying import register
from juxian.demo.batches import answer, approve_plan, cast_lots, file_plan, row_of, send, take_in
from juxian.demo.cases import EVALUATING
from juxian.demo.cast import District, citizen_actor
from juxian.demo.newcomers import Newcomers
from juxian.demo.workers import Worker
from juxian.evaluation import actions
from juxian.kit import clock

DAY = dt.timedelta(days=1)
MINE, CHECKED, RETURNED, FILED = 0, 1, 2, 4


def fill_employers_desks(newcomers: Newcomers) -> None:
    _half_answered(newcomers)
    _to_be_checked(newcomers)
    _plans_before_the_office(newcomers.district, newcomers)


def _half_answered(newcomers: Newcomers) -> None:
    """王建国's sheet: two have confirmed and wait for the lot, one refused, three have not answered, two are not
    registered yet. A second sheet with two faults waits for his decision."""
    plan = _plan(newcomers, MINE, 60)
    now, district = newcomers.now, newcomers.district
    with clock.at(now - 6 * DAY):
        workers = _workers(newcomers, MINE, 8)
        for worker, _item in workers[:6]:
            register(district, worker)
        rows = [row_of(worker, item, plan) for worker, item in workers]
        batch = take_in(district, MINE, send(district, MINE, rows, "焊接和数控车间中级工名单.xlsx"))
    by_name = {worker.name: worker for worker, _item in workers}
    waiting = list(batch.rows.filter(state="waiting").select_related("application__applicant").order_by("number"))
    with clock.at(now - 3 * DAY):
        for row in waiting[:2]:
            answer(row, by_name[row.name])
        refusing = waiting[2]
        reason = "岗位写错了，我在装配班，请改后再报。"
        actions.decline_row(refusing, reason=reason, by=citizen_actor(refusing.application.applicant))
    with clock.at(now - DAY):
        rows = [row_of(worker, item, plan) for worker, item in _workers(newcomers, MINE, 4)]
        rows[1]["identity_number"] = rows[1]["identity_number"][:-1]
        rows[2]["score_practice"] = 55
        send(district, MINE, rows, "第二批名单（待导入）.xlsx")


def _to_be_checked(newcomers: Newcomers) -> None:
    """The lot has fallen; the office goes there this week."""
    plan, now, district = _plan(newcomers, CHECKED, 50), newcomers.now, newcomers.district
    with clock.at(now - 9 * DAY):
        workers = _workers(newcomers, CHECKED, 3)
        for worker, _item in workers:
            register(district, worker)
        rows = [row_of(worker, item, plan) for worker, item in workers]
        batch = take_in(district, CHECKED, send(district, CHECKED, rows, "装配和机修中级工名单.xlsx"))
    by_name = {worker.name: worker for worker, _item in workers}
    with clock.at(now - 4 * DAY):
        for row in batch.rows.select_related("application__applicant").order_by("number"):
            answer(row, by_name[row.name])
    with clock.at(now - 2 * DAY):
        cast_lots(district, plan, batch)


def _plans_before_the_office(district: District, newcomers: Newcomers) -> None:
    """One plan waits to be approved, one was returned to its employer."""
    with clock.at(newcomers.now - 3 * DAY):
        file_plan(district, FILED, _items(newcomers, FILED), head_count=20)
    with clock.at(newcomers.now - 5 * DAY):
        plan = file_plan(district, RETURNED, _items(newcomers, RETURNED), head_count=15)
    with clock.at(newcomers.now - 2 * DAY):
        reason = "考评人员里缺少外聘人员的资格证明，请补充后重新提交。"
        actions.return_plan(plan, reason=reason, by=district.officers["song"])


def _plan(newcomers: Newcomers, place: int, days_ago: int) -> Any:
    with clock.at(newcomers.now - days_ago * DAY):
        plan = file_plan(newcomers.district, place, _items(newcomers, place), head_count=30)
    with clock.at(newcomers.now - (days_ago - 4) * DAY):
        return approve_plan(newcomers.district, plan)


def _items(newcomers: Newcomers, place: int) -> list[Any]:
    return [newcomers.item_of(place, "intermediate", code) for code in EVALUATING[place]]


def _workers(newcomers: Newcomers, place: int, count: int) -> Sequence[tuple[Worker, Any]]:
    items = _items(newcomers, place)
    return [(newcomers.next_worker(item, "intermediate"), item) for item in (items * count)[:count]]
