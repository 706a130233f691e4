"""Looking at processes without a library: what is this number, and is it still there?"""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PAUSE = 0.05


def command_of(pid: int) -> str:
    """Return the command line of a process; empty where there is none (or only its remains)."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
        except OSError:
            return ""
    found = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again until it holds. Return False when the time is over."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True
