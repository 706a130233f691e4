"""Backup and restore with the real programs, each command in a process of its own, on an embedded cluster."""

import os
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

from juxian.config.cli.ground import PYTHON
from juxian.kit.database.embedded import Cluster

pytestmark = pytest.mark.slow


class Installation:
    """A platform under a folder of its own."""

    def __init__(self, folder: Path):
        self.var = folder / "var"
        self.cluster = Cluster(self.var / "postgres", durable=False)  # no power fails here

    def juxian(self, *words: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if key not in FORGOTTEN}
        environment = {
            **kept,
            "JUXIAN_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "juxian.config.settings.development",
        }
        return subprocess.run([*PYTHON, *words], env=environment, capture_output=True, text=True, check=False)

    def counts(self) -> dict[str, int]:
        with psycopg.connect(self.cluster.url()) as database:
            names = [row[0] for row in database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
            return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


FORGOTTEN = {"DATABASE_URL", "DATABASE_OWNER_URL", "JUXIAN_DB_ROLE", "JUXIAN_DB_POOL"}


@pytest.fixture(scope="module")
def installation():
    """One platform for this file: every test leaves rows, uploads and keys as it found them."""
    with tempfile.TemporaryDirectory(prefix="jx", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        made = Installation(Path(folder))
        made.cluster.start()
        assert made.juxian("migrate").returncode == 0
        with psycopg.connect(made.cluster.url()) as database:
            database.execute(
                "INSERT INTO audit_event (kind, name, actor_label, role, subject_type, from_state, to_state, data) "
                "SELECT 'action', 'test.' || n, '', '', '', '', '', '{}' FROM generate_series(1, 500) n"
            )
        for name, text in {"uploads/2025/证书.pdf": "paper", "keys/identity.json": "key"}.items():
            (made.var / name).parent.mkdir(parents=True, exist_ok=True)
            (made.var / name).write_text(text)
        yield made
        made.cluster.stop()


@pytest.fixture
def file(tmp_path):
    """Where a backup goes."""
    return tmp_path / "backup.tar"


def test_what_was_saved_comes_back_and_what_was_there_is_kept(installation, file):
    before = installation.counts()
    saved = installation.juxian("backup", str(file))
    assert saved.returncode == 0, saved.stderr
    with psycopg.connect(installation.cluster.url()) as database:
        database.execute("DROP TABLE audit_event CASCADE")
    (installation.var / "uploads" / "2025" / "证书.pdf").unlink()

    refused = installation.juxian("restore", str(file))
    assert refused.returncode == 1
    assert "--yes" in refused.stderr

    restored = installation.juxian("restore", str(file), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert installation.counts() == before
    assert (installation.var / "uploads" / "2025" / "证书.pdf").read_text() == "paper"
    assert (installation.var / "keys" / "identity.json").read_text() == "key"
    assert len(list(installation.var.glob("keys_before_*"))) == 1
    assert app_may_read_but_not_rewrite(installation.cluster)


def test_a_damaged_backup_changes_nothing(installation, file):
    installation.juxian("backup", str(file))
    before = installation.counts()
    file.write_bytes(file.read_bytes()[:-20_000])
    refused = installation.juxian("restore", str(file), "--yes")
    assert refused.returncode == 1
    assert "not" in refused.stderr
    assert installation.counts() == before
    assert (installation.var / "keys" / "identity.json").exists()


def test_a_backup_never_replaces_another(installation, file):
    file.write_text("older")
    assert installation.juxian("backup", str(file)).returncode == 1
    assert file.read_text() == "older"


def app_may_read_but_not_rewrite(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.url("juxian_app")) as database:
        database.execute("SELECT count(*) FROM audit_event")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            database.execute("DELETE FROM audit_event")
    return True
