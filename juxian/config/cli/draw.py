"""`juxian draw replay FILE_OR_NUMBER`: draw again from what was published, and say whether the result is the same.

A file is the JSON of the public page and needs no database; a number is looked up.
"""

import json
from pathlib import Path
from typing import Any

from juxian.config.cli.ground import CommandError

USAGE = "draw replay FILE_OR_NUMBER"


def main(arguments: list[str]) -> int:
    """Print who sits, one a line. 1 where the published data contradict themselves."""
    if len(arguments) != 2 or arguments[0] != "replay":
        raise CommandError(f"use: juxian {USAGE}")
    from juxian.config.cli.ground import database_running, set_up_django

    name = arguments[1]
    if Path(name).is_file():
        set_up_django()
        return _replay(_read(Path(name)))
    with database_running():
        set_up_django()
        return _replay(_look_up(name))


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CommandError(f"{path} is no JSON file of a draw") from error
    if not isinstance(data, dict):
        raise CommandError(f"{path} is no JSON file of a draw")
    return data


def _look_up(number: str) -> dict[str, Any]:
    from juxian.evaluation.queries.draw import draw_by_number, published

    draw = draw_by_number(number)
    if draw is None:
        raise CommandError(f"there is no file and no draw called {number}")
    return published(draw)


def _replay(data: dict[str, Any]) -> int:
    from juxian.evaluation.queries.draw import replay

    if "seed" not in data:
        raise CommandError("this draw was not held, so there is nothing to replay")
    try:
        result = replay(data)
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"the draw does not replay: {error}") from error
    print("\n".join(result))
    return 0
