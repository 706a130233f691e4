"""Every policy of every district has worked cases, and they give the answer that an officer signed for."""

import shutil
from pathlib import Path

import pytest

from juxian.policy import RulebookError, load_rulebook, run_cases
from tests.house.tree import ROOT, assert_none

DISTRICTS = sorted(path.parent for path in (ROOT / "juxian" / "districts").glob("*/district.yaml"))


def find_unproven(district: Path) -> list[str]:
    """Policies that cannot be read or have no case (the engine refuses both), and cases that differ."""
    try:
        rulebook = load_rulebook(district)
    except RulebookError as error:
        return [str(fault) for fault in error.faults]
    return [
        f"{outcome.case.policy}: {outcome.case.name}: {fault}"
        for outcome in run_cases(rulebook)
        for fault in outcome.differences
    ]


@pytest.mark.parametrize("district", DISTRICTS, ids=lambda path: path.name)
def test_every_policy_has_examples_and_they_run(district):
    assert_none(find_unproven(district))


@pytest.mark.parametrize("district", DISTRICTS, ids=lambda path: path.name)
def test_every_policy_that_pays_says_what_many_people_draw(district):
    assert_none(find_uncounted(district))


def find_uncounted(district: Path) -> list[str]:
    """Policies that pay and have no cohort: nobody has ever added up what they cost."""
    rulebook = load_rulebook(district)
    return [name for name, policy in rulebook.policies.items() if policy.pays and not rulebook.cohorts[name]]


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """The worked cases of one policy in a copy of a district."""
    copy = tmp_path / "district"
    shutil.copytree(DISTRICTS[0], copy)
    return sorted(copy.glob("policies/*/examples.yaml"))[0]


def test_a_policy_without_examples_is_found(examples):
    examples.write_text("[]\n")
    (fault,) = find_unproven(examples.parents[2])
    assert "没有任何案例" in fault


def test_a_case_that_differs_is_found(examples):
    text = examples.read_text()
    examples.write_text(text.replace("verdict: met", "verdict: not_met", 1))
    assert examples.read_text() != text
    (fault,) = find_unproven(examples.parents[2])
    assert "结论应为 not_met，算得 met" in fault


def test_a_policy_without_a_cohort_is_found(examples):
    text = examples.read_text()
    examples.write_text(text[: text.index("- cohort:")])
    assert find_uncounted(examples.parents[2]) == ["gold_allowance"]
