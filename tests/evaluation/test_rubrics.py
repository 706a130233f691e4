"""Scores by item and part: every part needs its pass score, every item its minimum, two thirds in favour."""

from types import SimpleNamespace
from typing import Any

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import PanelCase, RubricItem, Scheme, SchemePart
from juxian.evaluation.queries.panel import finding, overall, part_scores, votes_by_assessor
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.errors import RuleBroken
from tests.evaluation.factories import Stage, bring_to
from tests.scenes import scene

RUBRIC = [
    {
        "part": "comprehensive",
        "pass_score": 60,
        "items": [{"name": "答辩", "weight": 60, "minimum": 50}, {"name": "论文", "weight": 40, "minimum": 0}],
    },
    {"part": "contribution", "pass_score": 60, "items": [{"name": "", "weight": 100, "minimum": 0}]},
]


def vote(answer: int, thesis: int, work: int, is_in_favour: bool = True) -> Any:
    rows = [("comprehensive", "答辩", answer), ("comprehensive", "论文", thesis), ("contribution", "", work)]
    points = [SimpleNamespace(part=part, item=item, points=value) for part, item, value in rows]
    return SimpleNamespace(is_in_favour=is_in_favour, points=SimpleNamespace(all=lambda: points))


@pytest.mark.parametrize(
    ("votes", "reason"),
    [
        ([vote(60, 60, 60)] * 3, ""),
        ([vote(60, 60, 60)] * 2 + [vote(60, 60, 60, False)], ""),
        ([vote(60, 60, 60)] + [vote(60, 60, 60, False)] * 2, "三分之二"),
        ([vote(60, 59, 90)] * 3, "“综合评审”平均未达到60分"),
        ([vote(90, 90, 59)] * 3, "“工作业绩”平均未达到60分"),
        ([vote(49, 100, 90)] * 3, "“答辩”平均未达到最低分50分"),
        ([vote(49, 100, 90), vote(51, 100, 90), vote(50, 100, 90)], ""),  # the minimum is of the mean, not of each
    ],
)
def test_what_makes_a_case_fail_is_said_without_names(votes: list[Any], reason: str) -> None:
    found = finding(votes, len(votes), RUBRIC)
    assert (reason in found) if reason else (found == "")


def test_weights_count_and_nothing_is_rounded_up() -> None:
    points = {("comprehensive", "答辩"): 60, ("comprehensive", "论文"): 59, ("contribution", ""): 90}
    assert float(part_scores(RUBRIC, points)["comprehensive"]) == pytest.approx(59.6)
    assert overall(RUBRIC, points) == 74


@scene
def case(stage: Stage) -> PanelCase:
    """A case of a trade whose scheme has a defence with two items, and works."""
    scheme = Scheme.objects.create(occupation=stage.item.occupation, level="senior_technician")
    defence = SchemePart.objects.create(scheme=scheme, part="comprehensive", method="defence", minutes=30)
    RubricItem.objects.create(scheme_part=defence, name="答辩", weight=60, minimum=50, position=1)
    RubricItem.objects.create(scheme_part=defence, name="论文", weight=40, position=2)
    SchemePart.objects.create(scheme=scheme, part="contribution", method="dossier", minutes=30)
    return bring_to(S.IN_PANEL, stage).panel_case


def say(stage: Stage, case: PanelCase, place: int, points: dict[str, int], is_in_favour: bool = True) -> Any:
    member = stage.assessors[place]
    seat = case.panel.members.get(assessor=member.person)
    actions.confirm_no_interest(seat, by=member.actor)
    row = actions.vote(case, points=points, is_in_favour=is_in_favour, opinion="看过材料。", by=member.actor)
    actions.sign_scores(seat, by=member.actor)
    return row


GOOD = {"comprehensive.0": 70, "comprehensive.1": 80, "contribution.0": 90}


def test_a_sheet_has_points_for_every_item(stage: Stage, case: PanelCase) -> None:
    row = say(stage, case, 0, GOOD)
    assert row.score == 82
    assert {(one.part, one.item, one.points) for one in row.points.all()} == {
        ("comprehensive", "答辩", 70),
        ("comprehensive", "论文", 80),
        ("contribution", "", 90),
    }
    with pytest.raises(RuleBroken, match="“论文”还没有打分"):
        say(stage, case, 1, {"comprehensive.0": 70, "contribution.0": 90})


def test_in_favour_below_sixty_in_one_part_is_a_contradiction(stage: Stage, case: PanelCase) -> None:
    with pytest.raises(RuleBroken, match="“工作业绩”不到60分"):
        say(stage, case, 0, {**GOOD, "contribution.0": 59})


def test_a_scheme_changed_later_changes_no_sheet(stage: Stage, case: PanelCase) -> None:
    RubricItem.objects.all().delete()
    assert say(stage, case, 0, GOOD).score == 82


def test_every_point_can_be_counted_by_assessor(stage: Stage, case: PanelCase) -> None:
    say(stage, case, 0, GOOD)
    lines = votes_by_assessor(2025)
    assert {(line["part"], line["item"], line["points"]) for line in lines} == {
        ("comprehensive", "答辩", 70),
        ("comprehensive", "论文", 80),
        ("contribution", "", 90),
    }
    assert {line["assessor"] for line in lines} == {stage.assessors[0].person.pk}
    assert {line["trade"] for line in lines} == {stage.item.occupation.code}
