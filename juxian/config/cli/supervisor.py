"""Keeps a few processes alive: starts them, starts them again when they end, ends them all together."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence

from juxian.config.cli.child import LIFELINE

PAUSE = 0.2
GRACE_SECONDS = 10
LONGEST_WAIT = 30
STEADY_SECONDS = 60


class Child:
    """One process with a name. It starts again after 1, 2, 4 … at most 30 seconds; a steady minute forgives."""

    def __init__(self, name: str, command: Sequence[str]):
        self.name, self.command = name, list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at, self.not_before, self.wait = 0.0, 0.0, 1.0

    def start(self) -> None:
        """Start it in a group of its own, so that Ctrl-C reaches only the supervisor."""
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, start_new_session=True, env={**os.environ, LIFELINE: "1"}
        )
        self.started_at = time.monotonic()

    def look_after(self) -> None:
        """Notice an end and start again when its time has come."""
        now = time.monotonic()
        if self.process is not None:
            if self.process.poll() is None:
                return
            print(f"juxian: {self.name} ended (code {self.process.returncode}); starting it again", flush=True)
            self.wait = 1.0 if now - self.started_at > STEADY_SECONDS else min(self.wait * 2, LONGEST_WAIT)
            self.not_before = now + self.wait
            self._forget()
        if now >= self.not_before:
            self.start()

    def end(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def ended(self, deadline: float) -> None:
        """Wait for the end; past the deadline, make it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._forget()

    def _forget(self) -> None:
        if self.process and self.process.stdin:
            self.process.stdin.close()
        self.process = None


class Supervisor:
    """Watches children until a signal comes."""

    def __init__(self, children: Sequence[Child]):
        self.children = children
        self.stopping = False

    def run(self) -> None:
        """Watch until SIGINT or SIGTERM."""
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self.watch()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def watch(self) -> None:
        """Start all and look after all; once told to stop, end all."""
        try:
            while not self.stopping:
                for child in self.children:
                    child.look_after()
                time.sleep(PAUSE)
        finally:
            self._end_all()

    def _stop(self, *_signal: object) -> None:
        self.stopping = True

    def _end_all(self) -> None:
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            child.end()
        for child in self.children:
            child.ended(deadline)
