"""The work of a run in the background: chunk after chunk until none is left, then the step is finished.

Several workers may do it at once, and any of them may be killed at any moment: see `actions/run_work.py`.
"""

from juxian.benefits.actions import (
    evaluate_chunk,
    finish_evaluation,
    finish_posting,
    post_chunk,
    stop_work,
)
from juxian.benefits.actions.run_work import EVALUATE, POST
from juxian.benefits.models import Run
from juxian.benefits.queries.window import check_twice, window_of
from juxian.benefits.states import RUN
from juxian.kit.errors import RuleBroken
from juxian.policy import FactError
from juxian.policy.bulk import EnginesDiffer


def work_on(run_id: str, step: str) -> None:
    """Do what is left of a step. What stands in the way is written on the run's page."""
    run = Run.objects.select_related("rulebook", "snapshot").get(pk=run_id)
    try:
        {EVALUATE: _evaluate, POST: _post}[step](run)
    except (EnginesDiffer, FactError, RuleBroken, ValueError) as error:
        stop_work(run, fault=str(error))


def _evaluate(run: Run) -> None:
    while evaluate_chunk(run):
        pass
    run.refresh_from_db(fields=["state"])
    if not RUN.can(run, "evaluate"):
        return  # another worker has finished it
    window = window_of(run)
    check_twice(window)
    finish_evaluation(run, window_fen=int(window.results["amount_fen"].sum() or 0))


def _post(run: Run) -> None:
    while post_chunk(run):
        pass
    finish_posting(run)
