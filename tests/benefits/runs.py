"""Runs brought to a state by their own actions."""

import datetime as dt

from juxian.benefits.actions import evaluate_run, freeze_run, open_run, post_run, record_sample, review_run
from juxian.benefits.models import Entitlement, Run
from juxian.benefits.states import EntitlementState
from juxian.kit import clock
from juxian.kit.access import Actor
from tests.benefits.town import GOLD
from tests.jobs import run_jobs

MONTH = dt.date(2025, 3, 1)


def evaluated(by: Actor, month: dt.date = MONTH, policy: str = GOLD) -> Run:
    """Opened, frozen and evaluated."""
    run = open_run(policy, month=month, by=by)
    run = freeze_run(run, by=by)
    evaluate_run(run, by=by)
    run_jobs()
    run.refresh_from_db()
    assert run.state == "evaluated", run.fault
    return run


def reviewed(by: Actor, reviewer: Actor, **where: object) -> Run:
    """Every drawn candidate was right."""
    run = evaluated(by, **where)  # type: ignore[arg-type]
    for finding in run.findings.sampled():
        record_sample(finding, result="right", by=reviewer)
    return review_run(run, by=reviewer)


def posted(by: Actor, reviewer: Actor, **where: object) -> Run:
    """Everybody who was found is granted the benefit, then the run enters the ledger."""
    run = reviewed(by, reviewer, **where)
    grant_everybody(run)
    post_run(run, by=by)
    run_jobs()
    run.refresh_from_db()
    assert run.state == "posted", run.fault
    return run


def grant_everybody(run: Run) -> None:
    """Without the weeks of asking and of the notice."""
    rows = Entitlement.objects.filter(policy=run.policy).exclude(state=EntitlementState.GRANTED)
    rows.update(state=EntitlementState.GRANTED, granted_at=clock.now(), state_since_at=clock.now())
