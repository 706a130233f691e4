"""`juxian demo`: from a fresh machine to a district that works, and every later day in a few seconds."""

import argparse
import os
import subprocess

from juxian.config.cli import libraries
from juxian.config.cli.ground import PYTHON, CommandError, database_running
from juxian.config.cli.running import only_one
from juxian.config.cli.serve import serve
from juxian.config.cli.web import add_place


def main(arguments: list[str]) -> int:
    """Libraries, database, tables, languages, district; then serve and name the people one can be."""
    parser = argparse.ArgumentParser(prog="juxian demo", description=__doc__)
    add_place(parser)
    parser.add_argument("--load-only", action="store_true", help="make everything ready, but do not serve")
    choice = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.development")
    with only_one(host=choice.host, port=choice.port):
        _step("front-end libraries")
        libraries.main([])
        _step("database")
        with database_running():
            for step, command in STEPS.items():
                _step(step)
                _run(command)
            if not choice.load_only:
                serve(choice.host, choice.port, _name_people)
    return 0


STEPS = {"tables": ["migrate"], "languages": ["translations", "compile"], "demo district": ["demo-district"]}


def _step(name: str) -> None:
    print(f"· {name}", flush=True)


def _run(command: list[str]) -> None:
    if subprocess.run([*PYTHON, *command], check=False).returncode:
        raise CommandError(f"`juxian {' '.join(command)}` did not succeed; its own words stand above.")


def _name_people() -> None:
    subprocess.run([*PYTHON, "demo-people"], check=False)
