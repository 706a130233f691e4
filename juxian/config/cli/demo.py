"""`juxian demo`: from a fresh machine to a district that works, and every later day in a few seconds."""

import argparse
import os
import subprocess

from juxian.config.cli import libraries
from juxian.config.cli.ground import PYTHON, CommandError, database_running
from juxian.config.cli.prepared import is_prepared, note_prepared
from juxian.config.cli.running import only_one
from juxian.config.cli.serve import serve
from juxian.config.cli.web import add_place

STEPS = {"tables": ["migrate"], "languages": ["translations", "compile"], "demo district": ["demo-district"]}


def main(arguments: list[str]) -> int:
    """Libraries, database, tables, languages, district; then serve and name the people one can be."""
    parser = argparse.ArgumentParser(prog="juxian demo", description=__doc__)
    add_place(parser)
    parser.add_argument("--load-only", action="store_true", help="make everything ready, but do not serve")
    choice = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.development")
    with only_one(host=choice.host, port=choice.port):
        _say("front-end libraries")
        libraries.main([])
        _say("database")
        with database_running():
            _prepare()
            if not choice.load_only:
                _serve(choice.host, choice.port)
    return 0


def _prepare() -> None:
    """Each step in a process of its own: migrating is the owner's work, loading that of the app."""
    if is_prepared():
        return
    for step, command in STEPS.items():
        _say(step)
        if subprocess.run([*PYTHON, *command], check=False).returncode:
            raise CommandError(f"`juxian {' '.join(command)}` did not succeed; its own words stand above.")
    note_prepared()


def _serve(host: str, port: int) -> None:
    """Look up the people while the first page is made."""
    with subprocess.Popen([*PYTHON, "demo-people"], stdout=subprocess.PIPE, text=True) as people:
        serve(host, port, lambda: print(people.communicate()[0], flush=True))


def _say(step: str) -> None:
    print(f"· {step}", flush=True)
