"""A later `juxian demo` skips what it did before, and only while nothing has changed."""

import pytest

from juxian.config.cli import prepared


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    monkeypatch.setenv("JUXIAN_VAR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in (
        "juxian/people/migrations/0001.py",
        "juxian/locale/en/django.po",
        "juxian/locale/en/django.mo",
        "var/postgres/launcher.json",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first")
    prepared.note_prepared()
    return tmp_path


def test_nothing_changed(package):
    assert prepared.is_prepared()


@pytest.mark.parametrize(
    "name", ["juxian/people/migrations/0001.py", "juxian/locale/en/django.po", "var/postgres/launcher.json"]
)
def test_a_changed_file_counts(package, name):
    (package / name).write_text("second")
    assert not prepared.is_prepared()


def test_a_new_migration_counts(package):
    (package / "juxian/people/migrations/0002.py").touch()
    assert not prepared.is_prepared()


def test_a_missing_catalogue_counts(package):
    (package / "juxian/locale/en/django.mo").unlink()
    assert not prepared.is_prepared()


def test_a_named_server_is_always_looked_at(package, monkeypatch):
    (package / "var/prepared").unlink()
    monkeypatch.setenv("DATABASE_URL", "postgres://db/x")
    prepared.note_prepared()
    assert not prepared.is_prepared()
