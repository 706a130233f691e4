"""The chain of seals finds what was altered, deleted, inserted, reordered or cut off, and names the event."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from juxian.kit.access import SYSTEM
from juxian.kit.audit import record, sealing, signing, verify
from juxian.kit.audit.checking import verify_database
from juxian.kit.audit.checkpoints import checkpoints_path
from juxian.kit.audit.export import export_lines
from juxian.kit.models import AuditEvent, AuditSeal
from tests.kit.sealing import seal_all, tamper, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


def test_what_is_sealed_and_untouched_is_sound():
    write("a", "b", "c")
    seal_all()
    write("d")
    seal_all()
    report = verify_database()
    assert report.faults == []
    assert (report.events, report.sealed, report.seals, report.checkpoints) == (4, 4, 2, 2)


def test_an_empty_record_is_sound():
    assert sealing.seal() is None
    assert verify_database().is_sound
    assert sealing.latest_root() is None


def test_what_is_not_sealed_yet_is_no_fault():
    write("a")
    seal_all()
    write("b")
    report = verify_database()
    assert (report.faults, report.sealed) == ([], 1)


def test_an_altered_event_is_named():
    ids = write("a", "b", "c")
    seal_all()
    tamper("UPDATE audit_event SET actor_label = '别人' WHERE id = %s", ids[1])
    assert verify_database().faults == [f"事件 {ids[1]} 被改动（与封条 1 不符）"]


@pytest.mark.parametrize("column", ["at", "written_at"])
def test_an_instant_moved_by_a_microsecond_is_found(column):
    ids = write("a")
    seal_all()
    tamper(f"UPDATE audit_event SET {column} = {column} + interval '1 microsecond' WHERE id = %s", ids[0])
    assert verify_database().faults == [f"事件 {ids[0]} 被改动（与封条 1 不符）"]


def test_a_deleted_event_is_named():
    ids = write("a", "b", "c")
    seal_all()
    tamper("DELETE FROM audit_event WHERE id = %s", ids[1])
    assert verify_database().faults == [f"事件 {ids[1]} 被删除（封条 1 中有它）"]


def test_an_event_inserted_into_the_past_is_named():
    ids = write("a", "b")
    seal_all()
    tamper(
        "INSERT INTO audit_event (id, at, xid, kind, name, actor_label, role, subject_type, from_state, to_state, data) "
        "SELECT 999999, at, xid, kind, 'forged', actor_label, role, '', '', '', '{}' FROM audit_event WHERE id = %s",
        ids[0],
    )
    assert verify_database().faults == ["事件 999999 是事后插入的（封存时还没有它）"]


def test_two_events_that_change_places_are_named():
    first, second = write("a", "b")
    seal_all()
    tamper("UPDATE audit_event SET id = 1000000 + id")
    tamper("UPDATE audit_event SET id = CASE id WHEN %s THEN %s ELSE %s END", 1000000 + first, second, first)
    assert [fault[:8] for fault in verify_database().faults] == [f"事件 {first} 被改"[:8], f"事件 {second} 被改"[:8]]


def test_a_deleted_seal_breaks_the_chain():
    for name in "abc":
        write(name)
        seal_all()
    tamper("DELETE FROM audit_seal WHERE number = 2")
    faults = verify_database().faults
    assert "封条 3 处应为封条 2，链条中断" in faults
    assert "封条 3 与前一封条不相连，链条中断" in faults


def test_an_event_altered_together_with_its_seal_fails_the_signature():
    ids = write("a")
    seal_all()
    tamper("UPDATE audit_event SET name = 'x' WHERE id = %s", ids[0])
    lines = list(export_lines())
    event = next(line for line in lines if b'"seal"' not in line and b'"export"' not in line)
    leaf = verify.leaf_hash(event)
    tamper("UPDATE audit_seal SET leaves = %s, root = %s", leaf, verify.merkle_root([leaf]).hex())
    assert verify_database().faults == ["封条 1 的签名不符"]


def test_a_chain_rewritten_with_the_key_itself_fails_the_checkpoint():
    write("a")
    seal_all()
    tamper("DELETE FROM audit_seal")
    tamper("UPDATE audit_event SET name = 'x'")
    kept = checkpoints_path().read_text()
    seal_all()
    assert kept == checkpoints_path().read_text(), "a checkpoint once written is not written over"
    assert verify_database().faults == ["封条 1 与外存检查点不符，链条被重写"]


def test_a_shortened_tail_is_found_by_the_checkpoint_and_only_by_it():
    ids = write("a")
    seal_all()
    ids = write("b", "c")
    seal_all()
    tamper("DELETE FROM audit_event WHERE id > %s", ids[0])
    tamper("DELETE FROM audit_seal WHERE number = 2")
    assert verify_database().faults == [f"封条 2 不见了，末尾被截去（事件 {ids[1]} 至 {ids[2]}）"]
    checkpoints_path().unlink()
    assert verify_database().faults == []


def test_a_signature_by_another_key_is_refused(settings, tmp_path):
    write("a")
    seal_all()
    settings.KEYS_DIR = tmp_path / "other"
    signing.signing_key()
    assert "封条 1 的签名不符" in verify_database().faults


def test_the_signing_key_is_for_its_owner_alone():
    first = signing.signing_key().private_bytes_raw()
    assert signing.signing_key().private_bytes_raw() == first
    assert signing.private_key_path().stat().st_mode & 0o777 == 0o600
    assert len(verify.read_keys(signing.public_key_path())) == 1


def test_a_second_sealer_leaves_the_first_alone():
    write("a")
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [sealing.ONE_SEALER])
            held.set()
            let_go.wait(10)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    assert sealing.seal() is None
    let_go.set()
    thread.join()
    seal_all()
    assert AuditSeal.objects.count() == 1


def test_the_role_of_the_application_seals_exports_and_checks():
    from juxian.kit.database.grants import app_role, grant_app_role

    grant_app_role()
    write("a")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app_role()])
        if cursor.fetchone() is None:
            pytest.skip(f"this server has no role {app_role()}")
        cursor.execute(f"SET ROLE {app_role()}")
        try:
            seal_all()
            assert verify_database().faults == []
        finally:
            cursor.execute("RESET ROLE")


def test_the_root_for_the_public_page_is_the_newest():
    ids = write("a", "b")
    seal_all()
    root = sealing.latest_root()
    assert root is not None
    assert (root["number"], root["last_event"]) == (1, ids[-1])
    assert root["root"] == verify_database().root


def test_events_that_came_with_a_backup_of_another_server_are_sealed():
    """A restored record has transaction numbers of the old server, from the future as seen here."""
    write("old")
    tamper("UPDATE audit_event SET xid = '900000000000'")
    seal_all()
    tamper("UPDATE audit_seal SET cluster = 'the old server', until_xid = '900000000001'")
    write("new")
    seal_all()
    assert [len(made.event_ids) for made in AuditSeal.objects.order_by("number")] == [1, 1]


# --- the sealer against a row that commits late, and the naive sealer as negative control


def naive_seal(sealed: set[int]) -> None:
    """What everybody writes first: all events with a higher id than the last."""
    last = max(sealed, default=0)
    sealed.update(AuditEvent.objects.filter(id__gt=last).values_list("id", flat=True))


def with_a_late_commit(seal_twice: Callable[[], None]) -> None:
    """One transaction takes the lower id and commits last; the sealer runs before and after."""
    written, let_go = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            record("action", "late", by=SYSTEM)
            written.set()
            let_go.wait(20)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    assert written.wait(10)
    record("action", "early", by=SYSTEM)
    seal_twice()
    let_go.set()
    thread.join()


@pytest.mark.race
def test_a_row_that_commits_late_is_sealed():
    with_a_late_commit(sealing.seal)
    seal_all()
    late, early = AuditEvent.objects.order_by("id")
    assert (late.name, early.name) == ("late", "early")
    assert sorted(number for made in AuditSeal.objects.all() for number in made.event_ids) == [late.id, early.id]
    assert verify_database().faults == []


@pytest.mark.race
def test_a_sealer_by_last_id_loses_that_row():
    sealed: set[int] = set()
    with_a_late_commit(lambda: naive_seal(sealed))
    naive_seal(sealed)
    _late, early = AuditEvent.objects.order_by("id")
    assert sealed == {early.id}, "the negative control must lose the late row"
