"""Every cell of the two tables: what may happen in a state happens, nothing else does."""

import pytest

from juxian.evaluation.models import Application, Panel
from juxian.evaluation.states import APPLICATION, PANEL, ApplicationState
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.steps import MILESTONES, STEPS
from juxian.kit.errors import TransitionNotAllowed
from juxian.kit.states import StateTable

# What the office's procedure (rules.md §2.1) allows; written down a second time on purpose.
ALLOWED = {
    ("draft", "submit"): "submitted",
    ("returned", "resubmit"): "submitted",
    ("submitted", "return"): "returned",
    ("returned", "lapse"): "lapsed",
    ("submitted", "accept"): "accepted",
    ("submitted", "decline"): "declined",
    ("accepted", "first_review"): "first_reviewed",
    ("first_reviewed", "second_review"): "second_reviewed",
    ("accepted", "reject"): "rejected",
    ("first_reviewed", "reject"): "rejected",
    ("second_reviewed", "confirm"): "passed",
    ("second_reviewed", "refuse"): "rejected",
    ("second_reviewed", "schedule"): "scheduled",
    ("scheduled", "unschedule"): "second_reviewed",
    ("scheduled", "score"): "scored",
    ("scheduled", "fall_short"): "rejected",
    ("rejected", "correct_score"): "scored",
    ("rejected", "appeal"): "appealed",
    ("appealed", "uphold_appeal"): "passed",
    ("appealed", "dismiss_appeal"): "rejected",
    ("second_reviewed", "convene"): "in_panel",
    ("scored", "convene"): "in_panel",
    ("scored", "pass"): "passed",
    ("in_panel", "pass"): "passed",
    ("in_panel", "fail"): "rejected",
    ("passed", "publish"): "in_notice",
    ("in_notice", "take_off_notice"): "passed",
    ("in_notice", "clear"): "notice_cleared",
    ("passed", "uphold"): "rejected",
    ("in_notice", "uphold"): "rejected",
    ("notice_cleared", "uphold"): "rejected",
    ("notice_cleared", "recognise"): "recognised",
    ("recognised", "certify"): "certified",
    ("draft", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "withdrawn",
    ("returned", "withdraw"): "withdrawn",
    ("accepted", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize(("state", "event", "target"), list(APPLICATION.cells()))
def test_every_cell_of_an_application(state: str, event: str, target: str | None) -> None:
    assert target == ALLOWED.get((state, event))
    check(APPLICATION, Application(state=state), event, target)


@pytest.mark.parametrize(("state", "event", "target"), list(PANEL.cells()))
def test_every_cell_of_a_panel(state: str, event: str, target: str | None) -> None:
    assert target == {("voting", "close"): "closed"}.get((state, event))
    check(PANEL, Panel(state=state), event, target)


def check(table: StateTable, row: object, event: str, target: str | None) -> None:
    if target is None:
        with pytest.raises(TransitionNotAllowed):
            table.move(row, event)
        return
    table.move(row, event)
    assert row.state == target  # type: ignore[attr-defined]


def test_every_state_is_reached() -> None:
    assert APPLICATION.reachable() == set(ApplicationState.values)


def test_whoever_has_it_is_named_until_the_end() -> None:
    """Nothing lies nowhere: each state that is no end has a holder and a promise, and stands in one milestone."""
    alive = set(ApplicationState.values) - APPLICATION.ended()
    assert set(STEPS) == alive
    placed = [state for _label, states in MILESTONES for state in states]
    assert sorted(placed) == sorted(alive | {S.CERTIFIED})
