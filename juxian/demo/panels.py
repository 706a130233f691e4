"""Panels of the demo: drawn by lot from a committed secret and a public text, sitting, scoring, signing."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from juxian.demo.cast import District
from juxian.evaluation import actions
from juxian.evaluation.queries.cohort import cases_of
from juxian.kit import clock

WITNESS = "周正"
# How many points of a hundred this member gives this case, and whether they are in favour.
Verdict = Callable[[Any, int], tuple[int, bool]]
IN_FAVOUR = ["技艺扎实，同意认定。", "业绩真实，解决了生产难题，同意。", "带徒有成效，同意认定。"]
AGAINST = "业绩材料不足以说明该等级的水平。"
LEAST = 60  # nobody is in favour below it


def draw_panel(
    district: District, title: str, applications: Sequence[Any], *, starts_at: dt.datetime, size: int = 3
) -> Any:
    """Commit, and a day later draw the members of a meeting that is still to come."""
    by = district.officers["lin"]
    with clock.at(clock.now() - dt.timedelta(days=1)):
        committed = actions.commit_draw(None, by=by)
    return actions.draw_panel(
        committed,
        title=title,
        starts_at=starts_at,
        minutes=150,
        room="区人社局二楼会议室",
        size=size,
        public_text=f"厦门日报{clock.today():%m月%d日}头版，共{31 + clock.today().day}个标题字",
        witness=WITNESS,
        applications=list(applications),
        by=by,
    )


def members_of(district: District, panel: Any) -> list[tuple[Any, Any]]:
    """Return who sits, each as a seat and an actor, in the order of the register."""
    seats = {seat.assessor_id: seat for seat in panel.members.filter(left_at=None)}
    return [(seats[person], actor) for person, actor in district.assessors.items() if person in seats]


def score_panel(district: District, panel: Any, verdict: Verdict) -> None:
    """Everybody confirms that they know of no tie, scores every case and signs."""
    for place, (seat, by) in enumerate(members_of(district, panel)):
        actions.confirm_no_interest(seat, by=by)
        for case in cases_of(panel):
            _score(case, place, *verdict(case, place), by)
        actions.sign_scores(seat, by=by)


def replace_one(district: District, panel: Any) -> None:
    """A member fell ill before the meeting: the next of the same draw follows."""
    seat, _actor = members_of(district, panel)[0]
    actions.replace_member(seat, reason="因病不能参加评审", by=district.officers["lin"])


def close(district: District, panel: Any) -> Any:
    return actions.close_panel(panel, by=district.officers["lin"])


def _score(case: Any, place: int, points: int, is_in_favour: bool, by: Any) -> None:
    """By the rubric that the case was convened with, or as a whole where it has none."""
    opinion = IN_FAVOUR[(points + place) % len(IN_FAVOUR)] if is_in_favour else AGAINST
    given = {
        f"{part['part']}.{position}": max(LEAST, points - 3 * position) if is_in_favour else points + 2 * position
        for part in case.rubric
        for position in range(len(part["items"]))
    }
    if given:
        actions.vote(case, points=given, is_in_favour=is_in_favour, opinion=opinion, by=by)
    else:
        actions.vote(case, score=points, is_in_favour=is_in_favour, opinion=opinion, by=by)
