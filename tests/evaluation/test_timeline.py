"""The time line that applicant and office both see: every step, each once, in the words of the office."""

from juxian.evaluation.states import ApplicationState
from juxian.kit.audit.timeline import timeline_of
from tests.evaluation.factories import Stage, bring_to


def test_every_step_of_the_straight_way_stands_there_once(stage: Stage) -> None:
    application = bring_to(ApplicationState.CERTIFIED, stage)
    labels = [str(line["label"]) for line in timeline_of(application)]
    steps = [
        "提交申报",
        "受理申报",
        "初审通过",
        "复审通过",
        "送评审组",
        "评审通过",
        "公示",
        "公示无异议",
        "认定",
        "发证",
    ]
    assert [label for label in labels if label in steps] == steps


def test_the_applicant_sees_offices_and_not_officers(stage: Stage) -> None:
    application = bring_to(ApplicationState.PASSED, stage)
    officers = {stage.cast.zhao.person.name, stage.cast.lin.person.name}
    shown = " ".join(str(line["by"]) for line in timeline_of(application, shows_names=False))
    assert not any(name in shown for name in officers)
    assert "窗口受理人员" in shown
