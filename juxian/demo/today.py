"""What lies on the desks today: a dozen applications, one or more in every state, so that no page is empty."""

import datetime as dt
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.applying import fill_in, register, review_first, review_second, submit
from juxian.demo.cast import District
from juxian.demo.employers import EMPLOYERS
from juxian.demo.workers import make_worker
from juxian.evaluation import actions
from juxian.kit import clock
from juxian.kit.draining import drain

FIRST_SERIAL = 300
# how far each goes, and how many days ago it was handed in
WAITING = [
    ("submitted", 0), ("submitted", 1), ("submitted", 6), ("returned", 3), ("accepted", 5), ("accepted", 6),
    ("first_reviewed", 9), ("first_reviewed", 10), ("second_reviewed", 16), ("second_reviewed", 17),
    ("second_reviewed", 18), ("in_panel", 24),
]  # fmt: skip
LEVELS = ["senior", "technician", "senior_technician", "senior"]


def begin_todays_work(district: District) -> None:
    """Hand in and handle applications of the last weeks, as of today."""
    now = clock.now()
    for number, (state, days_ago) in enumerate(WAITING):
        with clock.at(now - dt.timedelta(days=days_ago, hours=2)):
            application = _hand_in(district, number)
        with clock.at(now - dt.timedelta(days=max(days_ago - 2, 0), hours=1)):
            _handle(district, application, state)
    drain()


def _hand_in(district: District, number: int) -> Any:
    place = number % len(EMPLOYERS)
    level = LEVELS[number % len(LEVELS)]
    items = [
        item
        for item in current_items(clock.today())
        if item.industry_group.key == EMPLOYERS[place].group and level in item.levels
    ]
    item = items[number % len(items)]
    worker = make_worker(FIRST_SERIAL + number, item.name, level, clock.today())
    application = fill_in(register(district, worker), worker, item, level, district.employers[place])
    return submit(application)


def _handle(district: District, application: Any, state: str) -> None:
    """Bring the application as far as `state`."""
    zhao = district.officers["zhao"]
    if state == "submitted":
        return
    if state == "returned":
        actions.return_application(application, reason="请补充带徒记录或徒弟的证明。", by=zhao)
        return
    application = actions.accept_application(application, by=zhao)
    if state == "accepted":
        return
    application = review_first(district, application)
    if state == "first_reviewed":
        return
    application = review_second(district, application)
    if state == "in_panel":
        actions.convene_panel(
            None,
            title="机械装备评审组（本季）",
            convened_on=clock.today(),
            assessors=[actor.person_id for actor in district.assessors[:3]],
            applications=[application],
            by=district.officers["lin"],
        )
