"""States as tables: every cell, the buttons, the constraint, the diagram."""

from types import SimpleNamespace

import pytest
from django.db import models

from juxian.kit import clock, states
from juxian.kit.errors import TransitionNotAllowed
from juxian.kit.states import StateTable


class Stage(models.TextChoices):
    DRAFT = "draft", "草稿"
    OPEN = "open", "办理中"
    DONE = "done", "已办结"


ROWS = [
    ("submit", "提交", Stage.DRAFT, Stage.OPEN),
    ("finish", "办结", [Stage.OPEN], Stage.DONE),
    ("reopen", "重新办理", [Stage.DONE], Stage.OPEN),
]


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(states, "STATE_TABLES", {})


@pytest.fixture
def table() -> StateTable:
    return StateTable("kit.Case", Stage, Stage.DRAFT, ROWS)


def test_every_cell_leads_where_the_table_says_or_nowhere(table):
    allowed = {("draft", "submit"): "open", ("open", "finish"): "done", ("done", "reopen"): "open"}
    cells = {(state, event): target for state, event, target in table.cells()}
    assert len(cells) == 9
    assert {cell: target for cell, target in cells.items() if target} == allowed


def test_a_move_sets_state_and_instant(table):
    case = SimpleNamespace(state="draft", state_since_at=None)
    table.move(case, "submit")
    assert (case.state, case.state_since_at) == ("open", clock.now())


def test_a_move_that_the_table_has_not_is_refused_with_the_official_words(table):
    case = SimpleNamespace(state="draft")
    with pytest.raises(TransitionNotAllowed, match="现在是“草稿”，不能“办结”"):
        table.move(case, "finish")
    assert case.state == "draft"


def test_an_unknown_event_is_a_programming_error(table):
    with pytest.raises(LookupError, match="fly"):
        table.move(SimpleNamespace(state="draft"), "fly")


def test_the_buttons_are_the_events_of_the_state(table):
    assert [row.label for row in table.open_events("done")] == ["重新办理"]
    assert table.can(SimpleNamespace(state="open"), "finish")
    assert not table.can(SimpleNamespace(state="draft"), "finish")


def test_every_state_is_reached_and_the_ends_are_known(table):
    assert table.reachable() == {"draft", "open", "done"}
    assert table.final() == set()
    assert StateTable("kit.Short", Stage, Stage.DRAFT, ROWS[:1]).reachable() == {"draft", "open"}
    assert StateTable("kit.Ends", Stage, Stage.DRAFT, ROWS[:2]).final() == {"done"}


def test_the_database_knows_the_same_states(table):
    constraint = table.constraint("case_state")
    assert constraint.condition == models.Q(state__in=["draft", "open", "done"])
    assert table.field().choices == Stage.choices


def test_the_diagram_speaks_the_official_words(table):
    assert "    draft --> open: 提交" in table.diagram()
    assert "    [*] --> draft" in table.diagram()


def test_one_event_from_one_state_to_two_places_is_refused():
    twice = [*ROWS, ("submit", "提交", Stage.DRAFT, Stage.DONE)]
    with pytest.raises(ValueError, match="twice"):
        StateTable("kit.Twice", Stage, Stage.DRAFT, twice)


def test_a_state_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="known states"):
        StateTable("kit.Wrong", Stage, Stage.DRAFT, [("go", "去", "darft", Stage.DONE)])
