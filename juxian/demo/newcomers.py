"""People who applied in the last weeks, each brought as far as a desk of today."""

import datetime as dt
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.applying import fill_in, register, review_first, review_second, submit
from juxian.demo.cast import District
from juxian.demo.employers import EMPLOYERS
from juxian.demo.exams import EXAMINED
from juxian.demo.workers import Worker, make_worker
from juxian.evaluation import actions
from juxian.kit import clock

FIRST_SERIAL = 300
DAY = dt.timedelta(days=1)


class Newcomers:
    """Gives out one invented worker after the other."""

    def __init__(self, district: District, now: dt.datetime):
        self.district, self.now, self.serial = district, now, FIRST_SERIAL

    def next_worker(self, item: Any, level: str) -> Worker:
        self.serial += 1
        return make_worker(self.serial, item.name, level, clock.today())

    def hand_in(self, days_ago: int, level: str, road: str, place: int, code: str = "") -> Any:
        """Somebody of this employer applies; without a code in a trade for which only a panel looks."""
        with clock.at(self.now - days_ago * DAY - dt.timedelta(hours=2)):
            item = self.item_of(place, level, code)
            worker = self.next_worker(item, level)
            person = register(self.district, worker)
            employer = self.district.employers[place]
            return submit(fill_in(person, worker, item, level, employer, road))

    def reviewed(self, days_ago: int, level: str, road: str, place: int, code: str = "") -> Any:
        """Handed in so long ago, accepted, and reviewed twice; the second review is of the last days where it can."""
        application = self.hand_in(days_ago, level, road, place, code)
        accept(self, application, days_ago=days_ago - 3)
        review(self, application, days_ago=days_ago - 6, is_second=False)
        return review(self, application, days_ago=days_ago - 9, is_second=True)

    def item_of(self, place: int, level: str, code: str = "") -> Any:
        items = [item for item in current_items(clock.today()) if level in item.levels]
        if code:
            return next(item for item in items if item.occupation.code == code)
        group = EMPLOYERS[place].group
        items = [item for item in items if item.industry_group.key == group and item.occupation.code not in EXAMINED]
        return items[self.serial % len(items)]


def accept(newcomers: Newcomers, application: Any, *, days_ago: int) -> Any:
    with clock.at(newcomers.now - days_ago * DAY):
        return actions.accept_application(application, by=newcomers.district.officers["zhao"])


def review(newcomers: Newcomers, application: Any, *, days_ago: int, is_second: bool) -> Any:
    """林文静 and 许国平 review, so that 宋雅琴 has something to confirm; everybody else is free to look."""
    application.refresh_from_db()
    with clock.at(newcomers.now - days_ago * DAY - dt.timedelta(hours=1)):
        return (review_second if is_second else review_first)(newcomers.district, application)
