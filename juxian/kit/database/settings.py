"""Which database Django talks to: DATABASE_URL, or the embedded cluster under var/postgres. Starts nothing.

DATABASE_URL        a server of PostgreSQL 15 or later, as the role that serves people (owns nothing)
DATABASE_OWNER_URL  the same database as the role that owns the tables; without it DATABASE_URL does both
JUXIAN_DB_ROLE      app (default) or owner: owner migrates
JUXIAN_DB_POOL      set by the ASGI entry: there each request may run in another thread, so connections are pooled
"""

import json
import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from juxian.kit.database.roles import APP, DATABASE, OWNER
from juxian.kit.database.server import PORT

# Nobody waits longer than this for a lock, a statement or a forgotten transaction (reliability.md).
_SESSION = {
    "default_transaction_isolation": "read\\ committed",
    "lock_timeout": "3s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "60s",
    "random_page_cost": "1.1",  # no disk turns any more: with 4 a search of 10,000 rows reads all 178,200 instead
}
POOL = {"min_size": 2, "max_size": 24, "timeout": 10, "max_idle": 300}
EMBEDDED_HOME = "postgres"  # under var/


def session_options(**other: str) -> str:
    """Return the session's limits and planner cost as libpq writes them. `other` replaces some."""
    return " ".join(f"-c {name}={value}" for name, value in {**_SESSION, **other}.items())


def database_settings(var_dir: Path, role: str = "") -> dict[str, Any]:
    """Return Django's DATABASES entry for the role ("app" or "owner"; else what the environment says)."""
    owner = (role or os.environ.get("JUXIAN_DB_ROLE", "app")) == "owner"
    place = _named_server(owner) or _embedded(var_dir, OWNER if owner else APP)
    # A migration may rewrite a table for an hour; it still gives up quickly on a lock.
    options = session_options(statement_timeout="0") if owner else session_options()
    entry = {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "OPTIONS": {**place["OPTIONS"], "options": options},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    if os.environ.get("JUXIAN_DB_POOL"):
        entry["OPTIONS"]["pool"] = POOL
        entry["CONN_MAX_AGE"] = 0
    return entry


def _named_server(owner: bool) -> dict[str, Any] | None:
    url = os.environ.get("DATABASE_URL", "")
    if owner:
        url = os.environ.get("DATABASE_OWNER_URL") or url
    if not url:
        return None
    parts = conninfo_to_dict(url)
    place = {key.upper(): str(parts.pop(key, "")) for key in ("user", "password", "host", "port")}
    return {"NAME": parts.pop("dbname", DATABASE), **place, "OPTIONS": parts}


def _embedded(var_dir: Path, role: str) -> dict[str, Any]:
    """The embedded cluster; before its first start with an empty password, which no server accepts."""
    home = var_dir / EMBEDDED_HOME
    store = _read(home / "launcher.json").get("store", str(home))
    password = _read(home / "connection.json").get(role, "")
    host = str(Path(store) / "run")
    return {"NAME": DATABASE, "USER": role, "PASSWORD": password, "HOST": host, "PORT": str(PORT), "OPTIONS": {}}


def _read(path: Path) -> dict[str, str]:
    return json.loads(path.read_text()) if path.exists() else {}
