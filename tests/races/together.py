"""Running functions at the same instant, each on its own thread and its own connection."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

WAIT_SECONDS = 20


def all_at_once(functions: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all functions together; return their results, or the exceptions they raised, in order."""
    results: list[Any] = [None] * len(functions)
    start = threading.Barrier(len(functions))

    def run(number: int, function: Callable[[], Any]) -> None:
        try:
            start.wait(WAIT_SECONDS)
            results[number] = function()
        except Exception as error:  # the race's outcome is what the test is about
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_SECONDS * 2)
    return results
