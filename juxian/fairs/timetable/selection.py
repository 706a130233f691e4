"""Who meets whom, without times: a flow from candidates to booths of greatest worth (successive best paths).

The network is contracted to the booths: a path enters at a candidate with room, and at each full booth somebody
changes over to another one. Every step takes the best path, so the flow is of greatest worth for its size, and at the
end of greatest worth at all: an upper bound for every timetable, whatever the times.
"""

from dataclasses import dataclass, field

from juxian.fairs.timetable.problem import Market, Pair

ENTRY = -1  # the path begins here, at a candidate who has room for one more


@dataclass
class Selection:
    """The chosen pairs. `worth` counts the prices of the floor too, so it can be compared with a board's value."""

    pairs: list[Pair] = field(default_factory=list)
    worth: int = 0


class _Flow:
    """The flow that grows: who meets whom, and for each booth the best way to give up one of its people."""

    def __init__(self, market: Market):
        self.market = market
        self.capacity = [sum(one.seats) for one in market.booths]
        self.met: list[dict[int, Pair]] = [{} for _one in market.booths]  # booth → candidate → pair
        self.count = list(market.held_count)
        self.room = [market.room_of(at) for at in range(len(market.candidates))]
        self.asking: list[dict[int, Pair]] = [{} for _one in market.booths]
        for pair in market.pairs:
            self.asking[pair.booth][pair.candidate] = pair
        self.changes: list[dict[int, tuple[int, Pair]]] = [{} for _one in market.booths]
        self.entries: dict[int, tuple[int, Pair]] = {}
        for booth in range(len(market.booths)):
            self.renew_entry(booth)

    def renew_entry(self, booth: int) -> None:
        """The best candidate with room who is not yet met here."""
        best: tuple[int, Pair] | None = None
        for candidate, pair in self.asking[booth].items():
            if self.room[candidate] <= 0 or candidate in self.met[booth]:
                continue
            gain = pair.worth + self.market.bonus(candidate, self.count[candidate])
            if best is None or gain > best[0]:
                best = gain, pair
        self.entries.pop(booth, None)
        if best is not None:
            self.entries[booth] = best

    def renew_changes(self, booth: int) -> None:
        """For each other booth the person here whose change thither costs least."""
        changes: dict[int, tuple[int, Pair]] = {}
        for candidate, here in self.met[booth].items():
            for pair in self.market.pairs_of[candidate]:
                if candidate in self.met[pair.booth]:
                    continue
                gain = pair.worth - here.worth
                if pair.booth not in changes or gain > changes[pair.booth][0]:
                    changes[pair.booth] = gain, pair
        self.changes[booth] = changes

    def best_path(self) -> list[Pair]:
        """Return the pairs that the best path adds, from the candidate who enters to the booth with a free seat."""
        gain = {booth: entry[0] for booth, entry in self.entries.items()}
        came: dict[int, int] = dict.fromkeys(gain, ENTRY)
        waiting = sorted(gain, key=lambda booth: -gain[booth])
        while waiting:
            later: dict[int, None] = {}
            for booth in waiting:
                for other, (change, _pair) in self.changes[booth].items():
                    if gain[booth] + change > gain.get(other, 0):
                        gain[other], came[other] = gain[booth] + change, booth
                        later[other] = None
            waiting = list(later)
        free = [booth for booth in gain if len(self.met[booth]) < self.capacity[booth]]
        last = max(free, key=lambda booth: (gain[booth], -booth), default=None)
        return [] if last is None else self._trace(last, came)

    def _trace(self, last: int, came: dict[int, int]) -> list[Pair]:
        path = []
        while came[last] != ENTRY:
            path.append(self.changes[came[last]][last][1])
            last = came[last]
        path.append(self.entries[last][1])
        return path[::-1]

    def take(self, path: list[Pair]) -> None:
        """Let the first enter and each next one change from the booth before."""
        entering = path[0].candidate
        self.room[entering] -= 1
        self.count[entering] += 1
        for at, pair in enumerate(path):
            if at:
                del self.met[path[at - 1].booth][pair.candidate]
            self.met[pair.booth][pair.candidate] = pair
        self._renew(path)

    def _renew(self, path: list[Pair]) -> None:
        """Only what the path touched can have changed: the booths of its people."""
        people = {pair.candidate for pair in path}
        touched = {pair.booth for pair in path}
        for one in people:
            for pair in self.market.pairs_of[one]:
                if pair.booth in self.entries and self.entries[pair.booth][1].candidate == one:
                    self.renew_entry(pair.booth)
                if one in self.met[pair.booth]:
                    touched.add(pair.booth)
        for booth in touched:
            self.renew_entry(booth)
            self.renew_changes(booth)


def select(market: Market) -> Selection:
    """Choose the pairs of greatest worth, the floor first."""
    flow, selection = _Flow(market), Selection()
    while path := flow.best_path():
        flow.take(path)
    seen = list(market.held_count)
    for met in flow.met:
        for candidate, pair in met.items():
            selection.pairs.append(pair)
            selection.worth += pair.worth + market.bonus(candidate, seen[candidate])
            seen[candidate] += 1
    return selection
