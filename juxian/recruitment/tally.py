"""How many vacancies each choice of a filter would leave, counted with one bit a vacancy. Pure: no database.

A column of the list comes as two bytes a row; each value becomes one long integer with a bit for every row that has it.
`&` and `bit_count` of such integers take microseconds for 178,200 rows, where grouping them in SQL takes 150 ms: every
choice of every filter can be counted for every request. A filter's own choices are counted as if it were not set: who
has chosen one street sees how many the others have.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

ZERO, ONE = ord("0"), ord("1")
Chosen = Mapping[str, Iterable[int]]  # of each filter that is set, the values that pass it


@dataclass(frozen=True)
class Column:
    """One filter's value of every row, as PostgreSQL's `int2send` writes it: two bytes, the high one first."""

    data: bytes
    _halves: dict[tuple[int, int], int] = field(default_factory=dict, compare=False)

    def rows_with(self, value: int) -> int:
        """Return the bit set of the rows that have the value."""
        return self._half(0, value >> 8 & 0xFF) & self._half(1, value & 0xFF)

    def rows_with_any(self, values: Iterable[int]) -> int:
        found = 0
        for value in values:
            found |= self.rows_with(value)
        return found

    def _half(self, place: int, byte: int) -> int:
        """The rows whose high (0) or low (1) byte is this one."""
        if (place, byte) not in self._halves:
            digits = bytes(ONE if other == byte else ZERO for other in range(256))
            self._halves[place, byte] = int(self.data[place::2].translate(digits) or b"0", 2)
        return self._halves[place, byte]


@dataclass(frozen=True)
class Columns:
    """The filters' values of all rows of a list, in one order for all of them."""

    count: int
    by_name: dict[str, Column]

    @cached_property
    def everything(self) -> int:
        return (1 << self.count) - 1

    def total(self, chosen: Chosen) -> int:
        """Return how many rows pass every filter that is set."""
        return self._passing(chosen).bit_count()

    def counts(self, name: str, choices: Mapping[str, Iterable[int]], chosen: Chosen) -> dict[str, int]:
        """Return, for each choice of one filter, how many rows it has among those that pass all others."""
        others = self._passing({key: values for key, values in chosen.items() if key != name})
        column = self.by_name[name]
        return {key: (others & column.rows_with_any(values)).bit_count() for key, values in choices.items()}

    def _passing(self, chosen: Chosen) -> int:
        rows = self.everything
        for name, values in chosen.items():
            rows &= self.by_name[name].rows_with_any(values)
        return rows
