"""The two processes that `juxian serve` watches end with it, even when it is killed without a word."""

import os
import signal
import sys
import threading

LIFELINE = "JUXIAN_LIFELINE"


def follow_parent() -> None:
    """End when the other end of our standard input closes: then the process that started us is gone."""
    if os.environ.get(LIFELINE):
        threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
