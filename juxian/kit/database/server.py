"""The programs of PostgreSQL, run as an unprivileged account. Nothing here writes into that account's folders as root:
a link placed there could lead the write anywhere."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from juxian.kit.database.account import Account
from juxian.kit.database.binaries import major_version
from juxian.kit.database.errors import EmbeddedError
from juxian.kit.database.processes import command_of

SUPERUSER = "postgres"
PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET = 107 if sys.platform == "linux" else 103
START_SECONDS = 90
# A number that no process has (Linux stops at 4,194,304, others far below).
NO_PROCESS = str(2**31 - 1)
SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "timezone": "UTC",
    "log_timezone": "Asia/Shanghai",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_min_error_statement": "panic",  # statements carry personal data
}
# Only for data that may be lost with the machine: that of the tests.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Server:
    """initdb, pg_ctl and the files they leave."""

    binaries: Path
    account: Account | None
    data: Path
    run_dir: Path

    def own(self, folder: Path) -> None:
        """Make an empty folder 0700 that belongs to the account."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account and folder.stat().st_uid == 0:
            os.chown(folder, self.account.uid, self.account.gid)

    def initdb(self, place: Path, password: str, *, careful: bool) -> None:
        """Make a cluster: UTF-8, checksums, a password even on the socket."""
        secret = self.run_dir / "superuser"
        self._write(secret, password)
        options = [f"--pgdata={place}", f"--username={SUPERUSER}", f"--pwfile={secret}", "--auth=scram-sha-256"]
        options += ["--encoding=UTF8", "--data-checksums", *_locale(self.binaries), *([] if careful else ["--no-sync"])]
        made = self._run([str(self.binaries / "initdb"), *options])
        secret.unlink()
        if made.returncode:
            raise EmbeddedError(f"initdb could not make the database in {place}: {made.stderr.strip()}")

    def launch(self, durable: bool, ready: Callable[[], bool]) -> None:
        """Start the server and return when it is ready. Raises EmbeddedError with the last lines of its log."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self._pg_ctl_start(durable)
            if ready():
                return
            if self.postmaster() is None and "shared memory block" not in self._start_log():
                break
            time.sleep(0.2)  # a killed server's children are still leaving, or it replays its log
        raise EmbeddedError(f"PostgreSQL did not start in {self.data}. It says:\n{self._last_words()}")

    def postmaster(self) -> int | None:
        """The process number of the running server, by its own file; a number that others use by now is not it."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return None
        command = command_of(pid)
        return pid if "postgres" in command and str(self.data) in command else None

    def clear_after_crash(self) -> None:
        """Take the dead server's number out of its lock files. Call it under the launcher's lock only.

        PostgreSQL itself refuses to start while *any* process has that number. The file stays, with a number nobody
        has, because its other lines let PostgreSQL see whether orphans still use the old shared memory."""
        if self.postmaster() is not None:
            return
        if (self.data / "postmaster.pid").exists():
            lines = (self.data / "postmaster.pid").read_text().split("\n")
            self._write(self.data / "postmaster.pid", "\n".join([NO_PROCESS, *lines[1:]]))
        for left in self.run_dir.glob(f"{SOCKET}*"):
            left.unlink()

    def _pg_ctl_start(self, durable: bool) -> None:
        settings = {**SETTINGS, "unix_socket_directories": str(self.run_dir), **({} if durable else CARELESS)}
        options = " ".join(shlex.quote(part) for key, value in settings.items() for part in ("-c", f"{key}={value}"))
        log = self.run_dir / "start.log"
        log.unlink(missing_ok=True)
        command = [str(self.binaries / "pg_ctl"), "start", "--wait", f"--timeout={START_SECONDS}", "--silent"]
        self._run([*command, f"--pgdata={self.data}", f"--log={log}", "-o", options])

    def _start_log(self) -> str:
        log = self.run_dir / "start.log"
        return log.read_text(errors="replace").strip() if log.exists() else ""

    def _last_words(self) -> str:
        """What a server said that did not start: first to the one file, then to the other."""
        logs = sorted((self.data / "log").glob("*.log"), key=lambda log: log.stat().st_mtime)
        return "\n".join([self._start_log(), *(log.read_text(errors="replace")[-2000:] for log in logs[-1:])])

    def _write(self, path: Path, text: str) -> None:
        self._run(["/bin/sh", "-c", 'umask 077; cat > "$1"', "sh", str(path)], text).check_returncode()

    def _run(self, command: list[str], text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            umask=0o077,
            **(self.account.keywords() if self.account else {}),
        )


def _locale(binaries: Path) -> list[str]:
    """Sort and compare by code point, the same on every machine."""
    if major_version(binaries) >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8"]
