"""What is asked: booths and candidates with times and wishes, and how wishes count."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Booth:
    """One booth. `seats[t]`: how many interviewers are free in slot t (0 is a break, or closed). `wishes`: candidates
    it wants to meet, the most wanted first; `refuses`: whom it will not meet."""

    key: str
    seats: tuple[int, ...]
    wishes: tuple[str, ...] = ()
    refuses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """One person. `slots`: when they can come; `wishes`: booths they want, the most wanted first; `limit`: how many
    interviews they want at most."""

    key: str
    slots: frozenset[int]
    wishes: tuple[str, ...] = ()
    limit: int = 6


@dataclass(frozen=True)
class Terms:
    """How wishes count. A first wish is worth `top`, each next one less, never below 1; a wish of both sides is worth
    `mutual` more. `floor`: interviews that everybody with a wish of both sides gets before anybody gets more."""

    seed: str = ""
    floor: int = 1
    top: int = 10
    mutual: int = 10
    is_mutual_only: bool = False


@dataclass(frozen=True, order=True)
class Appointment:
    """One interview: this candidate, at this booth, in this slot."""

    candidate: str
    booth: str
    slot: int


@dataclass(frozen=True)
class Problem:
    """The whole question. `held`: interviews that took place or are past; they count and cannot be changed."""

    booths: tuple[Booth, ...]
    candidates: tuple[Candidate, ...]
    terms: Terms = field(default_factory=Terms)
    held: tuple[Appointment, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A candidate and a booth that may meet, by position; `worth` from both sides' wishes."""

    candidate: int
    booth: int
    worth: int
    is_mutual: bool


class Market:
    """The question with numbers for names, in an order that depends on the seed and on no file's order."""

    def __init__(self, problem: Problem):
        self.problem, self.terms = problem, problem.terms
        self.booths = sorted(problem.booths, key=lambda one: lot(self.terms.seed, one.key))
        self.candidates = sorted(problem.candidates, key=lambda one: lot(self.terms.seed, one.key))
        self.booth_at = {one.key: at for at, one in enumerate(self.booths)}
        self.candidate_at = {one.key: at for at, one in enumerate(self.candidates)}
        self.slot_count = max((len(one.seats) for one in self.booths), default=0)
        self.held_count = [0] * len(self.candidates)
        self.acceptable = [0] * len(self.candidates)  # booths that may be met, whatever the times, held ones too
        self.has_mutual_wish = [False] * len(self.candidates)
        self._count_held(problem.held)
        self.pairs = list(self._pairs())
        self.pairs_of: list[list[Pair]] = [[] for _one in self.candidates]
        for pair in self.pairs:
            self.pairs_of[pair.candidate].append(pair)
        self.pair = {(pair.candidate, pair.booth): pair for pair in self.pairs}
        self.floor_of = [self._floor(at) for at in range(len(self.candidates))]
        self.prices = self._prices()

    def _count_held(self, held: Iterable[Appointment]) -> None:
        self.met = {(one.candidate, one.booth) for one in held}
        for one in held:
            if (at := self.candidate_at.get(one.candidate)) is not None:
                self.held_count[at] += 1

    def _pairs(self) -> Iterable[Pair]:
        """Only what a candidate wishes and a booth does not refuse, and what has a slot in common."""
        ranks = [rank_of(booth.wishes) for booth in self.booths]
        open_at = [frozenset(slot for slot, seats in enumerate(one.seats) if seats > 0) for one in self.booths]
        for at, candidate in enumerate(self.candidates):
            for rank, key in enumerate(dict.fromkeys(candidate.wishes)):
                booth = self.booth_at.get(key)
                if booth is None or candidate.key in self.booths[booth].refuses:
                    continue
                theirs = ranks[booth].get(candidate.key)
                if theirs is None and self.terms.is_mutual_only:
                    continue
                self.acceptable[at] += 1
                self.has_mutual_wish[at] |= theirs is not None
                if (candidate.key, key) not in self.met and candidate.slots & open_at[booth]:
                    yield Pair(at, booth, self._worth(rank, theirs), theirs is not None)

    def _worth(self, mine: int, theirs: int | None) -> int:
        worth = max(1, self.terms.top - mine)
        return worth if theirs is None else worth + max(1, self.terms.top - theirs) + self.terms.mutual

    def _floor(self, at: int) -> int:
        """How many interviews this candidate is owed before anybody gets more: none without a wish of both sides."""
        if not self.has_mutual_wish[at]:
            return 0
        return min(self.terms.floor, self.acceptable[at], self.candidates[at].limit)

    def _prices(self) -> list[int]:
        """What the first, second … interview owed to somebody counts: each more than everything after it together,
        so that no heap of popular wishes outweighs one person who has nothing."""
        base = 1 + sum(pair.worth for pair in self.pairs)
        crowd = 1 + len(self.candidates)
        return [base * crowd ** (self.terms.floor - 1 - step) for step in range(self.terms.floor)]

    def bonus(self, candidate: int, count: int) -> int:
        """What one more interview counts besides its worth for somebody who has `count` (held ones included)."""
        return self.prices[count] if count < self.floor_of[candidate] else 0

    def room_of(self, candidate: int) -> int:
        """How many more interviews the candidate could have at all."""
        one = self.candidates[candidate]
        return max(0, min(one.limit - self.held_count[candidate], len(one.slots)))


def rank_of(wishes: Iterable[str]) -> Mapping[str, int]:
    """Return the place of each wish, counted from 0; a wish named twice counts once, at its best place."""
    return {key: rank for rank, key in enumerate(dict.fromkeys(wishes))}


def lot(seed: str, key: str) -> str:
    """The lot that anybody can draw again: SHA-256 of the published seed and the key."""
    return hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()
