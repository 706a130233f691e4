"""What most commands stand on: the settings, the folder var, and a database that runs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juxian.kit.database.embedded import Cluster
from juxian.kit.database.settings import EMBEDDED_HOME

ROOT = Path(__file__).resolve().parents[3]
PYTHON = [sys.executable, "-m", "juxian.config.cli"]


class CommandError(Exception):
    """A command cannot do what it was asked. The message says what, why, and what to do."""


def var_dir() -> Path:
    """The folder that holds everything a running platform writes."""
    return Path(os.environ.get("JUXIAN_VAR", ROOT / "var"))


def cluster() -> Cluster | None:
    """The embedded database, or None where DATABASE_URL names a server."""
    return None if os.environ.get("DATABASE_URL") else Cluster(var_dir() / EMBEDDED_HOME)


def choose_settings() -> str:
    """Name the settings: what the environment says; production where a secret key is set; else development."""
    kind = "production" if os.environ.get("JUXIAN_SECRET_KEY") else "development"
    return os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"juxian.config.settings.{kind}")


def set_up_django(role: str = "app") -> None:
    """Load settings and models, with the database role this command needs."""
    import django

    choose_settings()
    os.environ["JUXIAN_DB_ROLE"] = role
    django.setup()


@contextmanager
def database_running() -> Iterator[None]:
    """Run the embedded database for as long as needed: what ran before goes on, what this started stops."""
    embedded = cluster()
    started = embedded.start() if embedded else False
    try:
        yield
    finally:
        if embedded and started:
            embedded.stop()
