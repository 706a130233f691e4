"""PostgreSQL of our own: makes, starts and stops a cluster under one folder. Imports no Django.

    home/                 of whoever starts Juxian
      lock                flock: one starter or stopper at a time
      launcher.json       0600, the superuser's password; for this launcher alone
      connection.json     0600, the passwords of `juxian_owner` and `juxian_app`
      data/ run/          0700, of the account that PostgreSQL runs as

The server listens on a socket in run/ only, asks for a password (scram) even there, and runs without privileges.
Where the account cannot enter home/ (root's own folder is closed), data/ and run/ lie under /var/lib/juxian.
"""

import fcntl
import hashlib
import json
import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from juxian.kit.database.account import choose_account, readable_by, require_own
from juxian.kit.database.binaries import SHARED, binaries_for, find_binaries
from juxian.kit.database.errors import EmbeddedError
from juxian.kit.database.processes import wait_until
from juxian.kit.database.roles import APP, DATABASE, OWNER, ensure_roles
from juxian.kit.database.server import LONGEST_SOCKET, PORT, SOCKET, SUPERUSER, Server

STOP_SECONDS = 60


class Cluster:
    """One PostgreSQL cluster. `durable=False` trades safety for speed and is for tests alone."""

    def __init__(self, home: Path, *, durable: bool = True, binaries: Path | None = None):
        self.home = home.absolute()
        self.durable = durable
        self.store = self._place()
        self.data, self.run_dir = self.store / "data", self.store / "run"
        self._binaries = binaries

    def start(self) -> bool:
        """Make the cluster if there is none, start it if it does not run. Return whether this call started it.

        Raises EmbeddedError with what to do where it cannot."""
        _refuse_long_path(self.run_dir / SOCKET)
        with self._locked():
            if self.answers():
                return False
            if not self.data.exists():
                self._make()
            self.server.clear_after_crash()
            self.server.launch(self.durable, ready=self.answers)
            with psycopg.connect(**self._as_superuser()) as superuser:
                superuser.autocommit = True
                ensure_roles(superuser, self._kept("connection.json", {OWNER: _new_password(), APP: _new_password()}))
            return True

    def stop(self) -> bool:
        """Stop the server and wait for it. Return whether one was running."""
        if self.postmaster is None:
            return False
        with self._locked():
            pid = self.postmaster
            if pid is None:
                return False
            os.kill(pid, signal.SIGINT)
            if not wait_until(lambda: self.postmaster is None, STOP_SECONDS):
                raise EmbeddedError(f"PostgreSQL (process {pid}) did not stop within {STOP_SECONDS} seconds.")
            return True

    def answers(self) -> bool:
        """Tell whether a server answers on our socket and serves our data: the only meaning of *ready*."""
        if not (self.home / "launcher.json").exists() or not (self.run_dir / SOCKET).exists():
            return False
        try:
            with psycopg.connect(**self._as_superuser(), connect_timeout=5) as connection:
                row = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]) == self.data

    @property
    def postmaster(self) -> int | None:
        """The process number of the server, if it runs."""
        return self.server.postmaster()

    @cached_property
    def server(self) -> Server:
        """The programs of PostgreSQL, run as the right account over our folders."""
        account = choose_account(self.data)
        programs = self._binaries or find_binaries(_version_of(self.data))
        return Server(binaries_for(account, programs), account, self.data, self.run_dir)

    def url(self, role: str = OWNER, database: str = DATABASE) -> str:
        """Return the address of the database for DATABASE_URL."""
        password = json.loads((self.home / "connection.json").read_text())[role]
        return f"postgresql://{role}:{quote(password)}@/{database}?host={quote(str(self.run_dir), safe='')}&port={PORT}"

    def _make(self) -> None:
        """Run initdb beside the final place and rename: a folder `data` is always a whole cluster."""
        making = self.store / "data.making"
        if making.exists():
            making.rename(self.store / f"data.interrupted-{time.time_ns()}")
        new = {"password": _new_password(), "store": str(self.store)}
        kept = self._kept("launcher.json", new)
        self.server.own(self.run_dir)
        self.server.own(making)
        self.server.initdb(making, kept["password"], careful=self.durable)
        making.rename(self.data)

    def _as_superuser(self) -> dict[str, Any]:
        password = json.loads((self.home / "launcher.json").read_text())["password"]
        return {"host": str(self.run_dir), "port": PORT, "user": SUPERUSER, "password": password, "dbname": "postgres"}

    def _kept(self, name: str, new: dict[str, str]) -> dict[str, str]:
        """Read a file of secrets; where there is none write the new ones, whole and closed to others."""
        path = self.home / name
        if not path.exists():
            unfinished = path.with_suffix(".new")
            unfinished.unlink(missing_ok=True)
            unfinished.touch(mode=0o600, exist_ok=False)
            unfinished.write_text(json.dumps(new, indent=2))
            unfinished.rename(path)
        return json.loads(path.read_text())

    @contextmanager
    def _locked(self) -> Iterator[None]:
        for folder in (self.home, self.store):
            _make_passable(folder)
        with (self.home / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _place(self) -> Path:
        """Return where data/ and run/ are; once made, they stay where they are."""
        require_own(self.home)
        if (self.home / "launcher.json").exists():
            return Path(json.loads((self.home / "launcher.json").read_text())["store"])
        account = choose_account(self.home / "data")
        if account is None or readable_by(account, self.home.parent):
            return self.home
        return SHARED / hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]


def _make_passable(folder: Path) -> None:
    """Make a folder; as root one that the account of PostgreSQL can pass through, and see nothing of."""
    if not folder.exists():
        _make_passable(folder.parent)
        folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            folder.chmod(0o711)


def _new_password() -> str:
    return secrets.token_urlsafe(24)


def _version_of(data: Path) -> int | None:
    """The major version that made the data; None where there is none yet."""
    try:
        return int((data / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None


def _refuse_long_path(socket: Path) -> None:
    length = len(os.fsencode(socket))
    if length > LONGEST_SOCKET:
        raise EmbeddedError(
            f"The path of the database's socket has {length} bytes and the system allows {LONGEST_SOCKET}: {socket}. "
            f"Put Juxian into a folder with a shorter path, or name one in JUXIAN_VAR."
        )
