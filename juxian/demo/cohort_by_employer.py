"""Four employers evaluate their own 中级工 in 2023: plans filed, sheets sent, workers asked, checks drawn by lot."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from juxian.demo.applying import confirm, register, review_first, review_second
from juxian.demo.batches import (
    answer,
    approve_plan,
    cast_lots,
    fail_check,
    file_plan,
    pass_check,
    row_of,
    send,
    take_in,
)
from juxian.demo.cases import Case
from juxian.demo.cast import TIME_ZONE, District
from juxian.evaluation import actions
from juxian.kit import clock

FILED = dt.datetime(2023, 7, 17, 9, 0, tzinfo=TIME_ZONE)
SENT = dt.datetime(2023, 8, 28, 9, 0, tzinfo=TIME_ZONE)
DAY = dt.timedelta(days=1)


def evaluate_at_employers(district: District, cases: list[Case], tick: Callable[[], object]) -> None:
    """From the filing in July to the confirmation in September."""
    by_place: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        by_place[case.place].append(case)
    for number, (place, members) in enumerate(sorted(by_place.items())):
        _evaluate(district, place, members, dt.timedelta(hours=2 * number))
        for _case in members:
            tick()


def _evaluate(district: District, place: int, cases: list[Case], later: dt.timedelta) -> None:
    plan = _file(district, place, cases, later)
    by_name = {case.worker.name: case for case in cases}
    with clock.at(SENT + later):
        for case in cases:
            register(district, case.worker)
        rows = [row_of(case.worker, case.item, plan) for case in cases]
        batch = take_in(district, place, send(district, place, rows, f"{cases[0].employer.name}中级工名单.xlsx"))
    applications = []
    for number, row in enumerate(batch.rows.select_related("application__applicant").order_by("number")):
        with clock.at(SENT + DAY + later + dt.timedelta(minutes=5 * number)):
            applications.append((by_name[row.name], answer(row, by_name[row.name].worker)))
    with clock.at(SENT + 4 * DAY + later):
        for _case, application in applications:
            actions.accept_application(application, by=district.officers["zhao"])
    _check(district, plan, batch, later, is_one_wrong=any(case.fate == "checked" for case in cases))
    for case, application in applications:
        _review(district, case, application, later)


def _file(district: District, place: int, cases: list[Case], later: dt.timedelta) -> Any:
    """The employer says which trades, by which standards, who judges; the office has it on file three days later."""
    items = list({case.item.pk: case.item for case in cases}.values())
    with clock.at(FILED + later):
        plan = file_plan(district, place, items, head_count=len(cases) + 3)
    with clock.at(FILED + 3 * DAY + later):
        return approve_plan(district, plan)


def _check(district: District, plan: Any, batch: Any, later: dt.timedelta, *, is_one_wrong: bool) -> None:
    """The lot, and some days later what was found in the workplace."""
    with clock.at(SENT + 7 * DAY + later):
        made = cast_lots(district, plan, batch)
    with clock.at(SENT + 9 * DAY + later):
        for number, check in enumerate(made.checks.order_by("pk")):
            (fail_check if is_one_wrong and number == 0 else pass_check)(district, check)


def _review(district: District, case: Case, application: Any, later: dt.timedelta) -> None:
    """Both reviews and the confirmation, unless the check stopped the application."""
    application.refresh_from_db()
    if application.state != "accepted":
        return
    with clock.at(SENT + 11 * DAY + later):
        application = review_first(district, application, case.serial)
    with clock.at(SENT + 15 * DAY + later):
        application = review_second(district, application, case.serial)
    with clock.at(SENT + 18 * DAY + later):
        confirm(district, application, case.serial)
