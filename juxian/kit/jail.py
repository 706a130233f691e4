"""Reading what a stranger sent in a process of its own, within bounds of memory and time.

Readers of foreign formats can be made to eat memory or to run for ever in ways that no check beforehand can list.
So the reader runs as a child with hard limits: whatever happens there, only the child dies.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class JailBroken(Exception):
    """The child did not end well: too much memory, too much time, or it crashed."""


def run_jailed(script: Path, content: bytes, *, seconds: int, megabytes: int, arguments: tuple[str, ...] = ()) -> Any:
    """Run `script` with `content` on its standard input and return the JSON value that it prints.

    The script bounds itself first thing by `limit_self` (see `excel/child.py`); `seconds` is also a wall-clock limit.
    Raises `JailBroken` when the child dies or prints no JSON.
    """
    command = [sys.executable, "-I", "-X", "utf8", str(script), str(seconds), str(megabytes), *arguments]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise JailBroken("time") from error
    if done.returncode != 0:
        raise JailBroken(f"exit {done.returncode}")
    try:
        return json.loads(done.stdout)
    except (ValueError, RecursionError) as error:
        raise JailBroken("no answer") from error
