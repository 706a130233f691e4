"""Workers of a run killed without a word, and the checker that counts what is left of it afterwards.

Used by the suite (a few kills of three hundred people) and by `benchmarks/run_kills.py` (a hundred of a hundred thousand)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.db.models import Sum

from juxian.benefits.models import DecisionRecord, Run, RunChunk
from juxian.payments.models import Entry, Obligation
from tests.benefits.crowd import owed_to_all

WORKER = [sys.executable, "-m", "tests.benefits.run_worker"]


@dataclass(frozen=True)
class Outcome:
    """What stands in the books beside what is owed, worked out by hand."""

    findings: int
    people: int
    found_twice: int
    obligations: int
    wrong: int  # months of people where the books say another number than the law
    twice: int  # months that were posted twice
    unbalanced_fen: int
    without_record: int

    @property
    def is_exact(self) -> bool:
        faults = (self.found_twice, self.wrong, self.twice, self.unbalanced_fen, self.without_record)
        return self.findings == self.people and not any(faults)


def start(run: Run, step: str, statements: int | None = None) -> subprocess.Popen:
    """A worker of its own."""
    last = [] if statements is None else [str(statements)]
    return subprocess.Popen([*WORKER, str(run.pk), step, str(settings.KEYS_DIR), *last], env=_environment())


def killed_at(run: Run, step: str, statements: Sequence[int]) -> int:
    """Let one worker after the other die at its statement. Return how many did."""
    codes = [start(run, step, number).wait(120) for number in statements]
    return sum(code == -signal.SIGKILL for code in codes)


def finish(run: Run, step: str) -> None:
    assert start(run, step).wait(3_600) == 0, "the last worker finishes"


class Forge:
    """Workers that are there at once, forked off a process that has imported everything."""

    def __init__(self) -> None:
        command = [*WORKER, "serve", str(settings.KEYS_DIR)]
        self._server = subprocess.Popen(
            command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, run: Run, step: str) -> int:
        """Return the process id of a new worker."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(f"{run.pk} {step}\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def close(self) -> None:
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._server.wait(60)


def kill_again_and_again(
    run: Run, step: str, kills: int, *, at_once: int = 2, longest: float = 8, seed: int = 7
) -> int:
    """Keep some workers busy and kill one after another at a random instant; then let the work be finished. Return how
    many were killed alive; fewer than asked where the work was done before."""
    chance, killed, forge = random.Random(seed), 0, Forge()
    workers = [forge.start(run, step) for _ in range(at_once)]
    while killed < kills and is_work_left(run, step):
        time.sleep(chance.uniform(0, longest / at_once))
        place = chance.randrange(at_once)
        if _is_alive(workers[place]):
            os.kill(workers[place], signal.SIGKILL)
            killed += 1
        workers[place] = forge.start(run, step)
    while any(_is_alive(worker) for worker in workers):
        time.sleep(0.2)
    forge.close()
    return killed


def _is_alive(worker: int) -> bool:
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    return True


def is_work_left(run: Run, step: str) -> bool:
    return RunChunk.objects.filter(run=run, step=step, done_at=None).exists()


def outcome(run: Run, count: int) -> Outcome:
    """Count, and compare month by month with what was worked out by hand."""
    owed = owed_to_all(count)
    rows = Obligation.objects.filter(run_id=run.pk).values_list("person__name", "month", "amount_fen")
    times: Counter = Counter()
    posted: Counter = Counter()
    for name, month, fen in rows.iterator(chunk_size=10_000):
        times[name, month] += 1
        posted[name, month] += fen
    people = Counter(run.findings.values_list("person_id", flat=True).iterator(chunk_size=10_000))
    return Outcome(
        findings=len(people),
        people=count,
        found_twice=sum(number > 1 for number in people.values()),
        obligations=sum(times.values()),
        wrong=sum(posted[key] != owed.get(key, 0) for key in posted.keys() | owed.keys()),
        twice=sum(number > 1 for number in times.values()),
        unbalanced_fen=Entry.objects.aggregate(total=Sum("amount_fen"))["total"] or 0,
        without_record=sum(times.values()) - DecisionRecord.objects.filter(run=run).count(),
    )


def _environment() -> dict[str, str]:
    """The database that this process uses, by its real name."""
    at = {
        key: quote(str(connection.settings_dict[key]), safe="") for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    }
    # The embedded server's host is the folder of its socket.
    url = f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    return os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "juxian.config.settings.test"}
