"""What lies on the desks today: a dozen applications, one or more in every state, so that no page is empty."""

import datetime as dt
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.applying import fill_in, register, review_first, review_second, submit
from juxian.demo.assessors import confirm_all, sign_all
from juxian.demo.cast import District
from juxian.demo.employers import EMPLOYERS
from juxian.demo.workers import make_worker
from juxian.evaluation import actions
from juxian.evaluation.queries.cohort import cases_of
from juxian.kit import clock
from juxian.kit.draining import drain
from juxian.notices.actions import close_notice

FIRST_SERIAL = 300
# how far each goes, and how many days ago it was handed in
WAITING = [
    ("submitted", 0), ("submitted", 1), ("submitted", 6), ("returned", 3), ("accepted", 5), ("accepted", 6),
    ("first_reviewed", 9), ("first_reviewed", 10), ("second_reviewed", 16), ("second_reviewed", 17),
    ("second_reviewed", 18), ("in_panel", 24), ("passed", 30), ("in_notice", 34), ("notice_cleared", 50),
]  # fmt: skip
LEVELS = ["senior", "technician", "senior_technician", "senior"]


def begin_todays_work(district: District) -> None:
    """Hand in and handle applications of the last weeks, as of today."""
    now = clock.now()
    for number, (state, days_ago) in enumerate(WAITING):
        with clock.at(now - dt.timedelta(days=days_ago, hours=2)):
            application = _hand_in(district, number)
        # Somebody has just passed it on, so that the clocks of the demo are fresh; only the last one is an old case.
        handled_days_ago = 48 if state == "notice_cleared" else min(max(days_ago - 2, 0), 2)
        with clock.at(now - dt.timedelta(days=handled_days_ago, hours=1)):
            _handle(district, application, state)
        if state == "in_notice":
            with clock.at(now - dt.timedelta(hours=1)):
                _publish(district, application)
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
    if state == "second_reviewed":
        return
    _sit(district, application, is_voting=state == "in_panel")
    if state == "notice_cleared":
        notice = _publish(district, application)
        with clock.at(clock.now() + dt.timedelta(days=20)):
            close_notice(notice)
            drain()


def _sit(district: District, application: Any, *, is_voting: bool) -> None:
    """Three assessors; where the votes are in, the panel is closed."""
    sitting = district.assessors[:3]
    panel = actions.convene_panel(
        None,
        title=f"{application.item.industry_group.name}评审组（本季）",
        convened_on=clock.today(),
        assessors=[actor.person_id for actor in sitting],
        applications=[application],
        reason="本季补充评审，只有一份申报",
        by=district.officers["lin"],
    )
    if is_voting:
        return
    confirm_all(panel, sitting)
    for case in cases_of(panel):
        for place, actor in enumerate(sitting):
            actions.vote(case, score=78 + 5 * place, is_in_favour=True, opinion="技艺扎实，同意认定。", by=actor)
    sign_all(panel, sitting)
    actions.close_panel(panel, by=district.officers["lin"])


def _publish(district: District, application: Any) -> Any:
    return actions.publish_results(
        None,
        title=f"集美区{clock.today().year}年金蓝领人才拟认定人员公示（{application.number}）",
        applications=[application],
        by=district.officers["lin"],
    )
