"""Two of the first cohort rise in 2024, on national certificates: a senior worker becomes a technician, an intermediate
one a senior worker. The same road as everybody's; each frees the place of the lower level."""

import datetime as dt
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.applying import confirm, fill_in, review_first, review_second, submit
from juxian.demo.cast import TIME_ZONE, District
from juxian.demo.offices import Worker
from juxian.evaluation import actions
from juxian.kit import clock
from juxian.kit.draining import drain
from juxian.notices.actions import close_notice

APPLIED = dt.datetime(2024, 8, 12, 10, 0, tzinfo=TIME_ZONE)
RECOGNISED = dt.datetime(2024, 9, 12, 10, 0, tzinfo=TIME_ZONE)
DAY = dt.timedelta(days=1)


def promote(district: District, promoted: dict[str, Worker]) -> None:
    """From the application in August to the certificate in September; `promoted` by the level they rise to."""
    applications = [_reviewed(district, worker, level) for level, worker in promoted.items()]
    _show_and_recognise(district, applications)


def _reviewed(district: District, worker: Worker, level: str) -> Any:
    """Handed in, accepted, reviewed twice and confirmed."""
    who, case = worker.person, worker.case
    with clock.at(APPLIED):
        item = _item_of(worker, level)
        application = submit(fill_in(who, case.worker, item, level, case.employer, "certificate"))
    with clock.at(APPLIED + 2 * DAY):
        application = actions.accept_application(application, by=district.officers["zhao"])
    for days, step in ((4, review_first), (7, review_second), (11, confirm)):
        with clock.at(APPLIED + days * DAY):
            application = step(district, application, case.serial)
    return application


def _item_of(worker: Worker, level: str) -> Any:
    """The trade of the first recognition in this year's catalogue, or another one that opens the level."""
    items = [item for item in current_items(clock.today()) if level in item.levels]
    same = [item for item in items if item.occupation.code == worker.case.item.occupation.code]
    return (same or items)[0]


def _show_and_recognise(district: District, applications: list[Any]) -> None:
    title = "集美区2024年晋升金蓝领人才拟认定人员名单公示"
    with clock.at(APPLIED + 14 * DAY):
        notice: Any = actions.publish_results(None, title=title, applications=applications, by=district.officers["lin"])
    with clock.at(RECOGNISED - DAY):
        close_notice(notice)
        drain()
    with clock.at(RECOGNISED):
        for application in applications:
            application.refresh_from_db()
            actions.recognise_application(application, by=district.officers["huang"])
        drain()
