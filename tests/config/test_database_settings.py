"""Which database Django is told to use."""

import json

import pytest

from juxian.kit.database.settings import database_settings


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "JUXIAN_DB_ROLE", "JUXIAN_DB_POOL"):
        monkeypatch.delenv(name, raising=False)


def test_a_named_server_is_used_with_what_its_address_says(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://anna:p%40ss@db.example:6432/talents?sslmode=verify-full")
    entry = database_settings(tmp_path)
    place = {key: entry[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert place == {"NAME": "talents", "USER": "anna", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "6432"}
    assert entry["OPTIONS"]["sslmode"] == "verify-full"


def test_the_owner_has_an_address_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@db/talents")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@db/talents")
    assert database_settings(tmp_path)["USER"] == "app"
    monkeypatch.setenv("JUXIAN_DB_ROLE", "owner")
    assert database_settings(tmp_path)["USER"] == "owner"


def test_without_a_name_it_is_the_embedded_cluster_and_nothing_is_started(tmp_path):
    entry = database_settings(tmp_path)
    assert entry["HOST"] == str(tmp_path / "postgres" / "run")
    assert entry["USER"] == "juxian_app"
    assert list(tmp_path.iterdir()) == []


def test_the_embedded_cluster_may_lie_elsewhere(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "launcher.json").write_text(json.dumps({"password": "s", "store": "/var/lib/juxian/x"}))
    (tmp_path / "postgres" / "connection.json").write_text(json.dumps({"juxian_app": "a", "juxian_owner": "o"}))
    entry = database_settings(tmp_path)
    assert (entry["HOST"], entry["PASSWORD"]) == ("/var/lib/juxian/x/run", "a")


def test_people_never_wait_long_and_only_migrations_may_run_long(monkeypatch, tmp_path):
    limits = database_settings(tmp_path)["OPTIONS"]["options"]
    assert "lock_timeout=3s" in limits
    assert "statement_timeout=15s" in limits
    assert "idle_in_transaction_session_timeout=60s" in limits
    assert "default_transaction_isolation=read\\ committed" in limits
    monkeypatch.setenv("JUXIAN_DB_ROLE", "owner")
    assert "statement_timeout=0" in database_settings(tmp_path)["OPTIONS"]["options"]


def test_only_the_asgi_server_pools(monkeypatch, tmp_path):
    assert "pool" not in database_settings(tmp_path)["OPTIONS"]
    monkeypatch.setenv("JUXIAN_DB_POOL", "1")
    entry = database_settings(tmp_path)
    assert entry["OPTIONS"]["pool"]["max_size"] > 1
    assert entry["CONN_MAX_AGE"] == 0


@pytest.mark.django_db
def test_the_session_has_these_limits():
    from django.db import connection

    with connection.cursor() as cursor:
        found = []
        for name in (
            "lock_timeout",
            "statement_timeout",
            "idle_in_transaction_session_timeout",
            "transaction_isolation",
        ):
            cursor.execute(f"SHOW {name}")
            found.append(cursor.fetchone()[0])
    assert found == ["3s", "15s", "1min", "read committed"]
