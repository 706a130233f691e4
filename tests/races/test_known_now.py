"""A run is frozen while a file becomes part of what counts: what it read can be read again, "as known at" its instant."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from juxian.demo import register_files as files
from juxian.kit import clock
from juxian.registers import actions
from juxian.registers.facts import known_now
from juxian.registers.importers import check_file, take_in_file
from juxian.registers.models import Delivery, InsuranceMonth
from tests.cast import make_cast
from tests.registers.factories import FEBRUARY, Desk

pytestmark = pytest.mark.race


def counted(instant: dt.datetime) -> int:
    return InsuranceMonth.objects.known_at(instant).count()


def freeze_meanwhile(freeze: Callable[[], dt.datetime]) -> tuple[int, int]:
    """Freeze while a delivery has taken its instant and not yet committed. Return what counts then, and afterwards."""
    desk = Desk(make_cast())
    file = files.csv_file("insurance", desk.insurance())
    upload = files.accept_upload(file, kinds=("csv",), by=desk.by, purpose=files.FILE)
    sent = actions.send_delivery(upload, register="insurance", month=FEBRUARY, by=desk.by)
    delivery = actions.begin_delivery(check_file(sent), by=desk.by)
    has_taken_its_instant, may_commit = threading.Event(), threading.Event()

    def finish() -> None:
        try:
            with transaction.atomic():
                take_in_file(Delivery.objects.get(pk=delivery.pk))
                has_taken_its_instant.set()
                may_commit.wait(2)  # whoever waits for the commit cannot tell us to commit
        finally:
            connection.close()

    writer = threading.Thread(target=finish)
    writer.start()
    assert has_taken_its_instant.wait(20)
    instant = freeze()
    seen = counted(instant)
    may_commit.set()
    writer.join(20)
    return seen, counted(instant)


def test_a_frozen_instant_reads_the_same_later(transactional_db: None) -> None:
    assert freeze_meanwhile(known_now) == (2, 2)


def test_the_naive_way_reads_something_else_later(transactional_db: None) -> None:
    """Negative control: the present instant, without waiting for whoever has already taken theirs."""
    assert freeze_meanwhile(clock.now) == (0, 2)
