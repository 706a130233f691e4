"""Where times are narrow: what was left out is brought in as long as the whole gains.

`fill` climbs: a pair that fits nowhere may put out others that are worth less, and these look for another place.
`shake` leaves a summit: a few appointments are taken off by lot, the board is filled again, and the change is kept only
if the whole did not lose. The number of shakes is fixed, not the seconds, so that the seed alone decides.
"""

import random
from collections.abc import Callable, Iterable

from juxian.fairs.timetable.board import Board, bits
from juxian.fairs.timetable.problem import Pair

SHAKEN = 6  # appointments taken off in one shake
TRIES = 4  # how often one pair may put others out in one filling, so that a filling ends soon


def fill(board: Board, pairs: Iterable[Pair]) -> None:
    """Bring in pairs, the most gainful first, until none that was tried brings a gain."""
    waiting = sorted(pairs, key=lambda pair: -_gain(board, pair))
    tries: dict[Pair, int] = {}
    while waiting:
        put_out: list[Pair] = []
        for pair in waiting:
            if (pair.candidate, pair.booth) in board.slot_of or board.seat(pair):
                continue
            if tries.get(pair, 0) < TRIES:
                tries[pair] = tries.get(pair, 0) + 1
                put_out += _push_in(board, pair)
        waiting = sorted(set(put_out), key=lambda pair: (-_gain(board, pair), pair.candidate, pair.booth))


def _gain(board: Board, pair: Pair) -> int:
    return pair.worth + board.market.bonus(pair.candidate, board.count[pair.candidate])


def _push_in(board: Board, pair: Pair) -> list[Pair]:
    """Seat the pair in place of others worth less; return these, or nothing where none are."""
    candidate, booth = pair.candidate, pair.booth
    best: tuple[int, int, list[tuple[int, int]]] | None = None
    for slot in bits(board.can[candidate] & board.opens[booth]):
        out = _in_the_way(board, candidate, booth, slot)
        cost = _cost(board, out)
        if out and (best is None or cost < best[0]):
            best = cost, slot, out
    if best is None or best[0] >= _gain_after(board, pair, best[2]):
        return []
    for who, where in best[2]:
        board.lift(who, where)
    board.put(candidate, booth, best[1])
    return [board.market.pair[one] for one in best[2]]


def _in_the_way(board: Board, candidate: int, booth: int, slot: int) -> list[tuple[int, int]]:
    """What must go so that the two can meet in this slot: the least valued of the booth, of the candidate, or both."""
    out = []
    if (theirs := board.at[candidate].get(slot)) is not None:
        out.append((candidate, theirs))
    elif board.room[candidate] <= 0:
        if not board.at[candidate]:
            return []
        weakest = min(board.at[candidate].values(), key=lambda where: (board.loss(candidate, where), where))
        out.append((candidate, weakest))
    if not board.vacant[booth] >> slot & 1 and not any(where == booth for _who, where in out):
        others = [who for who in board.desk[booth][slot] if who != candidate]
        out.append((min(others, key=lambda who: (board.loss(who, booth), who)), booth))
    return out


def _cost(board: Board, out: list[tuple[int, int]]) -> int:
    return sum(board.loss(who, where) for who, where in out)


def _gain_after(board: Board, pair: Pair, out: list[tuple[int, int]]) -> int:
    """What the pair adds once the others are off: the candidate's own lost one lowers their count."""
    own = sum(1 for who, _where in out if who == pair.candidate)
    return pair.worth + board.market.bonus(pair.candidate, board.count[pair.candidate] - own)


def shake(board: Board, rounds: int, progress: Callable[[int, int], None] | None = None) -> None:
    """Try so many small upheavals, drawn from the seed; keep each that does not lose."""
    market = board.market
    draw = random.Random(f"{market.terms.seed}\nshake")  # noqa: S311 - a published draw, no secret
    for step in range(rounds):
        if progress and step % 100 == 0:
            progress(step, rounds)
        left = [pair for pair in market.pairs if (pair.candidate, pair.booth) not in board.slot_of]
        if not left:
            return
        before, board.journal = board.value, []
        _upheave(board, draw, draw.choice(left))
        if board.value < before:
            board.undo(0)
        board.journal = None


def _upheave(board: Board, draw: random.Random, wanted: Pair) -> None:
    """Take off some of what stands around a pair that was left out, and fill again with it first."""
    near = [(wanted.candidate, where) for where in board.at[wanted.candidate].values()]
    near += [(who, wanted.booth) for people in board.desk[wanted.booth] for who in people]
    off = draw.sample(sorted(set(near)), min(SHAKEN, len(set(near))))
    for who, where in off:
        board.lift(who, where)
    touched = {wanted.candidate, *(who for who, _where in off)}
    booths = {wanted.booth, *(where for _who, where in off)}
    around = [pair for who in sorted(touched) for pair in board.market.pairs_of[who]]
    around += [pair for pair in board.market.pairs if pair.booth in booths and pair.candidate not in touched]
    board.seat(wanted)
    fill(board, [pair for pair in around if (pair.candidate, pair.booth) not in board.slot_of])
