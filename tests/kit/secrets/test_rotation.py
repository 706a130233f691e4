"""New keys for old, while the application runs."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from juxian.kit.models import AuditEvent
from juxian.kit.secrets import SecretDamaged, blind_index, renewal, rotation
from juxian.kit.secrets.envelope import key_id
from juxian.kit.secrets.keys import Algorithm, key_source, ring
from juxian.kit.secrets.renewal import RowsHeld, retire, rotate, rotate_class, rows_by_key
from tests.kit.secrets.holder import Holder, raw, stored

AES = Algorithm.AES_256_GCM


def numbers(count):
    return [f"35029919900101{serial:04d}" for serial in range(count)]


@pytest.fixture
def holders(table):
    return Holder.objects.bulk_create([Holder(identity=number, phone="13800138000") for number in numbers(25)])


def opened():
    return sorted(holder.identity.open() for holder in Holder.objects.all())


def test_every_row_is_sealed_anew_and_opens_as_before(holders):
    old = ring("identity").current_id
    new = key_source().add("identity", AES).id
    assert rotate(Holder, "identity", chunk=10) == 25
    assert rows_by_key("identity", [Holder]) == {new: 25}
    assert opened() == numbers(25)
    assert old in ring("identity").keys


def test_doing_it_again_does_nothing(holders):
    key_source().add("identity", AES)
    rotate(Holder, "identity")
    before = stored(holders[0])
    assert rotate(Holder, "identity") == 0
    assert stored(holders[0]) == before


def test_the_index_and_the_other_columns_stay_as_they_are(holders):
    phone = stored(holders[0], "phone")
    key_source().add("identity", AES)
    rotate(Holder, "identity")
    assert stored(holders[0], "phone") == phone
    assert Holder.objects.get(identity_index=blind_index("identity", numbers(1)[0])).pk == holders[0].pk


def test_an_interrupted_run_goes_on_where_it_stopped(holders, monkeypatch):
    key_source().add("identity", AES)
    real, calls = renewal._seal_anew, []

    def die_at_the_thirteenth(row, field, damaged):
        calls.append(row)
        if len(calls) == 13:
            raise KeyboardInterrupt
        return real(row, field, damaged)

    monkeypatch.setattr(renewal, "_seal_anew", die_at_the_thirteenth)
    with pytest.raises(KeyboardInterrupt):
        rotate(Holder, "identity", chunk=10)
    monkeypatch.setattr(renewal, "_seal_anew", real)
    assert sorted(rows_by_key("identity", [Holder]).values()) == [10, 15]
    assert opened() == numbers(25)
    assert rotate(Holder, "identity") == 15


def test_a_save_takes_the_current_key_by_itself(holders):
    new = key_source().add("identity", AES).id
    row = Holder.objects.get(pk=holders[0].pk)
    row.save()
    assert key_id(stored(row)) == new


def test_another_process_notices_the_new_key(holders):
    from juxian.kit.secrets.key_files import FileKeys

    elsewhere = FileKeys(key_source().directory)
    assert elsewhere.ring("identity").current_id == ring("identity").current_id
    new = key_source().add("identity", AES).id
    assert elsewhere.ring("identity").current_id == new


def test_every_column_of_a_class_is_rotated_and_no_other(holders):
    Holder.objects.filter(pk=holders[0].pk).get().save()
    identity = ring("identity").current_id
    key_source().add("phone", AES)
    assert rotate_class("phone", [Holder]) == {"kit.Holder.phone": 25, "kit.Holder.spare_phone": 0}
    assert rows_by_key("identity", [Holder]) == {identity: 25}


def test_a_change_of_algorithm_is_a_rotation(holders):
    key_source().add("identity", Algorithm.SM4_GCM)
    rotate(Holder, "identity")
    assert stored(holders[0])[5] == 2
    assert opened() == numbers(25)


def test_a_damaged_row_is_named_at_the_end_and_stops_nobody_else(holders):
    key_source().add("identity", AES)
    raw("UPDATE test_secret_holder SET identity = substr(identity, 1, 40) WHERE id = %s", holders[3].pk)
    with pytest.raises(SecretDamaged, match=str(holders[3].pk)):
        rotate(Holder, "identity", chunk=5)
    assert sorted(rows_by_key("identity", [Holder]).values()) == [1, 24]


def test_a_key_is_retired_when_a_day_has_passed_and_no_row_names_it(holders):
    old = ring("identity").current_id
    key_source().add("identity", AES)
    tomorrow = datetime.now(UTC) + timedelta(days=1, minutes=1)
    with time_machine.travel(tomorrow, tick=False):
        assert retire("identity", [Holder]) == []  # its rows still name it
        rotate(Holder, "identity")
    assert retire("identity", [Holder]) == []  # a slow transaction may still write it
    with time_machine.travel(tomorrow, tick=False):
        assert retire("identity", [Holder]) == [old]
    assert old not in ring("identity").keys
    assert old in (key_source().directory / "identity.retired.json").read_text()
    assert opened() == numbers(25)


def test_the_current_key_is_never_retired(holders):
    with pytest.raises(ValueError, match="current"):
        key_source().retire("identity", ring("identity").current_id)


def test_a_row_under_a_lost_key_says_which_key(holders):
    old = ring("identity").current_id
    key_source().add("identity", AES)
    key_source().retire("identity", old)
    with pytest.raises(SecretDamaged, match=old):
        Holder.objects.first().identity.open()


@pytest.mark.django_db
def test_the_command_rotates_continues_lists_and_retires(capsys):
    assert rotation.main(["make"]) == 0
    first = ring("bank").current_id
    assert rotation.main(["rotate", "bank"]) == 0
    assert ring("bank").current_id != first
    second = ring("bank").current_id
    assert rotation.main(["rotate", "bank", "--continue"]) == 0
    assert ring("bank").current_id == second
    assert rotation.main(["list"]) == 0
    assert rotation.main(["retire", "bank"]) == 0
    said = capsys.readouterr().out
    assert first in said
    assert ring("bank").current.material.hex() not in said
    names = set(AuditEvent.objects.values_list("name", flat=True))
    assert {"kit.add_key", "kit.rotate_keys", "kit.retire_keys"} <= names


@pytest.mark.django_db
def test_the_command_without_keys_says_what_to_do(capsys, settings):
    settings.MAKE_KEYS_ON_FIRST_USE = False
    assert rotation.main(["rotate", "bank"]) == 1
    assert "juxian keys make" in capsys.readouterr().err


@pytest.fixture
def committed(_holder_table, transactional_db):
    """Rows that other connections see; taken away afterwards, since no flush knows this table."""
    yield Holder.objects.bulk_create([Holder(identity=number) for number in numbers(120)])
    raw("DELETE FROM test_secret_holder")


def in_threads(*jobs):
    faults = []

    def run(job):
        try:
            job()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if faults:
        raise faults[0]


@pytest.mark.race
def test_no_write_is_lost_while_keys_are_rotated(committed):
    """Two writers give every row a new number while the rotation goes through them."""
    started = threading.Barrier(3)

    def writer(half):
        started.wait()
        for place, row in enumerate(committed):
            if place % 2 == half:
                fresh = Holder.objects.get(pk=row.pk)
                fresh.identity = f"11010119800101{place:04d}"
                fresh.save()

    def rotator():
        started.wait()
        for _ in range(3):
            key_source().add("identity", AES)
            rotate(Holder, "identity", chunk=7)

    in_threads(lambda: writer(0), lambda: writer(1), rotator)
    rotate(Holder, "identity")
    assert opened() == [f"11010119800101{place:04d}" for place in range(120)]
    assert set(rows_by_key("identity", [Holder])) == {ring("identity").current_id}
    for holder in Holder.objects.all():
        assert holder.identity_index == blind_index("identity", holder.identity.open())


@pytest.mark.race
def test_the_same_race_against_a_rotation_without_locks_loses_a_write(committed):
    """The negative control: read, let somebody write, then write back what was read."""
    read, written = threading.Event(), threading.Event()

    def naive():
        rows = list(Holder.objects.all())
        read.set()
        written.wait(10)
        for row in rows:
            row.save()

    def writer():
        read.wait(10)
        fresh = Holder.objects.get(pk=committed[0].pk)
        fresh.identity = "110101198001010000"
        fresh.save()
        written.set()

    in_threads(naive, writer)
    assert "110101198001010000" not in opened()


@pytest.mark.race
def test_a_row_that_somebody_holds_is_waited_for_and_named(committed, monkeypatch):
    monkeypatch.setattr(renewal, "PATIENCE", 2)
    monkeypatch.setattr(renewal, "PAUSE", 0.01)
    key_source().add("identity", AES)
    held, done = threading.Event(), threading.Event()

    def holder():
        with transaction.atomic():
            Holder.objects.select_for_update().get(pk=committed[5].pk)
            held.set()
            done.wait(20)

    def rotator():
        held.wait(10)
        try:
            with pytest.raises(RowsHeld, match="test_secret_holder"):
                rotate(Holder, "identity")
        finally:
            done.set()

    in_threads(holder, rotator)
    assert rotate(Holder, "identity") == 1
