"""Whether `juxian serve` runs: it holds a lock for as long as it lives, which no crash can leave behind."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from juxian.config.cli.ground import CommandError, var_dir


@contextmanager
def only_one(**facts: Any) -> Iterator[None]:
    """Hold the lock and note process number and facts (host, port) for `stop` and `doctor`."""
    var_dir().mkdir(parents=True, exist_ok=True)
    with (var_dir() / "juxian.pid").open("a+") as file:
        if not _lock(file):
            raise CommandError(f"Juxian runs already on this folder ({var_dir()}). `juxian stop` ends it.")
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), **facts}))
        file.flush()
        yield
        file.truncate(0)


def running() -> dict[str, Any] | None:
    """What the running `serve` noted about itself, or None where none runs."""
    path = var_dir() / "juxian.pid"
    if not path.exists():
        return None
    with path.open("a+") as file:
        if _lock(file):
            return None
    text = path.read_text()
    return json.loads(text) if text else None


def _lock(file: Any) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
