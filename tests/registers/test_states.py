"""Every cell of both tables: what may happen in a state happens, nothing else does."""

from types import SimpleNamespace

import pytest

from juxian.kit.errors import TransitionNotAllowed
from juxian.kit.states import StateTable
from juxian.registers.states import DELIVERY, FACT_QUERY

# Written down a second time on purpose.
ALLOWED = {
    DELIVERY: {
        ("checking", "check"): "ready",
        ("checking", "refuse_file"): "unreadable",
        ("ready", "begin"): "taking_in",
        ("ready", "discard"): "discarded",
        ("taking_in", "stop"): "ready",
        ("taking_in", "finish"): "taken_in",
        ("taken_in", "withdraw"): "withdrawn",
    },
    FACT_QUERY: {
        ("asked", "correct"): "corrected",
        ("asked", "explain"): "explained",
        ("asked", "withdraw"): "withdrawn",
    },
}
CELLS = [(table, state, event) for table in ALLOWED for state, event, _target in table.cells()]


@pytest.mark.parametrize(("table", "state", "event"), CELLS, ids=lambda value: getattr(value, "name", value))
def test_every_cell(table: StateTable, state: str, event: str) -> None:
    row = SimpleNamespace(state=state)
    if target := ALLOWED[table].get((state, event)):
        table.move(row, event)
        assert row.state == target
    else:
        with pytest.raises(TransitionNotAllowed):
            table.move(row, event)


@pytest.mark.parametrize("table", ALLOWED, ids=lambda table: table.name)
def test_every_state_can_be_reached(table: StateTable) -> None:
    assert table.reachable() == set(table.states.values)
