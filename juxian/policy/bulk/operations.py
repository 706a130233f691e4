"""The small operations that a bulk back end must say in its own words. `E` is its expression: a Polars expression, or
SQL text. Null in gives null out, and the connectives keep Kleene's logic, unless a line here says otherwise."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from juxian.policy.kinds import Kind
from juxian.policy.nodes import Value

E = TypeVar("E")


class Operations(ABC, Generic[E]):
    """What `Emitter` builds the law from."""

    def where(self, test: E, value: E) -> E:
        """The value where the test is true, null elsewhere."""
        return self.cases([(test, value)], self.literal(None))

    def between(self, value: E, low: int, high: int) -> E:
        return self.all_of(
            [self.compare(">=", value, self.literal(low)), self.compare("<=", value, self.literal(high))]
        )

    def compare_moved(self, operator: str, day: E, months: int, limit: E) -> E:
        """<= or > between a day moved by months, which stays in the calendar, and another day."""
        return self.compare(operator, self.add_months(day, self.literal(months)), limit)

    @abstractmethod
    def literal(self, value: Value) -> E: ...
    @abstractmethod
    def fact(self, name: str, kind: Kind) -> E: ...
    @abstractmethod
    def column(self, name: str) -> E: ...
    @abstractmethod
    def columns_in(self, item: E) -> Iterable[str]:
        """The names of all columns that an expression reads."""

    @abstractmethod
    def judgement(self, key: str) -> E:
        """The column of answers that people gave to a clause."""

    @abstractmethod
    def negate(self, item: E) -> E: ...
    @abstractmethod
    def all_of(self, items: Sequence[E]) -> E: ...
    @abstractmethod
    def any_of(self, items: Sequence[E]) -> E: ...
    @abstractmethod
    def compare(self, operator: str, left: E, right: E) -> E: ...
    @abstractmethod
    def calculate(self, operator: str, left: E, right: E) -> E:
        """+ - *; a result beyond 64 bits is null, one beyond 2^53 is the caller's to refuse."""

    @abstractmethod
    def floor_divide(self, left: E, right: E) -> E: ...
    @abstractmethod
    def cut_division(self, left: E, right: int) -> E:
        """Division by a positive number, cut towards zero."""

    @abstractmethod
    def cases(self, rows: Sequence[tuple[E, E]], otherwise: E) -> E:
        """The value of the first row whose test is true (null is not true)."""

    @abstractmethod
    def same(self, left: E, right: E) -> E:
        """Equal, with null the same as null; never null."""

    @abstractmethod
    def known(self, item: E) -> E: ...
    @abstractmethod
    def is_true(self, item: E) -> E:
        """True where the item is true; false where it is false or unknown."""

    @abstractmethod
    def is_false(self, item: E) -> E: ...
    @abstractmethod
    def member_of(self, item: E, members: Sequence[Value]) -> E: ...
    @abstractmethod
    def extreme(self, operator: str, items: Sequence[E]) -> E: ...
    @abstractmethod
    def add_months(self, day: E, months: E) -> E:
        """With `months` within ±2,400; a month without the day ends on its last."""

    @abstractmethod
    def add_days(self, day: E, days: E) -> E: ...
    @abstractmethod
    def month_index(self, day: E) -> E: ...
    @abstractmethod
    def day_of(self, day: E) -> E: ...
    @abstractmethod
    def days_in_month(self, day: E) -> E: ...
    @abstractmethod
    def months_within(self, name: str, mask: E, months: int, back: int) -> E:
        """paid_run or count over a 64-bit mask, `months` and `back` together within it."""

    @abstractmethod
    def months_of(self, name: str, mask: E, months: E, back: E) -> E:
        """The same where the numbers differ by person; any number outside the mask may give anything."""

    @abstractmethod
    def simple_call(self, name: str, arguments: Sequence[E]) -> E:
        """days_between, month_start, year."""
