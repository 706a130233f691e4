"""What the role that serves people may do in the database."""

import pytest
from django.db import ProgrammingError, connection, transaction

from juxian.kit.database.grants import app_role, append_only_tables, grant_app_role
from tests.app_role import as_the_serving_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def role_exists():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [app_role()])
        if cursor.fetchone() is None:
            pytest.skip(f"this server has no role {app_role()}")


def may(right: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [app_role(), table, right])
        return cursor.fetchone()[0]


def test_it_reads_and_writes_rows():
    assert [may(right, "people_person") for right in ("SELECT", "INSERT", "UPDATE", "DELETE")] == [True] * 4


def test_it_never_rewrites_the_record():
    assert "audit_event" in append_only_tables()
    for table in append_only_tables():
        assert may("SELECT", table)
        assert may("INSERT", table)
        assert not any(may(right, table) for right in ("UPDATE", "DELETE", "TRUNCATE")), table


def test_it_empties_no_table_and_makes_none():
    assert not may("TRUNCATE", "people_person")
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [app_role()])
        assert cursor.fetchone() == (False,)


def test_it_reads_migrations_and_changes_none():
    assert may("SELECT", "django_migrations")
    assert not may("INSERT", "django_migrations")


def test_a_new_table_can_never_be_rewritten_before_it_is_granted():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id int)")
    assert may("INSERT", "later")
    assert not may("UPDATE", "later")


def test_granting_repairs_what_was_given_by_hand():
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE ON audit_event TO {app_role()}")
    assert may("UPDATE", "audit_event")
    grant_app_role()
    assert not may("UPDATE", "audit_event")


def test_postgresql_itself_refuses_the_app_role():
    with (
        as_the_serving_role(),
        pytest.raises(ProgrammingError, match="permission denied for table audit_event"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_event SET name = 'other'")
