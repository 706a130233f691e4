"""Every cell of the three tables, and the database's own list of states."""

import pytest
from django.db import IntegrityError, transaction

from juxian.kit.errors import TransitionNotAllowed
from juxian.notices.models import NoticeEntry, PublicNotice
from juxian.notices.states import ENTRY, NOTICE, OBJECTION
from tests.notices.factories import make_notice

CELLS = [(table, *cell) for table in (NOTICE, ENTRY, OBJECTION) for cell in table.cells()]


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


@pytest.mark.parametrize("table", [NOTICE, ENTRY, OBJECTION])
def test_every_state_can_be_reached(table):
    assert table.reachable() == set(table.states.values)


@pytest.mark.django_db
class TestDatabase:
    def test_an_unknown_state_is_refused(self):
        with pytest.raises(IntegrityError, match="notice_state"), transaction.atomic():
            PublicNotice.objects.filter(pk=make_notice().pk).update(state="lost")

    def test_a_published_notice_has_a_period(self):
        with pytest.raises(IntegrityError, match="notice_published_has_period"), transaction.atomic():
            PublicNotice.objects.filter(pk=make_notice().pk).update(ends_on=None)

    def test_a_subject_stands_once_on_a_notice(self):
        first, second = make_notice().entries.all()
        with pytest.raises(IntegrityError, match="notice_entry_once"), transaction.atomic():
            NoticeEntry.objects.filter(pk=second.pk).update(subject_id=first.subject_id)
