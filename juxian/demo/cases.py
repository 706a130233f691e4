"""Who applied in 2023: 164 people by level, road and fate, spread over the twelve employers and their trades."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from juxian.catalogue.queries.current import current_items
from juxian.demo.cast import TIME_ZONE, District
from juxian.demo.employers import EMPLOYERS
from juxian.demo.exams import EXAMINED
from juxian.demo.workers import Worker, make_worker
from juxian.kit import clock

# level, road, how many of them were recognised: 94 / 40 / 15 / 5
RECOGNISED = [
    ("intermediate", "employer", 58),
    ("intermediate", "certificate", 32),
    ("intermediate", "competition", 4),
    ("senior", "certificate", 14),
    ("senior", "competition", 6),
    ("senior", "contribution", 20),
    ("technician", "contribution", 14),
    ("senior_technician", "contribution", 5),
]
# One of the recognised was first turned down, and passed on appeal.
APPEALED = ("technician", "contribution", "appealed")
# What became of the ten others.
OTHERS = [
    ("intermediate", "certificate", "declined"),
    ("senior", "certificate", "declined"),
    ("intermediate", "competition", "declined"),
    ("intermediate", "certificate", "lapsed"),
    ("senior", "contribution", "withdrawn"),
    ("intermediate", "certificate", "rejected"),
    ("intermediate", "employer", "checked"),
    ("senior", "certificate", "rejected_second"),
    ("senior", "contribution", "absent"),
    ("senior", "contribution", "violation"),
]
STRIDE = 37  # has no divisor in common with 164: everybody comes once, well mixed
# The employers that evaluate by themselves, each with its trades.
EVALUATING = {0: ("6-18-02-04", "6-18-01-07"), 1: ("6-20-01-01", "6-31-01-02"), 2: ("6-22-02-01", "6-18-01-12")}
EVALUATING |= {4: ("6-17-07-01", "6-17-10-02")}
APPLY = dt.datetime(2023, 8, 21, 10, 0, tzinfo=TIME_ZONE)


@dataclass
class Case:
    """One applicant: level, road, fate, and what they are in the register."""

    serial: int
    level: str
    channel: str
    fate: str
    item: Any
    place: int
    employer: Any

    @property
    def worker(self) -> Worker:
        return make_worker(self.serial, self.item.name, self.level, APPLY.date())

    @property
    def is_examined(self) -> bool:
        """Whether this trade is sat for before anything else."""
        return self.channel == "contribution" and self.item.occupation.code in EXAMINED


def make_cases(district: District) -> list[Case]:
    """Everybody of 2023, in the order in which they apply."""
    lines = [(level, road, "recognised") for level, road, count in RECOGNISED for _one in range(count)]
    lines += [APPEALED, *OTHERS]
    mixed = [lines[number * STRIDE % len(lines)] for number in range(len(lines))]
    with clock.at(APPLY):
        chooser = _Chooser()
    found = []
    for serial, (level, road, fate) in enumerate(mixed, start=1):
        place, item = chooser.choose(serial, level, road, fate)
        found.append(Case(serial, level, road, fate, item, place, district.employers[place]))
    return found


class _Chooser:
    """Employers and trades in turn, each trade one of the employer's industry."""

    def __init__(self) -> None:
        self.by_code = {item.occupation.code: item for item in current_items(clock.today())}
        self.by_group: dict[str, list[Any]] = defaultdict(list)
        for item in self.by_code.values():
            self.by_group[item.industry_group.key].append(item)

    def choose(self, serial: int, level: str, road: str, fate: str) -> tuple[int, Any]:
        if road == "employer":
            return self._evaluating(serial, fate)
        if road == "contribution" and (level == "senior" or fate == "appealed" or serial % 2):
            return serial % 4, self.by_code[EXAMINED[serial // 4 % len(EXAMINED)]]
        if road == "contribution":
            return self._of_group(4 + serial // 2 % 8, serial, level)
        return self._of_group(_by_share(serial), serial, level)

    def _evaluating(self, serial: int, fate: str) -> tuple[int, Any]:
        """The one whose check will fail works where the third employer evaluates."""
        place = 2 if fate == "checked" else list(EVALUATING)[serial % len(EVALUATING)]
        return place, self.by_code[EVALUATING[place][serial // 4 % 2]]

    def _of_group(self, place: int, serial: int, level: str) -> tuple[int, Any]:
        items = [item for item in self.by_group[EMPLOYERS[place].group] if level in item.levels]
        return place, items[serial * 5 % len(items)]


def _by_share(serial: int) -> int:
    """The larger an employer, the more it sends."""
    places = [place for place, entry in enumerate(EMPLOYERS) for _one in range(entry.share)]
    return places[serial * 31 % len(places)]
