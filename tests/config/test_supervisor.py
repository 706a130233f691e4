"""`serve` keeps its two processes alive, and they never outlive it."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from juxian.config.cli.supervisor import Child, Supervisor
from juxian.kit.database.processes import command_of, wait_until

FOLLOWER = "import time; from juxian.config.cli.child import follow_parent; follow_parent(); time.sleep(60)"
PARENT = (
    "import sys, time; from juxian.config.cli.supervisor import Child\n"
    "child = Child('follower', [sys.executable, '-c', sys.argv[1]]); child.start(); print(child.process.pid, flush=True); time.sleep(60)"
)


def watched(*children: Child) -> tuple[Supervisor, threading.Thread]:
    """Watch the children in a thread; signals are for the main thread, so the test says stop itself."""
    supervisor = Supervisor(children)
    thread = threading.Thread(target=supervisor.watch)
    thread.start()
    return supervisor, thread


def test_a_killed_process_is_started_again_and_stop_ends_it(tmp_path):
    child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
    child.wait = 0.05
    supervisor, thread = watched(child)
    assert wait_until(lambda: child.process is not None, 5)
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: child.process is not None and child.process.pid != first, 10)
    second = child.process.pid
    supervisor.stopping = True
    thread.join(15)
    assert not thread.is_alive()
    assert command_of(second) == ""


def test_a_process_that_dies_at_once_is_started_more_and_more_slowly():
    child = Child("stillborn", [sys.executable, "-c", ""])
    waits = []
    for _ in range(3):
        child.not_before = 0
        child.look_after()
        child.process.wait()
        child.look_after()
        waits.append(child.wait)
    assert waits == [2, 4, 8]


def test_a_process_that_does_not_hear_is_ended_all_the_same(tmp_path):
    ready = tmp_path / "ready"
    deaf = f"import signal, time, pathlib; signal.signal(15, signal.SIG_IGN); pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    child = Child("deaf", [sys.executable, "-c", deaf])
    child.start()
    assert wait_until(ready.exists, 10)
    pid = child.process.pid
    child.end()
    child.ended(time.monotonic() + 0.3)
    assert command_of(pid) == ""


def test_when_the_supervisor_is_killed_its_processes_end_by_themselves():
    root = str(Path(__file__).resolve().parents[2])
    parent = subprocess.Popen([sys.executable, "-c", PARENT, FOLLOWER], stdout=subprocess.PIPE, text=True, cwd=root)
    with parent:
        child = int(parent.stdout.readline())
        assert wait_until(lambda: "follow_parent" in command_of(child), 5)
        parent.kill()
    assert wait_until(lambda: command_of(child) == "", 10)
