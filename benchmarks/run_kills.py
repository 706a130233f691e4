"""A run of many people whose workers are killed again and again: is every month posted once, to the fen?

    DATABASE_URL=postgres://… python -m benchmarks.run_kills [people=100000] [kills=100] [at_once=2]

Makes a database of its own on that server and drops it in the end. Two workers at a time; one of them is ended with
SIGKILL at a random instant, another begins in its place. What is owed is worked out by hand (tests/benefits/crowd.py).
Prints times, rates and the outcome; ends with 1 unless everything is exact."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "juxian.config.settings.test"
os.environ["JUXIAN_TEST_DB"] = f"run_kills_{os.getpid()}"


def main(people: int = 100_000, kills: int = 100, at_once: int = 2) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    settings.KEYS_DIR = Path(tempfile.mkdtemp(prefix="juxian-keys-"))
    old = setup_databases(verbosity=0, interactive=False)
    try:
        return _measure(people, kills, at_once)
    finally:
        teardown_databases(old, verbosity=0)


def _measure(people: int, kills: int, at_once: int) -> int:
    from juxian.benefits.actions import evaluate_run, freeze_run, open_run, post_run
    from juxian.benefits.models import Run
    from juxian.kit import clock
    from juxian.kit.access import SYSTEM
    from tests.benefits import kills as killing
    from tests.benefits.crowd import JANUARY, MARCH, grant_all, make_crowd
    from tests.benefits.town import GOLD, aware

    with clock.at(aware(MARCH.replace(day=31))):
        with _timed("people, certificates and registers made"):
            make_crowd(people)
        run = open_run(GOLD, month=MARCH, by=SYSTEM)
        run.from_month = JANUARY
        run.save()
        with _timed("facts frozen"):
            run = freeze_run(run, by=SYSTEM)
        evaluate_run(run, by=SYSTEM)
    killed = 0
    with _timed("everybody judged"):
        killed += killing.kill_again_and_again(run, "evaluate", kills // 4, at_once=at_once)
        killing.finish(run, "evaluate")
    Run.objects.filter(pk=run.pk).update(state="reviewed")
    grant_all(run)
    post_run(Run.objects.get(pk=run.pk), by=SYSTEM)
    with _timed("posted"):
        killed += killing.kill_again_and_again(run, "post", kills - killed, at_once=at_once)
        killing.finish(run, "post")
    found = killing.outcome(run, people)
    _say(f"{killed} workers killed; run {Run.objects.get(pk=run.pk).state}")
    _say(str(found))
    _say("exact to the fen" if found.is_exact else "NOT EXACT")
    return 0 if found.is_exact and killed >= kills else 1


@contextmanager
def _timed(label: str) -> Iterator[None]:
    begin = time.monotonic()
    yield
    _say(f"{label}: {time.monotonic() - begin:.1f} s")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
