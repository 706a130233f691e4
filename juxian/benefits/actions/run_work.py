"""The work of a run, two hundred people at a time: what is done is done in one transaction, and done once.

A worker claims a chunk with SKIP LOCKED and commits its effect together with `done_at`. Killed anywhere it costs one
chunk of work and no row; two workers never have the same chunk, and one done twice would change nothing.
"""

import math
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from juxian.benefits.events import RunWorkDue
from juxian.benefits.models import Finding, Run, RunChunk
from juxian.benefits.queries.finding import rows_of_run
from juxian.benefits.sampling import sample
from juxian.benefits.states import RUN
from juxian.kit import clock
from juxian.kit.actions import system_action
from juxian.kit.events import announce
from juxian.policy import Verdict

CHUNK = 200
EVALUATE, POST = "evaluate", "post"


@system_action(_("写入一批计算结果"), lock=False)
def evaluate_chunk(run: Run) -> bool:
    """Write what the run says of the next people. Return whether there were any."""
    chunk = _claimed(run, EVALUATE)
    if chunk is None:
        return False
    rows = [Finding(run=run, person_id=UUID(row.pop("person")), **row) for row in rows_of_run(run, chunk.person_ids)]
    Finding.objects.bulk_create(rows, ignore_conflicts=True)
    _done(chunk)
    return True


@system_action(_("计算完成"))
def finish_evaluation(run: Run, *, window_fen: int) -> Run:
    """Everybody is judged, by two engines alike: draw whom an officer has to look at. Asked twice it does it once."""
    if not RUN.can(run, "evaluate") or _is_work_left(run, EVALUATE):
        return run
    RUN.move(run, "evaluate")
    candidates = run.findings.filter(verdict=Verdict.MET, amount_fen__gt=0)
    people = [str(person) for person in candidates.values_list("person_id", flat=True)]
    drawn = sample(run.sample_seed, people, run.sample_percent)
    run.findings.filter(person_id__in=drawn).update(is_sampled=True)
    run.found, run.window_fen, run.fault = len(people), window_fen, ""
    run.save()
    return run


@system_action(_("后台计算停止"))
def stop_work(run: Run, *, fault: str) -> Run:
    """Say why it does not go on. Nothing that was done is lost."""
    run.fault = fault[:1000]
    run.save(update_fields=["fault"])
    return run


def _queue(run: Run, step: str, people: Sequence[str] = ()) -> Run:
    """Cut the people into chunks, where they are given, and let the workers begin."""
    parts = [people[place : place + CHUNK] for place in range(0, len(people), CHUNK)]
    RunChunk.objects.bulk_create(
        [RunChunk(run=run, step=step, number=number, person_ids=part) for number, part in enumerate(parts, start=1)],
        batch_size=math.ceil(len(parts) / 10) or 1,
    )
    run.fault = ""
    run.save()
    announce(RunWorkDue(str(run.pk), step))
    return run


def _claimed(run: Run, step: str) -> RunChunk | None:
    """Take the next chunk that nobody has. It is ours until the transaction ends."""
    waiting = RunChunk.objects.filter(run=run, step=step, done_at=None).order_by("number")
    return waiting.select_for_update(skip_locked=True, of=("self",)).first()


def _done(chunk: RunChunk) -> None:
    chunk.done_at = clock.now()
    chunk.save(update_fields=["done_at"])


def _is_work_left(run: Run, step: str) -> bool:
    """Whether a chunk waits, or is in somebody's hands."""
    return RunChunk.objects.filter(run=run, step=step, done_at=None).exists()
