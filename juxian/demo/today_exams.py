"""Examinations of these weeks: a sitting at every stage, from the seats that are still to be given to a score query."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from juxian.demo import exams
from juxian.demo.cast import citizen_actor
from juxian.demo.newcomers import Newcomers
from juxian.evaluation import actions
from juxian.kit import clock

DAY = dt.timedelta(days=1)
NINE = dt.timedelta(hours=9)
WELDER, ELECTRICIAN, MACHINIST, FITTER = exams.EXAMINED


@dataclass(frozen=True)
class Hall:
    """Where the sittings of these weeks are planned: a fortnight ago, from this day's midnight."""

    newcomers: Newcomers

    @property
    def midnight(self) -> dt.datetime:
        return timezone.localtime(self.newcomers.now).replace(hour=0, minute=0, second=0, microsecond=0)

    def group(self, code: str, count: int) -> list[Any]:
        """Several 高级工 of one trade, reviewed before anything was planned."""
        return [self.newcomers.reviewed(40, "senior", "contribution", place % 4, code) for place in range(count)]

    def plan(
        self, rows: Sequence[Any], draft: Any, starts_at: dt.datetime, room: str, chief: str, helper: str = "gao"
    ) -> Any:
        words = "理论知识" if draft.part == "theory" else "操作技能"
        title = f"{rows[0].item.name}高级工{words}"
        with clock.at(self.newcomers.now - 14 * DAY):
            return exams.arrange(
                self.newcomers.district,
                room,
                draft,
                rows,
                title=title,
                starts_at=starts_at,
                chief=chief,
                helper=helper,
            )

    def publish(self, *args: Any, **values: Any) -> Any:
        sitting = self.plan(*args, **values)
        with clock.at(self.newcomers.now - 13 * DAY):
            return exams.publish(self.newcomers.district, sitting)

    def held(self, *args: Any, **values: Any) -> Any:
        """Published, and over."""
        sitting = self.publish(*args, **values)
        exams.let_in(self.newcomers.district, sitting)
        exams.end(self.newcomers.district, sitting)
        return sitting


def fill_exam_desks(newcomers: Newcomers) -> None:
    """Five trades' groups, each with its theory and its practice at another stage; and three without a seat."""
    hall = Hall(newcomers)
    _released_and_to_enter(hall)
    _signed_and_half_entered(hall)
    _agreed_and_disagreed(hall)
    _today_and_tomorrow(hall)
    _under_way_and_planned(hall)
    for level, code in (("senior", ELECTRICIAN), ("senior", WELDER), ("technician", MACHINIST)):
        newcomers.reviewed(15, level, "contribution", 0, code)


def _released_and_to_enter(hall: Hall) -> None:
    """Welders: the theory is released and one of them asks again; nobody has entered the practice yet."""
    rows, district, now = hall.group(WELDER, 3), hall.newcomers.district, hall.newcomers.now
    theory = hall.held(rows, exams.THEORY, hall.midnight - 8 * DAY + NINE, "机考一室", "sun")
    hall.held(rows, exams.PRACTICE, hall.midnight - 1 * DAY + NINE, "焊接车间", "guo")
    exams.mark_all(district, theory, "sun")
    with clock.at(now - 2 * DAY):
        mark = theory.seats.get(number=2).mark
        reason = "多选题部分感觉比估分低很多，请核对答题卡。"
        actions.file_score_query(mark, reason=reason, by=citizen_actor(rows[1].applicant))
        _propose_a_correction(district, theory.seats.get(number=1).mark, rows[0].applicant)


def _propose_a_correction(district: Any, mark: Any, applicant: Any) -> None:
    """One officer found a mistake; another has yet to confirm it."""
    reason = "案例分析题写了两页，成绩单上好像只算了一页，请核对。"
    query = actions.file_score_query(mark, reason=reason, by=citizen_actor(applicant))
    points = [min(point + 2, 100) if place == 0 else point for place, point in enumerate(mark.points)]
    answer = "经调阅答卷，第二页漏计2分，拟予更正。"
    actions.propose_correction(query, points=points, answer=answer, by=district.officers["lin"])


def _signed_and_half_entered(hall: Hall) -> None:
    """Electricians: the theory is signed and not released; the practice was entered once."""
    rows, district, now = hall.group(ELECTRICIAN, 3), hall.newcomers.district, hall.newcomers.now
    theory = hall.held(rows, exams.THEORY, hall.midnight - 5 * DAY + NINE, "机考一室", "guo")
    practice = hall.held(rows, exams.PRACTICE, hall.midnight - 3 * DAY + NINE, "电工车间", "he")
    with clock.at(now - 2 * DAY):
        exams.enter(district, theory, round=1)
        exams.enter(district, theory, round=2)
        exams.enter(district, practice, round=1)
    with clock.at(now - DAY):
        exams.sign(district, theory, "guo")


def _agreed_and_disagreed(hall: Hall) -> None:
    """Machinists: the theory waits for the chief's signature; in the practice the two differ about one candidate."""
    rows, district, now = hall.group(MACHINIST, 2), hall.newcomers.district, hall.newcomers.now
    theory = hall.held(rows, exams.THEORY, hall.midnight - 4 * DAY + NINE, "机考二室", "sun")
    practice = hall.held(rows, exams.PRACTICE, hall.midnight - 2 * DAY + NINE, "数控车间", "sun")
    with clock.at(now - DAY / 2):
        exams.enter(district, theory, round=1)
        exams.enter(district, theory, round=2)
        exams.enter(district, practice, round=1)
        exams.enter(district, practice, round=2, odd=1)


def _today_and_tomorrow(hall: Hall) -> None:
    """Fitters: the theory begins in less than an hour, so that one can check somebody in; the practice is tomorrow."""
    rows = hall.group(FITTER, 3)
    hall.publish(rows, exams.THEORY, _soon(hall), "机考二室", "sun", helper="ye")
    hall.publish(rows, exams.PRACTICE, hall.midnight + DAY + NINE, "装配车间", "he")


def _under_way_and_planned(hall: Hall) -> None:
    """Welders again: the practice is going on; the theory of next week is planned and nobody was told."""
    rows = hall.group(WELDER, 2)
    practice = hall.publish(rows, exams.PRACTICE, hall.newcomers.now - dt.timedelta(hours=1), "焊接车间", "guo")
    exams.let_in(hall.newcomers.district, practice)
    hall.plan(rows, exams.THEORY, hall.midnight + 6 * DAY + NINE, "机考一室", "cai")


def _soon(hall: Hall) -> dt.datetime:
    """Three quarters of an hour from now, and still today."""
    latest = hall.midnight + dt.timedelta(hours=23, minutes=50)
    return min((hall.newcomers.now + dt.timedelta(minutes=45)).replace(second=0, microsecond=0), latest)
