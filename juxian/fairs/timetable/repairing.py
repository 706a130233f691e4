"""Solve again when somebody fails, and change as little as possible of what people were told.

What still holds stays: same booth, same slot. An appointment that lost its slot or seat looks for another time at the
same booth, others moving for it only if `may_move`. Then those under the floor are helped, with the fewest moves; at
last freed seats are offered to whoever gains most, nobody moving. So somebody who was told a time keeps it unless that
time is gone or a person with nothing needs it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from juxian.fairs.timetable.board import Board, Place
from juxian.fairs.timetable.problem import Appointment, Market, Pair, Problem
from juxian.fairs.timetable.reasons import Shortfall, shortfalls

MOST_MOVES = 3  # people who may be told another time so that one person is helped
LOOKED_AT = 40  # chains compared for one person: enough to find a short one, few enough for two seconds


@dataclass(frozen=True)
class Repair:
    """The new timetable beside the old. Every old appointment is in exactly one of kept, moved (as old, new), lost."""

    appointments: tuple[Appointment, ...]
    kept: tuple[Appointment, ...]
    moved: tuple[tuple[Appointment, Appointment], ...]
    lost: tuple[Appointment, ...]
    added: tuple[Appointment, ...]
    shortfalls: tuple[Shortfall, ...]

    @property
    def changed_count(self) -> int:
        """How many appointments people have to be told about."""
        return len(self.moved) + len(self.lost) + len(self.added)


def repair(problem: Problem, told: Iterable[Appointment], *, may_move: bool = True, fills: bool = True) -> Repair:
    """Mend what was told so that it fits the problem as it is now. Whoever failed has no slots in it, or is not in it;
    what is past stands in `held`, not in `told`."""
    told = tuple(sorted(told))
    market = Market(problem)
    board = Board(market)
    homeless = [pair for pair in (_restore(board, one) for one in told) if pair is not None]
    for pair in sorted(homeless, key=_most_wanted(board)):
        _settle_with_few_moves(board, pair, may_move=may_move)
    _help_those_under_the_floor(board, may_move=may_move)
    if fills:
        for pair in sorted(market.pairs, key=lambda pair: (-pair.worth, pair.candidate, pair.booth)):
            _settle_with_few_moves(board, pair, may_move=False)
    return _compare(told, board)


def _restore(board: Board, one: Appointment) -> Pair | None:
    """Put an old appointment back where it was; return its pair where it may still meet but not at that time."""
    who, where = board.market.candidate_at.get(one.candidate), board.market.booth_at.get(one.booth)
    if who is None or where is None or (who, where) not in board.market.pair or board.room[who] <= 0:
        return None
    if not board.idle[who] & board.vacant[where] & (1 << one.slot):
        return board.market.pair[(who, where)]
    board.put(who, where, one.slot)
    return None


def _most_wanted(board: Board) -> Callable[[Pair], tuple[int, int, int]]:
    def key(pair: Pair) -> tuple[int, int, int]:
        bonus = board.market.bonus(pair.candidate, board.count[pair.candidate])
        return -(pair.worth + bonus), pair.candidate, pair.booth

    return key


def _settle_with_few_moves(board: Board, pair: Pair, *, may_move: bool) -> bool:
    """Seat the pair directly or, if that is allowed, with the shortest chain among those looked at."""
    place = _place_with_few_moves(board, pair, may_move=may_move)
    if place is None:
        return False
    board.settle(pair, place)
    return True


def _place_with_few_moves(board: Board, pair: Pair, *, may_move: bool) -> Place | None:
    who, where = pair.candidate, pair.booth
    if (who, where) in board.slot_of or board.room[who] <= 0:
        return None
    if both := board.idle[who] & board.vacant[where]:
        return Place((both & -both).bit_length() - 1)
    if not may_move:
        return None
    best: Place | None = None
    for looked_at, place in enumerate(board.places_with_moves(who, where)):
        if len(place.moves) <= MOST_MOVES and (best is None or len(place.moves) < len(best.moves)):
            best = place
        if looked_at >= LOOKED_AT or (best and len(best.moves) == 1):
            break
    return best


def _help_those_under_the_floor(board: Board, *, may_move: bool) -> None:
    """Who has least comes first; of the booths they wish, first those where nobody moves, then the fewest moves."""
    market = board.market
    under = [at for at, floor in enumerate(market.floor_of) if board.count[at] < floor]
    for who in sorted(under, key=lambda at: (board.count[at], at)):
        wishes = sorted(market.pairs_of[who], key=lambda pair: (-pair.worth, pair.booth))
        for moving in (False, may_move):
            for pair in wishes:
                if board.count[who] < market.floor_of[who]:
                    _settle_with_few_moves(board, pair, may_move=moving)


def _compare(told: tuple[Appointment, ...], board: Board) -> Repair:
    now = board.appointments()
    before = {(one.candidate, one.booth): one for one in told}
    after = {(one.candidate, one.booth): one for one in now}
    both = sorted(before.keys() & after.keys())
    return Repair(
        appointments=now,
        kept=tuple(before[key] for key in both if before[key] == after[key]),
        moved=tuple((before[key], after[key]) for key in both if before[key] != after[key]),
        lost=tuple(before[key] for key in sorted(before.keys() - after.keys())),
        added=tuple(after[key] for key in sorted(after.keys() - before.keys())),
        shortfalls=shortfalls(board),
    )
