"""Who sits where when, and how one more pair finds its place: directly, or by an alternating chain.

A chain over two slots s and t: the booth is full in s, so one of its people goes over to t; where that person is
taken in t, that appointment goes over to s; and so on, until a seat or a person is free. Where all may come at all
times a chain always ends (König's theorem on edge colouring, with booths of several seats); where times are narrow it
may not, and the next pair of slots is tried.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from juxian.fairs.timetable.problem import Appointment, Market, Pair


@dataclass(frozen=True)
class Move:
    """An appointment of this candidate at this booth goes from one slot to another."""

    candidate: int
    booth: int
    source: int
    target: int


@dataclass(frozen=True)
class Place:
    """Where a pair can sit, and what has to move for it."""

    slot: int
    moves: tuple[Move, ...] = ()


class Board:
    """The timetable while it is made. `value` is kept in step: worth of all pairs with the prices of the floor."""

    def __init__(self, market: Market):
        self.market = market
        slots = range(market.slot_count)
        self.seats = [[*one.seats, *[0] * (market.slot_count - len(one.seats))] for one in market.booths]
        self.can = [sum(1 << slot for slot in one.slots if slot in slots) for one in market.candidates]
        self.opens = [_mask(slot for slot, seats in enumerate(row) if seats > 0) for row in self.seats]
        self.idle = list(self.can)  # slots in which the candidate can come and has nothing
        self.vacant = list(self.opens)  # slots in which the booth has a seat left
        self.at: list[dict[int, int]] = [{} for _one in market.candidates]  # candidate → slot → booth
        self.slot_of: dict[tuple[int, int], int] = {}  # (candidate, booth) → slot
        self.desk: list[list[dict[int, None]]] = [[{} for _slot in slots] for _one in market.booths]
        self.count = list(market.held_count)
        self.room = [market.room_of(at) for at in range(len(market.candidates))]
        self.value = 0
        self.journal: list[tuple[bool, int, int, int]] | None = None

    def put(self, candidate: int, booth: int, slot: int) -> None:
        """Seat a pair. The caller has made sure that both are free."""
        self.at[candidate][slot] = booth
        self.slot_of[(candidate, booth)] = slot
        people = self.desk[booth][slot]
        people[candidate] = None
        self.idle[candidate] &= ~(1 << slot)
        if len(people) >= self.seats[booth][slot]:
            self.vacant[booth] &= ~(1 << slot)
        self.value += self.gain(candidate, booth)
        self.count[candidate] += 1
        self.room[candidate] -= 1
        if self.journal is not None:
            self.journal.append((True, candidate, booth, slot))

    def lift(self, candidate: int, booth: int) -> int:
        """Take a pair off the board; return the slot it had."""
        slot = self.slot_of.pop((candidate, booth))
        del self.at[candidate][slot]
        del self.desk[booth][slot][candidate]
        self.idle[candidate] |= (1 << slot) & self.can[candidate]
        if len(self.desk[booth][slot]) < self.seats[booth][slot]:
            self.vacant[booth] |= 1 << slot
        self.count[candidate] -= 1
        self.room[candidate] += 1
        self.value -= self.gain(candidate, booth)
        if self.journal is not None:
            self.journal.append((False, candidate, booth, slot))
        return slot

    def gain(self, candidate: int, booth: int) -> int:
        """What this pair would add now."""
        return self.market.pair[(candidate, booth)].worth + self.market.bonus(candidate, self.count[candidate])

    def loss(self, candidate: int, booth: int) -> int:
        """What the board would lose without this pair."""
        return self.market.pair[(candidate, booth)].worth + self.market.bonus(candidate, self.count[candidate] - 1)

    def seat(self, pair: Pair) -> bool:
        """Place the pair if it can be placed without taking anything from anybody."""
        place = self.place_for(pair.candidate, pair.booth)
        if place is None:
            return False
        self.settle(pair, place)
        return True

    def settle(self, pair: Pair, place: Place) -> None:
        """Carry out the moves, all off before any on, and seat the pair."""
        for move in place.moves:
            self.lift(move.candidate, move.booth)
        for move in place.moves:
            self.put(move.candidate, move.booth, move.target)
        self.put(pair.candidate, pair.booth, place.slot)

    def place_for(self, candidate: int, booth: int) -> Place | None:
        """Return a place, the one without moves first, or None. Nothing is changed."""
        if self.room[candidate] <= 0 or (candidate, booth) in self.slot_of:
            return None
        both = self.idle[candidate] & self.vacant[booth]
        if both:
            return Place(_lowest(both))
        return next(self.places_with_moves(candidate, booth), None)

    def places_with_moves(self, candidate: int, booth: int) -> Iterator[Place]:
        """Every chain that makes room, over each pair of slots: the candidate idle in one, the booth in the other."""
        for idle in bits(self.idle[candidate]):
            for vacant in bits(self.vacant[booth]):
                if self.seats[booth][idle] and (moves := self._clear_seat(booth, idle, vacant, {candidate})):
                    yield Place(idle, tuple(moves))
                if vacant in self.at[candidate] and (moves := self._clear_person(candidate, vacant, idle)):
                    yield Place(vacant, tuple(moves))

    def _clear_person(self, candidate: int, source: int, target: int) -> list[Move] | None:
        """Make the candidate free in `source` by moving what they have there to `target`, and whom that pushes."""
        booth = self.at[candidate][source]
        if not self.seats[booth][target]:
            return None
        mine = Move(candidate, booth, source, target)
        if self.vacant[booth] >> target & 1:
            return [mine]
        pushed = self._clear_seat(booth, target, source, {candidate})
        return None if pushed is None else [mine, *pushed]

    def _clear_seat(self, booth: int, source: int, target: int, seen: set[int]) -> list[Move] | None:
        """Make a seat of the booth free in `source` by moving one of its people to `target`, and whom that pushes:
        the shortest chain, found breadth first. `seen` people stay where they are."""
        came: dict[int, int | None] = {}
        waiting: deque[tuple[int, int | None]] = deque([(booth, None)])
        while waiting:
            full, pusher = waiting.popleft()
            for person in self.desk[full][source]:
                if person in seen or not self.can[person] >> target & 1:
                    continue
                seen.add(person)
                came[person] = pusher
                pushed = self.at[person].get(target)
                if pushed is None or self.vacant[pushed] >> source & 1:
                    return self._chain(person, came, source, target)
                if self.seats[pushed][source]:
                    waiting.append((pushed, person))
        return None

    def _chain(self, last: int, came: dict[int, int | None], source: int, target: int) -> list[Move]:
        """Return the moves from the chain's first person to its last: each swaps what they have in the two slots."""
        people: list[int] = []
        person: int | None = last
        while person is not None:
            people.append(person)
            person = came[person]
        moves = []
        for one in reversed(people):
            moves.append(Move(one, self.at[one][source], source, target))
            if target in self.at[one]:
                moves.append(Move(one, self.at[one][target], target, source))
        return moves

    def appointments(self) -> tuple[Appointment, ...]:
        """Return the timetable with its names, in the order of candidate, booth."""
        people, booths = self.market.candidates, self.market.booths
        return tuple(
            sorted(Appointment(people[who].key, booths[where].key, slot) for (who, where), slot in self.slot_of.items())
        )

    def undo(self, since: int) -> None:
        """Take back what the journal holds from this length on."""
        journal, self.journal = self.journal or [], None
        for was_put, candidate, booth, slot in reversed(journal[since:]):
            if was_put:
                self.lift(candidate, booth)
            else:
                self.put(candidate, booth, slot)
        self.journal = journal[:since]


def bits(mask: int) -> Iterator[int]:
    """The slots in a mask, the earliest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _mask(slots: Iterable[int]) -> int:
    return sum(1 << slot for slot in slots)


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
