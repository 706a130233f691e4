"""What is wrong with a policy folder, said so that the officer who wrote it can repair it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file; the file is relative to the district's folder. Line 0: not a file, but what a command said."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One finding: where (`file`, `line`, `clause`), what is wrong, and what to do about it."""

    file: str
    line: int
    clause: str
    what: str
    remedy: str

    def __str__(self) -> str:
        clause = f"，“{self.clause}”" if self.clause else ""
        line = f" 第 {self.line} 行" if self.line else ""
        return f"{self.file}{line}{clause}：{self.what}。{self.remedy}。"


class RulebookError(Exception):
    """The folder cannot be used as it stands. `faults` holds every finding, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Refused(Exception):
    """One expression or value is refused. Whoever knows the place turns it into a `Fault`."""

    def __init__(self, what: str, remedy: str):
        super().__init__(f"{what}。{remedy}。")
        self.what = what
        self.remedy = remedy


class Faults:
    """Collects findings, so that one load shows all of them and not only the first."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, place: Place, what: str, remedy: str, clause: str = "") -> None:
        self._found.append(Fault(place.file, place.line, clause, what, remedy))

    def refuse(self, place: Place, refused: Refused, clause: str = "") -> None:
        self.add(place, refused.what, refused.remedy, clause)

    def __len__(self) -> int:
        return len(self._found)

    def raise_if_any(self) -> None:
        if self._found:
            raise RulebookError(self._found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ends a remedy: the nearest known words, or nothing when none is near."""
    near = difflib.get_close_matches(word, list(known), n=3)
    return f"；相近的有 {'、'.join(near)}" if near else ""
