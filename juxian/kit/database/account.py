"""Under which account PostgreSQL runs. It refuses to run as root, and it should own nothing but its data."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juxian.kit.database.errors import EmbeddedError

NAME = "juxian"
LAST_RESORT = "nobody"


@dataclass(frozen=True)
class Account:
    """An unprivileged account of the system."""

    uid: int
    gid: int

    def keywords(self) -> dict[str, Any]:
        """Arguments of `subprocess` that drop user, group and supplementary groups at once."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def choose_account(data: Path) -> Account | None:
    """Return whom PostgreSQL shall run as: nobody else (None) unless this process is root.

    As root: the owner of the data if there is any, else the account `juxian`, made if it can be, else `nobody`.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        status = data.stat()
        return Account(status.st_uid, status.st_gid)
    return _named(NAME) or _make() or _named(LAST_RESORT) or _give_up()


def readable_by(account: Account, path: Path) -> bool:
    """Tell whether the account can enter every folder on the way, and the place itself. What is missing counts not."""
    return all(_enterable(folder.stat(), account) for folder in [path, *path.parents] if folder.exists())


def require_own(home: Path) -> None:
    """Say whose database it is, where an ordinary user comes upon another's."""
    if os.geteuid() != 0 and home.exists() and home.stat().st_uid != os.geteuid():
        raise EmbeddedError(
            f"The database in {home} belongs to another account (number {home.stat().st_uid}). "
            f"Start Juxian as that account or as root, or choose another folder with JUXIAN_VAR."
        )


def _enterable(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & 0o100)
    if status.st_gid == account.gid:
        return bool(status.st_mode & 0o010)
    return bool(status.st_mode & 0o001)


def _named(name: str) -> Account | None:
    import pwd

    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def _make() -> Account | None:
    """Make the account: `initdb` wants one that has a name."""
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return _named(NAME)


def _give_up() -> Account:
    raise EmbeddedError(
        f"PostgreSQL does not run as root and there is no account “{NAME}” to run it as. "
        f"Make one (useradd --system {NAME}), or start Juxian as an ordinary user."
    )
