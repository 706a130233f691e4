"""States as tables: an enum whose labels are the official words, and rows of (event, from, to).

From one table come the buttons, the filter tabs, a check constraint, the diagram and a test of every cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from juxian.kit import clock
from juxian.kit.access import Text
from juxian.kit.errors import TransitionNotAllowed

STATE_TABLES: dict[str, "StateTable"] = {}


@dataclass(frozen=True)
class Row:
    """One line of a state table: this event leads from any of these states to that one."""

    event: str
    sources: tuple[str, ...]
    target: str
    label: Text


class StateTable:
    """The life of one kind of row. `name` is "domain.noun"; rows are (event, label, from, to)."""

    def __init__(
        self,
        name: str,
        states: type[models.TextChoices],
        initial: str,
        rows: Sequence[tuple[str, Text, str | Sequence[str], str]],
        *,
        ended: Sequence[str] = (),
    ):
        self.name, self.states, self.initial = name, states, initial
        self._ended = frozenset(str(state) for state in ended)
        self.rows = [
            Row(event, (sources,) if isinstance(sources, str) else tuple(sources), target, label)
            for event, label, sources, target in rows
        ]
        self._check()
        STATE_TABLES[name] = self

    def _check(self) -> None:
        """Refuse a table that names an unknown state, or leads one event from one state to two places."""
        seen: set[tuple[str, str]] = set()
        for row in self.rows:
            for source in row.sources:
                if {str(source), str(row.target)} - set(self.states.values):
                    raise ValueError(f"{self.name}: {source} → {row.target} is not between known states")
                if (source, row.event) in seen:
                    raise ValueError(f"{self.name}: {row.event} from {source} stands there twice")
                seen.add((source, row.event))

    @property
    def events(self) -> list[str]:
        """Every event, in the order of the table."""
        return list(dict.fromkeys(row.event for row in self.rows))

    def label(self, event: str) -> Text:
        for row in self.rows:
            if row.event == event:
                return row.label
        raise LookupError(f"{self.name} has no event {event}")

    def target(self, state: str, event: str) -> str | None:
        """Return where the event leads from this state, or None where it may not happen."""
        return next((row.target for row in self.rows if row.event == event and state in row.sources), None)

    def can(self, subject: Any, event: str) -> bool:
        return self.target(subject.state, event) is not None

    def open_events(self, state: str) -> list[Row]:
        """The events that may happen now: the buttons."""
        return [row for row in self.rows if state in row.sources]

    def cells(self) -> Iterator[tuple[str, str, str | None]]:
        """Every state × event with its target or None."""
        for state in self.states.values:
            for event in self.events:
                yield state, event, self.target(state, event)

    def reachable(self) -> set[str]:
        found = {str(self.initial)}
        while True:
            more = {str(row.target) for row in self.rows if found & {str(source) for source in row.sources}} - found
            if not more:
                return found
            found |= more

    def final(self) -> set[str]:
        """States that no event leaves."""
        return {state for state in self.states.values if not self.open_events(state)}

    def ended(self) -> set[str]:
        """States in which nobody holds the row: those that no event leaves, or a remedy alone."""
        return self.final() | self._ended

    def move(self, subject: Any, event: str) -> None:
        """Put the subject into the event's target state; the action saves it. Raise where the table has no such row."""
        target = self.target(subject.state, event)
        if target is None:
            raise TransitionNotAllowed(
                _("现在是“%(state)s”，不能“%(event)s”。可能已有人先办理，请刷新后再看。")
                % {"state": self.states(subject.state).label, "event": self.label(event)}
            )
        subject.state = target
        if hasattr(subject, "state_since_at"):
            subject.state_since_at = clock.now()

    def field(self, **options: Any) -> models.CharField:
        """The column that holds the state."""
        return models.CharField(max_length=40, choices=self.states.choices, default=self.initial, **options)

    def constraint(self, name: str, field: str = "state") -> models.CheckConstraint:
        """The same list of states, held by the database."""
        return models.CheckConstraint(condition=models.Q(**{f"{field}__in": self.states.values}), name=name)

    def diagram(self) -> str:
        """Return a Mermaid state diagram with the official words."""
        lines = ["stateDiagram-v2"]
        lines += [f"    {state.value}: {state.label}" for state in self.states]
        lines.append(f"    [*] --> {self.initial}")
        lines += [f"    {source} --> {row.target}: {row.label}" for row in self.rows for source in row.sources]
        return "\n".join(lines)
