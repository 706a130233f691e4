"""Opening, freezing and evaluating a run."""

import datetime as dt

import pytest

from juxian.benefits.actions import discard_run, evaluate_run, freeze_run, open_run
from juxian.benefits.models import Run
from juxian.kit.access import SYSTEM
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent
from tests.benefits.runs import MONTH, evaluated
from tests.benefits.town import GOLD, make_town
from tests.cast import Cast
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_a_reviewer_opens_a_run_that_looks_back_two_years(cast: Cast):
    run = open_run(GOLD, month=dt.date(2025, 3, 12), by=cast.lin.actor)
    assert (run.month, run.from_month, run.started_by_id) == (MONTH, dt.date(2023, 3, 1), cast.lin.person.pk)
    assert AuditEvent.objects.get(name="benefits.open_run").subject_id == run.pk


def test_a_run_by_the_clock_has_nobody_who_started_it(db: None):
    assert open_run(GOLD, month=MONTH, by=SYSTEM).started_by_id is None


def test_a_leader_opens_no_run(cast: Cast):
    with pytest.raises(PermissionDenied):
        open_run(GOLD, month=MONTH, by=cast.huang.actor)


def test_a_policy_has_one_open_run(cast: Cast):
    first = open_run(GOLD, month=MONTH, by=cast.lin.actor)
    with pytest.raises(RuleBroken, match=first.number):
        open_run(GOLD, month=dt.date(2025, 2, 1), by=cast.lin.actor)
    discard_run(first, reason="月份选错了", by=cast.lin.actor)
    assert open_run(GOLD, month=dt.date(2025, 2, 1), by=cast.lin.actor)


@pytest.mark.parametrize(
    ("policy", "month", "word"),
    [
        (GOLD, dt.date(2025, 4, 1), "还没有到"),
        (GOLD, dt.date(2020, 3, 1), "还没有实施"),
        ("half_rent", MONTH, "没有可以计算的政策"),
    ],
)
def test_a_month_or_policy_that_cannot_be_computed_is_refused(cast: Cast, policy: str, month: dt.date, word: str):
    with pytest.raises(RuleBroken, match=word):
        open_run(policy, month=month, by=cast.lin.actor)


def test_nothing_to_compute_is_said(cast: Cast):
    run = open_run(GOLD, month=MONTH, by=cast.lin.actor)
    with pytest.raises(RuleBroken, match="没有可以计算的人"):
        freeze_run(run, by=cast.lin.actor)


def test_a_run_that_was_not_frozen_is_not_evaluated(cast: Cast):
    run = open_run(GOLD, month=MONTH, by=cast.lin.actor)
    with pytest.raises(TransitionNotAllowed):
        evaluate_run(run, by=cast.lin.actor)


def test_everybody_is_judged_and_some_are_drawn(cast: Cast):
    people = make_town()
    run = evaluated(cast.lin.actor)
    found = {finding.person_id: finding for finding in run.findings.all()}
    assert {found[person.pk].amount_fen for person in people} == {150_000, 80_000, 200_000}
    assert (run.people, run.found, run.findings.sampled().count()) == (3, 3, 1)
    assert run.window_fen == 100 * (1_500 * 17 + 2_000 * 17 + 800 * 5)


def test_work_done_twice_adds_nothing(cast: Cast):
    make_town()
    run = evaluated(cast.lin.actor)
    with pytest.raises(TransitionNotAllowed):
        evaluate_run(run, by=cast.lin.actor)
    run_jobs()
    assert run.findings.count() == 3


def test_a_run_is_discarded_with_a_reason(cast: Cast):
    run = open_run(GOLD, month=MONTH, by=cast.lin.actor)
    with pytest.raises(RuleBroken, match="原因"):
        discard_run(run, reason=" ", by=cast.lin.actor)
    assert discard_run(run, reason="数据不全", by=cast.lin.actor).state == "discarded"
    assert Run.objects.open().count() == 0
