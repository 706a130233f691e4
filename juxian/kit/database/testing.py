"""A pytest plugin (`-p juxian.kit.database.testing`): without DATABASE_URL the suite runs on a cluster of its own,
var/test-postgres, quick and careless. It must be loaded before Django reads its settings."""

import atexit
import os
from pathlib import Path

import pytest

from juxian.kit.database.embedded import Cluster

ROOT = Path(__file__).resolve().parents[3]


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the cluster once; workers of xdist find its address in their environment."""
    os.environ.setdefault("JUXIAN_DB_ROLE", "owner")
    if os.environ.get("DATABASE_URL"):
        return
    cluster = Cluster(Path(os.environ.get("JUXIAN_VAR", ROOT / "var")) / "test-postgres", durable=False)
    if cluster.start():
        atexit.register(cluster.stop)  # also where the suite does not even begin
    os.environ["DATABASE_URL"] = cluster.url()
