"""Every cell of every table of evaluation: what may happen in a state happens, nothing else does."""

from types import SimpleNamespace

import pytest

from juxian.evaluation import states
from juxian.evaluation.models import Application
from juxian.evaluation.states import APPLICATION, ApplicationState
from juxian.evaluation.states import ApplicationState as S
from juxian.evaluation.steps import MILESTONES, STEPS
from juxian.kit.errors import TransitionNotAllowed
from juxian.kit.states import STATE_TABLES, StateTable

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
    ("scored", "fall_short"): "rejected",
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


# The smaller lives, as the office tells them: written down a second time on purpose.
LIVES: dict[str, dict[tuple[str, str], str]] = {
    "PANEL": {("voting", "close"): "closed"},
    "SITTING": {
        ("planned", "publish"): "published",
        ("published", "start"): "under_way",
        ("under_way", "end"): "ended",
        ("planned", "cancel"): "cancelled",
        ("published", "cancel"): "cancelled",
    },
    "EMPLOYER_PLAN": {
        ("filed", "return"): "returned",
        ("returned", "refile"): "filed",
        ("filed", "approve"): "approved",
        ("filed", "refuse"): "refused",
        ("approved", "close"): "closed",
    },
    "SPOT_CHECK": {("drawn", "pass"): "passed", ("drawn", "fail"): "failed"},
    "BATCH": {
        ("checking", "check"): "ready",
        ("checking", "refuse_file"): "unreadable",
        ("ready", "begin"): "importing",
        ("importing", "stop"): "ready",
        ("importing", "finish"): "imported",
        ("ready", "discard"): "discarded",
    },
    "BATCH_ROW": {
        ("invited", "meet"): "waiting",
        ("waiting", "submit"): "submitted",
        ("waiting", "decline"): "declined",
        ("invited", "lapse"): "lapsed",
        ("waiting", "lapse"): "lapsed",
        ("invited", "withdraw"): "withdrawn",
        ("waiting", "withdraw"): "withdrawn",
    },
    "MARK": {
        ("waiting", "enter"): "entered",
        ("entered", "agree"): "agreed",
        ("entered", "disagree"): "disagreed",
        ("disagreed", "agree"): "agreed",
        ("disagreed", "settle"): "agreed",
        ("waiting", "void"): "agreed",
        ("entered", "reopen"): "waiting",
        ("disagreed", "reopen"): "waiting",
        ("agreed", "reopen"): "waiting",
        ("agreed", "sign"): "signed",
        ("signed", "release"): "released",
    },
    "SCORE_QUERY": {
        ("filed", "keep"): "unchanged",
        ("filed", "propose"): "proposed",
        ("proposed", "confirm"): "corrected",
        ("proposed", "return"): "filed",
    },
    "DRAW": {("committed", "draw"): "drawn", ("committed", "void"): "void"},
    "PLACES_CHANGE": {("proposed", "confirm"): "confirmed", ("proposed", "drop"): "dropped"},
    "APPEAL": {
        ("filed", "accept"): "accepted",
        ("filed", "refuse"): "refused",
        ("filed", "withdraw"): "withdrawn",
        ("accepted", "uphold"): "upheld",
        ("accepted", "dismiss"): "dismissed",
    },
}
CELLS = [(name, *cell) for name in LIVES for cell in getattr(states, name).cells()]


@pytest.mark.parametrize(("name", "state", "event", "target"), CELLS)
def test_every_cell_of_the_smaller_lives(name: str, state: str, event: str, target: str | None) -> None:
    assert target == LIVES[name].get((state, event))
    check(getattr(states, name), SimpleNamespace(state=state), event, target)


def test_no_life_of_evaluation_is_left_out() -> None:
    written = {getattr(states, name).name for name in [*LIVES, "APPLICATION"]}
    assert written == {name for name in STATE_TABLES if name.startswith("evaluation.")}


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
