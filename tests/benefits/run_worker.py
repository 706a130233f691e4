"""A worker of its own, on the database that `DATABASE_URL` names:  python -m tests.benefits.run_worker RUN STEP KEYS [N]

With a number it kills itself (SIGKILL) before the Nth statement: every place is a place to die. With `serve KEYS` it
forks a worker for each line "RUN STEP" that it reads and answers with its process id: a worker is there at once.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.test")


def main(run_id: str, step: str, keys: str, statements: str = "") -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from juxian.benefits.workers import work_on

    settings.KEYS_DIR = keys
    if not statements:
        work_on(run_id, step)
        return
    with connection.execute_wrapper(_Mortal(int(statements))):
        work_on(run_id, step)


class _Mortal:
    """Counts statements, and ends the process at one of them as a power cut would."""

    def __init__(self, left: int):
        self.left = left

    def __call__(self, execute: Callable[..., Any], *rest: Any) -> Any:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*rest)


def serve(keys: str) -> None:
    """Everything is imported and nothing used: no connection and no thread is there to be inherited."""
    import django

    django.setup()
    from django.conf import settings

    from juxian.benefits.workers import work_on

    settings.KEYS_DIR = keys
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no burial
    for line in sys.stdin:
        child = os.fork()
        if not child:
            sys.stdin.close()
            work_on(*line.split())
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    else:
        main(*sys.argv[1:])
