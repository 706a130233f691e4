"""CPU seconds and peak memory of a process with everything that it started, read from /proc. No imports of ours: the
peers use it as well."""

import os
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def family(root: int) -> list[int]:
    """The process and all its descendants that are alive, and the server process of a database if one works for us."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    server = os.environ.get("BENCH_SERVER_PID")
    return found + ([int(server)] if server else [])


def seconds_of_others() -> float:
    """User and system time of the family without this process, in ticks of ten milliseconds; with those that ended."""
    total = 0
    for pid in family(os.getpid())[1:]:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(fields[place]) for place in (11, 12, 13, 14))
    ended = os.times()
    return ended.children_user + ended.children_system + total / TICK


def peak_megabytes() -> float:
    """The sum of the greatest resident sizes; what processes share is counted in each."""
    total = 0
    for pid in family(os.getpid()):
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return total / 1024


class Clock:
    """`with Clock() as taken:` … then `taken.cpu` and `taken.wall` in seconds; looking into /proc is not counted."""

    def __enter__(self) -> "Clock":
        others = seconds_of_others()
        self.started = time.perf_counter(), time.process_time() + others
        return self

    def __exit__(self, *_error: object) -> None:
        own = time.process_time()
        self.wall = time.perf_counter() - self.started[0]
        self.cpu = own + seconds_of_others() - self.started[1]
