"""Appeals: within the time, once, to another panel, decided with an answer."""

import datetime as dt

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Appeal, Application, PanelMember
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.cast import actor_for, make_membership
from tests.evaluation.drawing_room import draw_panel, enlarge, everybody_scores
from tests.evaluation.factories import Stage, bring_to, fill_in, panel_pass, submit
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene


@scene
def rejected(stage: Stage) -> Application:
    application = bring_to(S.IN_PANEL, stage)
    panel_pass(stage, application, (85, 50, 40))
    application.refresh_from_db()
    return application


def file(stage: Stage, application: Application) -> Appeal:
    return actions.file_appeal(application, reasons="返修率的数据没有看。", by=stage.cast.lv.citizen)


def decide(stage: Stage, application: Application, score: int) -> Appeal:
    """Accept, draw another panel, and let it score."""
    enlarge(stage, 3)
    appeal = actions.accept_appeal(file(stage, application), by=stage.cast.lin.actor)
    panel = draw_panel(stage, application)
    everybody_scores(panel, score)
    actions.close_panel(panel, by=stage.cast.lin.actor)
    appeal.refresh_from_db()
    return appeal


class TestFile:
    def test_it_waits_for_the_office(self, stage: Stage, rejected: Application) -> None:
        appeal = file(stage, rejected)
        assert (appeal.state, appeal.application.state) == ("filed", S.REJECTED)
        assert last("evaluation.file_appeal").data["reasons"] is None  # somebody's own words

    def test_others_cannot(self, stage: Stage, rejected: Application) -> None:
        with pytest.raises(PermissionDenied):
            actions.file_appeal(rejected, reasons="替他申诉。", by=stage.cast.li.citizen)

    def test_once_only(self, stage: Stage, rejected: Application) -> None:
        actions.withdraw_appeal(file(stage, rejected), by=stage.cast.lv.citizen)
        with pytest.raises(RuleBroken, match="已经申诉过一次"):
            file(stage, rejected)

    def test_too_late_is_too_late(self, stage: Stage, rejected: Application) -> None:
        with clock.at(clock.now() + dt.timedelta(days=30)), pytest.raises(RuleBroken, match="15个工作日"):
            file(stage, rejected)

    def test_what_no_panel_turned_down_has_no_appeal(self, stage: Stage) -> None:
        with pytest.raises(RuleBroken, match="评审组评审不通过"):
            file(stage, bring_to(S.ACCEPTED, stage))

    def test_who_has_begun_anew_finishes_that_first(self, stage: Stage, rejected: Application) -> None:
        submit(stage, fill_in(stage, stage.cast.lv))
        with pytest.raises(RuleBroken, match="您另有一份申报"):
            file(stage, rejected)


class TestAnswer:
    def test_accepted_it_waits_for_a_second_panel(self, stage: Stage, rejected: Application) -> None:
        appeal = actions.accept_appeal(file(stage, rejected), by=stage.cast.lin.actor)
        rejected.refresh_from_db()
        assert (appeal.state, rejected.state) == ("accepted", S.APPEALED)
        assert appeal.due_at == rejected.due_at

    def test_a_new_application_in_between_is_said_in_one_sentence(self, stage: Stage, rejected: Application) -> None:
        appeal = file(stage, rejected)
        submit(stage, fill_in(stage, stage.cast.lv))
        with pytest.raises(RuleBroken, match="另有一份申报"):
            actions.accept_appeal(appeal, by=stage.cast.lin.actor)

    def test_refused_the_applicant_reads_why(self, stage: Stage, rejected: Application) -> None:
        appeal = actions.refuse_appeal(file(stage, rejected), answer="没有新的材料。", by=stage.cast.lin.actor)
        run_jobs()
        message = Message.objects.get(kind="evaluation.appeal_refused")
        assert "没有新的材料" in message.body
        with pytest.raises(TransitionNotAllowed):
            actions.accept_appeal(appeal, by=stage.cast.lin.actor)

    @pytest.mark.parametrize("who", ["zhao", "sun", "huang"])
    def test_others_do_not_answer(self, stage: Stage, rejected: Application, who: str) -> None:
        appeal, by = file(stage, rejected), getattr(stage.cast, who).actor
        with pytest.raises(PermissionDenied):
            actions.accept_appeal(appeal, by=by)
        with pytest.raises(PermissionDenied):
            actions.refuse_appeal(appeal, answer="不行。", by=by)

    def test_nobody_answers_their_own(self, stage: Stage, rejected: Application) -> None:
        appeal, lv = file(stage, rejected), stage.cast.lv.person
        make_membership(lv, stage.cast.office, "reviewer")
        by = actor_for(lv, stage.cast.office, "reviewer")
        with pytest.raises(RuleBroken, match="您本人的申报"):
            actions.accept_appeal(appeal, by=by)
        with pytest.raises(RuleBroken, match="您本人的申报"):
            actions.refuse_appeal(appeal, answer="不行。", by=by)


class TestDecision:
    def test_a_second_panel_may_pass_it(self, stage: Stage, rejected: Application) -> None:
        appeal = decide(stage, rejected, 80)
        rejected.refresh_from_db()
        assert (appeal.state, rejected.state) == ("upheld", S.PASSED)
        assert "撤销" in appeal.answer

    def test_or_keep_the_result_with_an_answer(self, stage: Stage, rejected: Application) -> None:
        appeal = decide(stage, rejected, 50)
        rejected.refresh_from_db()
        assert (appeal.state, rejected.state) == ("dismissed", S.REJECTED)
        assert "维持原结果" in appeal.answer
        assert "三分之二" in appeal.answer

    def test_no_member_sits_in_both_panels(self, stage: Stage, rejected: Application) -> None:
        decide(stage, rejected, 80)
        seats = PanelMember.objects.filter(panel__cases__application=rejected)
        assert seats.count() == seats.values("assessor").distinct().count() == 6

    def test_the_first_panel_cannot_be_named_again(self, stage: Stage, rejected: Application) -> None:
        actions.accept_appeal(file(stage, rejected), by=stage.cast.lin.actor)
        with pytest.raises(RuleBroken, match="参加过这份申报的评审"):
            actions.convene_panel(
                None,
                title="复评组",
                convened_on=clock.today(),
                assessors=[one.person.pk for one in stage.assessors],
                applications=[rejected],
                reason="没有别人",
                by=stage.cast.lin.actor,
            )
