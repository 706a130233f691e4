"""Every state is reached, every cell (state × event) behaves as its table says, and the database knows the states."""

import ast
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, models

from juxian.kit.errors import TransitionNotAllowed
from juxian.kit.states import STATE_TABLES, StateTable
from tests.house.tree import ROOT, assert_none, load_everything, sources, walk

load_everything()
TABLES = {name: table for name, table in STATE_TABLES.items() if table.states.__module__.startswith("juxian.")}
CELLS = [
    pytest.param(table, state, event, id=f"{name}-{state}-{event}")
    for name, table in TABLES.items()
    for state in table.states.values
    for event in table.events
]


def find_unreached(tables: Iterable[StateTable]) -> list[str]:
    """States that no row leads to, and rows or states without an official word."""
    faults = []
    for table in tables:
        faults += [f"{table.name}: nothing leads to {state}" for state in set(table.states.values) - table.reachable()]
        faults += [f"{table.name}: {row.event} has no label" for row in table.rows if not str(row.label).strip()]
        faults += [f"{table.name}: {state} has no label" for state in table.states if not str(state.label).strip()]
    return sorted(faults)


def find_unguarded(tables: Iterable[StateTable], kinds: Iterable[type[models.Model]]) -> list[str]:
    """Tables of states that no column of the database holds to."""
    guarded = {name for kind in kinds for name in _guarded_tables(kind)}
    return [f"{table.name}: no table of the database holds to it" for table in tables if table.name not in guarded]


def _guarded_tables(kind: type[models.Model]) -> Iterable[str]:
    """The state tables of the columns of this model that a check constraint in the database itself lists fully."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = to_regclass(%s)",
            [kind._meta.db_table],
        )
        checks = [text for (text,) in cursor.fetchall()]
    for table in TABLES.values():
        if any(field.choices == table.states.choices for field in kind._meta.concrete_fields):
            values = {f"'{value}'::" for value in table.states.values}
            if any(all(value in check for value in values) for check in checks):
                yield table.name


def find_idle_events(root: Path, tables: Iterable[StateTable]) -> list[str]:
    """Events of a table that no action of its domain names: buttons that nothing stands behind."""
    words: dict[str, set[str]] = {}
    for source in sources(root):
        if source.room == "actions" or source.domain == "kit":  # the kit has no rooms
            texts = {node.value for node in walk(source, ast.Constant) if isinstance(node, ast.Constant)}
            words.setdefault(source.domain, set()).update(text for text in texts if isinstance(text, str))
    return [
        f"{table.name}: no action moves by {event}"
        for table in tables
        for event in table.events
        if event not in words.get(table.name.split(".")[0], set())
    ]


def find_states_set_by_hand(root: Path) -> list[str]:
    """Assignments to `.state` in `actions`: only `move` of the table may do that."""
    return [
        f"{source.at(node)}: sets the state without its table"
        for source in sources(root)
        if source.room in {"actions", "subscribers", "tasks", "views"} and source.domain != "kit"
        for node in walk(source, ast.Attribute)
        if isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store)
    ]


def test_every_state_is_reached_and_has_its_word():
    assert len(TABLES) > 5
    assert_none(find_unreached(TABLES.values()))


@pytest.mark.parametrize(("table", "state", "event"), CELLS)
def test_a_cell_leads_where_the_table_says_or_nowhere(table, state, event):
    wanted = [row.target for row in table.rows if row.event == event and state in row.sources]
    subject = SimpleNamespace(state=state, state_since_at=None)
    assert table.can(subject, event) == bool(wanted)
    if wanted:
        table.move(subject, event)
        assert [subject.state] == wanted
        assert subject.state_since_at is not None
        return
    with pytest.raises(TransitionNotAllowed) as refusal:
        table.move(subject, event)
    assert (subject.state, subject.state_since_at) == (state, None)
    assert str(table.states(state).label) in refusal.value.message


@pytest.mark.django_db
def test_the_database_holds_to_every_table():
    assert_none(find_unguarded(TABLES.values(), apps.get_models()))


def test_every_event_has_an_action():
    assert_none(find_idle_events(ROOT, TABLES.values()))


def test_only_the_table_changes_a_state():
    assert_none(find_states_set_by_hand(ROOT))


@pytest.fixture
def lame(monkeypatch) -> StateTable:
    """A table with an island, an event without a word, and neither a column nor an action."""
    monkeypatch.setattr("juxian.kit.states.STATE_TABLES", {})
    states = models.TextChoices("Island", [("HERE", ("here", "在此")), ("ISLAND", ("island", "孤岛"))])
    return StateTable("people.Lame", states, "here", [("stay", "", "here", "here")])


@pytest.mark.django_db
def test_a_lame_table_is_found(lame):
    assert find_unreached([lame]) == ["people.Lame: nothing leads to island", "people.Lame: stay has no label"]
    assert len(find_unguarded([lame], apps.get_models())) == 1
    assert find_idle_events(ROOT, [lame]) == ["people.Lame: no action moves by stay"]


def test_a_state_set_by_hand_is_found(plant):
    root = plant({"juxian/people/actions.py": "def f(row, *, by):\n    row.state = 'done'\n    return row.state\n"})
    assert find_states_set_by_hand(root) == ["juxian/people/actions.py:2: sets the state without its table"]
