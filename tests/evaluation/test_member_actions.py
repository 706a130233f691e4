"""Members confirm, recuse themselves, are replaced by the next of the draw; their votes stay and count no more."""

import pytest

from juxian.evaluation import actions
from juxian.evaluation.drawing import ranking
from juxian.evaluation.models import Assessor, Panel, PanelMember, Vote
from juxian.evaluation.states import ApplicationState as S
from juxian.kit.access import Actor
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.models import Message
from tests.cast import actor_for
from tests.evaluation.drawing_room import draw_panel, enlarge, everybody_scores
from tests.evaluation.factories import Stage, bring_to, make_assessor
from tests.jobs import run_jobs
from tests.people.audit import last
from tests.scenes import scene


@scene
def panel(stage: Stage) -> Panel:
    enlarge(stage, 2)
    return draw_panel(stage, bring_to(S.SECOND_REVIEWED, stage))


def actor_of(stage: Stage, seat: PanelMember) -> Actor:
    return actor_for(seat.assessor, stage.cast.office, "assessor")


def number_of(seat: PanelMember) -> str:
    return Assessor.objects.get(person=seat.assessor_id).number


def test_who_recuses_is_followed_by_the_next_of_the_same_draw(stage: Stage, panel: Panel) -> None:
    seat = panel.members.first()
    actions.recuse_member(seat, reason="认出是我徒弟的作品", by=actor_of(stage, seat))
    follower = PanelMember.objects.get(replaces=seat)
    assert number_of(follower) == ranking(panel.draw.seed, list(panel.draw.pool))[3]
    assert panel.members.sitting().count() == 3
    run_jobs()
    assert Message.objects.filter(kind="evaluation.panel_called", recipient_id=follower.assessor_id).count() == 1


def test_the_votes_of_who_left_stay_and_do_not_count(stage: Stage, panel: Panel) -> None:
    seat, case = panel.members.first(), panel.cases.get()
    by = actor_of(stage, seat)
    actions.confirm_no_interest(seat, by=by)
    actions.vote(case, score=10, is_in_favour=False, opinion="不行。", by=by)
    actions.replace_member(seat, reason="生病", by=stage.cast.lin.actor)
    everybody_scores(panel, 80)
    actions.close_panel(panel, by=stage.cast.lin.actor)
    case.refresh_from_db()
    assert (case.has_passed, Vote.objects.count()) == (True, 4)


def test_when_the_draw_is_used_up_the_office_names_somebody_fit(stage: Stage, panel: Panel) -> None:
    for _number in range(2):
        actions.replace_member(panel.members.sitting().first(), reason="生病", by=stage.cast.lin.actor)
    seat = panel.members.sitting().first()
    with pytest.raises(RuleBroken, match="没有可以接替"):
        actions.replace_member(seat, reason="生病", by=stage.cast.lin.actor)
    newcomer = enlarge_by_one(stage)
    follower = actions.replace_member(seat, reason="生病", successor=newcomer, by=stage.cast.lin.actor)
    assert (follower.assessor_id, follower.replaces_id) == (newcomer, seat.pk)
    assert last("evaluation.replace_member").data["reason"] == "生病"


def enlarge_by_one(stage: Stage) -> object:
    from tests.cast import make_member

    member = make_member("新来的", (stage.cast.office, "assessor"))
    make_assessor(member, stage.item, stage.cast.lin.actor)
    return member.person.pk


def test_an_open_seat_keeps_the_panel_open(stage: Stage, panel: Panel) -> None:
    for _number in range(2):
        actions.replace_member(panel.members.sitting().first(), reason="生病", by=stage.cast.lin.actor)
    seat = panel.members.sitting().first()
    actions.recuse_member(seat, reason="有关系", by=actor_of(stage, seat))
    everybody_scores(panel, 80)
    with pytest.raises(RuleBroken, match="先补足"):
        actions.close_panel(panel, by=stage.cast.lin.actor)
    run_jobs()
    assert Message.objects.filter(kind="evaluation.seat_open").exists()


def test_nobody_confirms_or_recuses_for_a_colleague(stage: Stage, panel: Panel) -> None:
    first, second = panel.members.all()[:2]
    for action in (actions.confirm_no_interest, actions.sign_scores):
        with pytest.raises(PermissionDenied):
            action(first, by=actor_of(stage, second))
    with pytest.raises(PermissionDenied):
        actions.recuse_member(first, reason="替他回避", by=actor_of(stage, second))


def test_without_a_confirmation_nobody_scores(stage: Stage, panel: Panel) -> None:
    seat = panel.members.first()
    with pytest.raises(RuleBroken, match="请先确认"):
        actions.vote(panel.cases.get(), score=80, is_in_favour=True, opinion="好。", by=actor_of(stage, seat))


def test_who_has_left_sees_and_scores_nothing(stage: Stage, panel: Panel) -> None:
    seat = panel.members.first()
    by = actor_of(stage, seat)
    actions.recuse_member(seat, reason="有关系", by=by)
    assert not Panel.objects.visible_to(by).exists()
    with pytest.raises(PermissionDenied):
        actions.vote(panel.cases.get(), score=80, is_in_favour=True, opinion="好。", by=by)


def test_what_is_signed_is_locked_and_a_change_behind_our_back_is_seen(stage: Stage, panel: Panel) -> None:
    from juxian.evaluation.queries.sheet import is_intact

    everybody_scores(panel, 80)
    seat = panel.members.sitting().first()
    assert is_intact(seat)
    with pytest.raises(RuleBroken, match="锁定"):
        actions.replace_member(seat, reason="生病", by=stage.cast.lin.actor)
    seat.votes.update(score=81)
    assert not is_intact(seat)


def test_a_sheet_with_a_gap_is_not_signed(stage: Stage, panel: Panel) -> None:
    seat = panel.members.first()
    with pytest.raises(RuleBroken, match="还有1份申报没有评分"):
        actions.sign_scores(seat, by=actor_of(stage, seat))
