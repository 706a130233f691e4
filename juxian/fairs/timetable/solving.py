"""Solve: choose, place, improve, and say honestly how good it is."""

from collections.abc import Callable
from dataclasses import dataclass

from juxian.fairs.timetable.board import Board
from juxian.fairs.timetable.improving import fill, shake
from juxian.fairs.timetable.problem import Appointment, Market, Problem
from juxian.fairs.timetable.reasons import Shortfall, shortfalls
from juxian.fairs.timetable.selection import select

SHAKES = 400


@dataclass(frozen=True)
class Timetable:
    """What was found. `worth` is the sum over the interviews; `bound_worth` what the choice without times reaches under
    the same floor. `is_best` only where that choice was placed whole: then no timetable is better."""

    appointments: tuple[Appointment, ...]
    shortfalls: tuple[Shortfall, ...]
    worth: int
    bound_worth: int
    is_best: bool

    @property
    def quality(self) -> float:
        """At least this share of the best there can be; 1.0 where nothing could be wished for."""
        return self.worth / self.bound_worth if self.bound_worth else 1.0


def solve(problem: Problem, *, shakes: int = SHAKES, progress: Callable[[int, int], None] | None = None) -> Timetable:
    """Make a timetable. The same problem with the same seed gives the same answer, in whatever order it is written."""
    market = Market(problem)
    selection = select(market)
    board = Board(market)
    for pair in sorted(selection.pairs, key=lambda pair: (-pair.worth, pair.candidate, pair.booth)):
        board.seat(pair)
    if board.value < selection.worth:
        fill(board, [pair for pair in market.pairs if (pair.candidate, pair.booth) not in board.slot_of])
        shake(board, shakes, progress)
    chosen = sum(pair.worth for pair in selection.pairs)
    return Timetable(
        board.appointments(),
        shortfalls(board),
        sum(market.pair[pair].worth for pair in board.slot_of),
        chosen,
        board.value == selection.worth,
    )
