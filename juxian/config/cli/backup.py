"""`juxian backup FILE`: database, uploads and keys in one file. It can be read by whoever holds it: keep it closed."""

import argparse
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from juxian.config.cli.archive import pack
from juxian.config.cli.ground import CommandError, database_running, var_dir
from juxian.config.cli.postgres import owner_place, run_client

DUMP = "database.dump"
FOLDERS = ("uploads", "keys")


def main(arguments: list[str]) -> int:
    """Dump the database first: an upload that comes later is one file too many, never one too few."""
    parser = argparse.ArgumentParser(prog="juxian backup", description=__doc__)
    parser.add_argument("file", type=Path)
    target: Path = parser.parse_args(arguments).file.absolute()
    if target.exists():
        raise CommandError(f"{target} is there already; a backup never replaces another. Choose a new name.")
    if not target.parent.is_dir():
        raise CommandError(f"The folder {target.parent} does not exist.")
    with database_running(), tempfile.TemporaryDirectory(dir=target.parent) as folder:
        dump = Path(folder) / DUMP
        run_client("pg_dump", "--format=custom", "--no-owner", f"--file={dump}", owner_place()["NAME"])
        files = {DUMP: dump, **_kept_files()}
        pack(target, files, {"version": version("juxian"), "made_at": datetime.now(UTC).isoformat(timespec="seconds")})
    print(f"{target}: {len(files)} files, {target.stat().st_size / 1e6:.1f} MB. It holds the keys: keep it closed.")
    return 0


def _kept_files() -> dict[str, Path]:
    found = {}
    for name in FOLDERS:
        for path in sorted((var_dir() / name).rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(var_dir()).as_posix()] = path
    return found
