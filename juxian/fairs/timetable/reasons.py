"""Why somebody has fewer interviews than the floor, said as far as it is known and no further."""

from dataclasses import dataclass
from enum import StrEnum

from juxian.fairs.timetable.board import Board


class Cause(StrEnum):
    """The plainest true cause of a shortfall."""

    NO_COMMON_TIME = "no_common_time"  # proven: no wished booth is open when the candidate can come
    FEW_SLOTS = "few_slots"  # proven: the candidate can come in fewer slots than the floor asks
    SEATS_OWED = "seats_owed"  # proven: the wished booths' seats all go to others who are owed them as much
    TIMES_COLLIDE = "times_collide"  # not proven: seats are there, but no arrangement of the times was found


@dataclass(frozen=True)
class Shortfall:
    """A candidate under the floor: what they have, what they are owed, and why."""

    candidate: str
    has: int
    floor: int
    cause: Cause


def shortfalls(board: Board) -> tuple[Shortfall, ...]:
    """Return everybody with a wish of both sides who has less than the floor, in the order of their keys."""
    market, found = board.market, []
    for at, one in enumerate(market.candidates):
        owed = market.floor_of[at]
        if board.count[at] < owed:
            found.append(Shortfall(one.key, board.count[at], owed, _cause(board, at)))
    return tuple(sorted(found, key=lambda short: short.candidate))


def _cause(board: Board, candidate: int) -> Cause:
    market = board.market
    if not market.pairs_of[candidate]:
        return Cause.NO_COMMON_TIME
    if len(market.candidates[candidate].slots) + market.held_count[candidate] < market.floor_of[candidate]:
        return Cause.FEW_SLOTS
    return Cause.SEATS_OWED if _seats_are_owed(board, candidate) else Cause.TIMES_COLLIDE


def _seats_are_owed(board: Board, candidate: int) -> bool:
    """Prove it with Hall's condition: from the candidate's wished booths, follow who sits there and what else these
    could have. If every booth reached is full of people whom losing it would leave as badly off, no seat can be won."""
    market, has = board.market, board.count[candidate]
    waiting = [pair.booth for pair in market.pairs_of[candidate] if (candidate, pair.booth) not in board.slot_of]
    seen = set(waiting)
    while waiting:
        booth = waiting.pop()
        if board.vacant[booth]:
            return False
        for people in board.desk[booth]:
            for person in people:
                if person == candidate:
                    continue
                if board.count[person] > market.floor_of[person] or board.count[person] > has + 1:
                    return False
                more = [pair.booth for pair in market.pairs_of[person] if (person, pair.booth) not in board.slot_of]
                waiting += [other for other in more if other not in seen]
                seen.update(more)
    return True
