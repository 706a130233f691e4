"""Rows that decide rights or money leave a line however they are changed; the record itself cannot be changed."""

import pytest
from django.apps import apps
from django.db import InternalError, ProgrammingError, connection, transaction

from juxian.kit.access import SYSTEM, VISITOR
from juxian.kit.audit import acting_as, record, watching
from juxian.kit.models import AuditEvent
from juxian.kit.secrets import BlindIndexField, EncryptedTextField

pytestmark = pytest.mark.django_db
REFUSED = (InternalError, ProgrammingError)


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def rows() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(kind="row").order_by("id"))


@pytest.fixture
def watched(monkeypatch):
    """A table of nobody's, watched like a model's."""
    run(
        "CREATE TABLE probe (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, amount int, note text, "
        "secret bytea, pin text)"
    )
    monkeypatch.setitem(watching.WATCHES, "probe", ("pin",))
    watching.install()


def test_an_insert_by_raw_sql_leaves_a_line(watched):
    run("INSERT INTO probe (name, amount) VALUES ('吕师傅', 3)")
    (line,) = rows()
    assert (line.name, line.subject_type) == ("probe.insert", "probe")
    assert line.data["after"]["name"] == "吕师傅"
    assert str(line.subject_id) == line.data["after"]["id"]


def test_a_bulk_update_leaves_one_line_a_row_with_what_changed(watched):
    run("INSERT INTO probe (name, amount) VALUES ('a', 1), ('b', 2)")
    run("UPDATE probe SET amount = amount + 10")
    first, second = rows()[2:]
    assert first.data == {"before": {"amount": 1}, "after": {"amount": 11}}
    assert second.data == {"before": {"amount": 2}, "after": {"amount": 12}}


def test_a_value_that_becomes_empty_is_written(watched):
    run("INSERT INTO probe (note) VALUES ('x')")
    run("UPDATE probe SET note = NULL")
    assert rows()[-1].data == {"before": {"note": "x"}, "after": {"note": None}}


def test_an_update_that_changes_nothing_leaves_no_line(watched):
    run("INSERT INTO probe (amount) VALUES (1)")
    run("UPDATE probe SET amount = 1")
    assert [line.name for line in rows()] == ["probe.insert"]


def test_a_deleted_row_is_kept_in_the_record(watched):
    run("INSERT INTO probe (name) VALUES ('gone')")
    run("DELETE FROM probe")
    assert rows()[-1].data["before"]["name"] == "gone"
    assert "after" not in rows()[-1].data


def test_secrets_and_binary_columns_are_named_but_not_shown(watched):
    run("INSERT INTO probe (secret, pin) VALUES ('\\xDEADBEEF', '8642')")
    run("UPDATE probe SET secret = '\\xFEEDFACE', pin = '9753'")
    assert rows()[-1].data == {"before": {}, "after": {}, "by_name_only": ["pin", "secret"]}
    assert not any(
        word in str(line.data).lower() for line in rows() for word in ("8642", "9753", "deadbeef", "feedface")
    )


def test_emptying_a_watched_table_leaves_a_line(watched):
    run("TRUNCATE probe")
    assert rows()[-1].name == "probe.truncate"


def test_a_raw_row_names_the_acting_person_and_no_longer_than_they_act(watched):
    with transaction.atomic(), acting_as(VISITOR):
        run("INSERT INTO probe (amount) VALUES (1)")
        with transaction.atomic(), acting_as(SYSTEM):
            run("INSERT INTO probe (amount) VALUES (2)")
        run("INSERT INTO probe (amount) VALUES (3)")
    run("INSERT INTO probe (amount) VALUES (4)")
    assert [line.role for line in rows()] == ["visitor", "system", "visitor", ""]


def test_a_refused_action_does_not_leave_its_actor_behind(watched):
    with pytest.raises(ValueError, match="no"), transaction.atomic(), acting_as(VISITOR):
        raise ValueError("no")
    run("INSERT INTO probe (amount) VALUES (4)")
    assert rows()[-1].role == ""


def test_installing_again_changes_nothing(watched):
    before = triggers()
    watching.install()
    assert triggers() == before


def test_a_column_that_becomes_secret_changes_the_trigger(watched, monkeypatch):
    monkeypatch.setitem(watching.WATCHES, "probe", ("pin", "note"))
    watching.install()
    run("INSERT INTO probe (note) VALUES ('private')")
    assert "note" in rows()[-1].data["by_name_only"]


def test_a_table_that_is_no_longer_watched_loses_its_trigger(watched, monkeypatch):
    monkeypatch.delitem(watching.WATCHES, "probe")
    watching.install()
    run("INSERT INTO probe (amount) VALUES (1)")
    assert rows() == []


@pytest.mark.parametrize("sql", ["UPDATE audit_event SET name = 'x'", "DELETE FROM audit_event"])
def test_the_record_refuses_change(sql):
    record("action", "kit.probe", by=SYSTEM)
    with pytest.raises(REFUSED, match="append-only"):
        run(sql)


@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
def test_the_record_refuses_to_be_emptied(table):
    run(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER audit_keep_table")
    with pytest.raises(REFUSED, match="append-only"):
        run(f"TRUNCATE {table}")


def test_the_writer_cannot_choose_when_it_was_written():
    run(
        "INSERT INTO audit_event (kind, name, actor_label, role, subject_type, from_state, to_state, data, xid, written_at)"
        " VALUES ('action', 'x', '', '', '', '', '', '{}', '3', '2001-01-01')"
    )
    event = AuditEvent.objects.get()
    assert event.xid > 3
    assert event.written_at.year > 2001


def test_no_trigger_writes_passwords_secrets_or_their_digests():
    with connection.cursor() as cursor:
        watches = {watched.table: watched.by_name_only for watched in watching.wanted_watches(cursor)}
    models = [model for model in apps.get_models() if model._meta.db_table in watches]
    assert models, "no model is audited"
    for model in models:
        secret = {
            field.column
            for field in model._meta.concrete_fields
            if isinstance(field, EncryptedTextField | BlindIndexField) or field.name == "password"
        }
        assert secret <= watches[model._meta.db_table], model


def test_every_audited_model_has_its_trigger():
    with connection.cursor() as cursor:
        wanted = {watched.table for watched in watching.wanted_watches(cursor)}
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname = 'audit_row_change'"
        )
        assert wanted == {table for (table,) in cursor.fetchall()}


def triggers() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid, tgname, tgargs, tgenabled FROM pg_trigger WHERE tgname LIKE 'audit%' ORDER BY oid")
        return cursor.fetchall()
