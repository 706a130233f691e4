"""`juxian restore FILE`: bring back what `juxian backup` wrote. What was there before is kept beside it."""

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

from psycopg import sql

from juxian.config.cli.archive import unpack
from juxian.config.cli.backup import DUMP, FOLDERS
from juxian.config.cli.ground import PYTHON, CommandError, database_running, var_dir
from juxian.config.cli.postgres import MAINTENANCE, connect, owner_place, run_client
from juxian.config.cli.running import only_one


def main(arguments: list[str]) -> int:
    """Check every file, restore into a new database, and only then let old and new change places."""
    parser = argparse.ArgumentParser(prog="juxian restore", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--yes", action="store_true", help="also where there is data already; it is kept aside")
    choice = parser.parse_args(arguments)
    if not choice.file.is_file():
        raise CommandError(f"There is no file {choice.file}.")
    var_dir().mkdir(parents=True, exist_ok=True)
    with only_one(host="", port=0), database_running(), tempfile.TemporaryDirectory(dir=var_dir()) as folder:
        if not choice.yes and _holds_data():
            raise CommandError("There is data already. Say --yes to restore all the same; the old data is kept aside.")
        manifest = unpack(choice.file, Path(folder))
        _exchange(Path(folder), f"before_{time.strftime('%Y%m%d_%H%M%S')}")
        subprocess.run([*PYTHON, "migrate"], check=True)
    print(f"restored what was saved at {manifest['made_at']} by version {manifest['version']}")
    return 0


def _holds_data() -> bool:
    with connect(owner_place()["NAME"]) as database:
        tables = database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return bool(tables and tables[0]) or any(_has_files(var_dir() / name) for name in FOLDERS)


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))


def _exchange(folder: Path, mark: str) -> None:
    """Old database and folders get the mark behind their names; the new ones take their places."""
    name = owner_place()["NAME"]
    new, old = f"{name}_restoring", f"{name}_{mark}"
    with connect(MAINTENANCE) as database:
        _say(database, "DROP DATABASE IF EXISTS {0}", new)
        _say(database, "CREATE DATABASE {0}", new)
        run_client(
            "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", f"--dbname={new}", f"{folder / DUMP}"
        )
        _say(database, "ALTER DATABASE {0} RENAME TO {1}", name, old)
        _say(database, "ALTER DATABASE {0} RENAME TO {1}", new, name)
        _say(database, "REVOKE ALL ON DATABASE {0} FROM PUBLIC", name)
    for part in FOLDERS:
        place = var_dir() / part
        if place.exists():
            place.rename(place.with_name(f"{part}_{mark}"))
        if (folder / part).exists():
            (folder / part).rename(place)


def _say(database: object, statement: str, *names: str) -> None:
    database.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))  # type: ignore[attr-defined]
