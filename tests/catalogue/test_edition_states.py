"""Every cell of the tables: an event leads on where the table says so, and is refused everywhere else."""

import pytest
from django.db import IntegrityError, transaction

from juxian.catalogue.models import Edition
from juxian.catalogue.states import EDITION, OPINION
from juxian.kit.errors import TransitionNotAllowed

CELLS = [(table, *cell) for table in (EDITION, OPINION) for cell in table.cells()]


class Row:
    def __init__(self, state: str):
        self.state = state


@pytest.mark.parametrize(("table", "state", "event", "target"), CELLS)
def test_every_cell_leads_where_the_table_says(table, state, event, target):
    row = Row(state)
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            table.move(row, event)
        assert row.state == state
    else:
        table.move(row, event)
        assert row.state == target


@pytest.mark.parametrize("table", [EDITION, OPINION])
def test_every_state_can_be_reached(table):
    assert table.reachable() == set(table.states.values)


@pytest.mark.django_db
def test_the_database_refuses_an_unknown_state():
    with pytest.raises(IntegrityError, match="edition_state"), transaction.atomic():
        Edition.objects.create(year=2025, title="目录", state="lost")
