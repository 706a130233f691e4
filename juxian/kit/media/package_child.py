"""Runs alone in a jail (see `kit/jail.py`): makes a video playable, and prints one JSON object.

It imports only the plain part of `kit/media`. Arguments: seconds, megabytes, root of the shelves, key, longest seconds.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from uuid import UUID

SECONDS, MEGABYTES = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
os.nice(10)  # pages first

from juxian.kit.media.faults import BadMedia  # noqa: E402  (the limits come first)
from juxian.kit.media.packaging import package  # noqa: E402
from juxian.kit.media.shelf import Shelf  # noqa: E402


class ProgressFile:
    """Writes how much is done, at most twice a second."""

    def __init__(self, path: Path):
        self._path, self._next = path, 0.0

    def __call__(self, share: float) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + 0.5
            self._path.write_text(str(max(1, min(99, round(share * 100)))))


def main() -> None:
    shelf = Shelf(Path(sys.argv[3]), UUID(sys.argv[4]))
    progress = ProgressFile(shelf.folder / "progress")
    try:
        answer = package(shelf.folder / "source", shelf, longest=float(sys.argv[5]), progress=progress)
    except BadMedia as fault:
        answer = {"fault": fault.code, "facts": fault.facts}
    json.dump(answer, sys.stdout)


main()
