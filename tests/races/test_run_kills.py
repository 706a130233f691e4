"""A run whose workers are killed at any statement: every person judged once, every month posted once, to the fen.

Negative control: a worker that marks its chunk as done before it posts, which the same checker must catch."""

import pytest

from juxian.benefits.actions import evaluate_run, freeze_run, open_run, post_run
from juxian.benefits.models import Run
from juxian.kit import clock
from juxian.kit.access import SYSTEM
from tests.benefits import kills
from tests.benefits.crowd import JANUARY, MARCH, grant_all, make_crowd
from tests.benefits.town import GOLD, aware

pytestmark = pytest.mark.race
PEOPLE = 300


@pytest.fixture
def run(transactional_db: None) -> Run:
    """Everybody frozen, the chunks small, nobody judged."""
    with clock.at(aware(MARCH.replace(day=31))):
        make_crowd(PEOPLE)
        run = open_run(GOLD, month=MARCH, by=SYSTEM)
        run.from_month = JANUARY  # two years of months would only take longer
        run.save()
        return evaluate_run(freeze_run(run, by=SYSTEM), by=SYSTEM)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juxian.benefits.actions.run_work.CHUNK", 60)


def test_killed_at_three_places_a_run_is_exact_to_the_fen(run: Run) -> None:
    assert kills.killed_at(run, "evaluate", [14]) == 1
    kills.finish(run, "evaluate")
    Run.objects.filter(pk=run.pk).update(state="reviewed")
    grant_all(run)
    post_run(Run.objects.get(pk=run.pk), by=SYSTEM)
    assert kills.killed_at(run, "post", [33, 61]) == 2
    kills.finish(run, "post")
    found = kills.outcome(run, PEOPLE)
    assert found.is_exact, found
    assert Run.objects.get(pk=run.pk).state == "posted"


def test_a_worker_that_marks_before_it_posts_is_caught(run: Run) -> None:
    """Negative control: the mark is committed by itself, and the worker dies in between."""
    kills.finish(run, "evaluate")
    Run.objects.filter(pk=run.pk).update(state="reviewed")
    grant_all(run)
    run = post_run(Run.objects.get(pk=run.pk), by=SYSTEM)
    chunk = run.chunks.filter(step="post").first()
    chunk.done_at = clock.now()
    chunk.save()
    kills.finish(run, "post")
    assert kills.outcome(run, PEOPLE).wrong > 0
