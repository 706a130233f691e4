"""Which database Django talks to: DATABASE_URL, or the embedded cluster under var/postgres."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Nobody waits longer than this for a lock, a statement or a forgotten transaction (reliability.md).
SESSION_OPTIONS = " ".join(
    [
        "-c default_transaction_isolation=read\\ committed",
        "-c lock_timeout=3s",
        "-c statement_timeout=15s",
        "-c idle_in_transaction_session_timeout=60s",
    ]
)


def database_settings(var_dir: Path) -> dict[str, Any]:
    """Return Django's DATABASES entry. `JUXIAN_DB_ROLE=owner` picks the role that may migrate."""
    url = os.environ.get("DATABASE_URL", "")
    place = _from_url(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "OPTIONS": {"options": SESSION_OPTIONS},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
    }
