"""Materials and questions: handed out, answered, hidden, kept."""

import pytest

from juxian.fairs import actions
from juxian.fairs.models import EventQuestion, Material
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import Message
from tests.cast import Cast
from tests.evaluation.factories import picture
from tests.fairs.factories import make_booth, make_event
from tests.jobs import run_jobs


def test_a_question_is_answered_told_and_kept_in_the_archive(cast: Cast) -> None:
    event = make_event(cast)
    row = actions.ask_question(event, question="有停车位吗？", by=cast.li.citizen)
    assert not EventQuestion.objects.public().exists()
    with pytest.raises(PermissionDenied):
        actions.answer_question(row, answer="有。", by=cast.wang.actor)
    actions.answer_question(row, answer="广场地下停车场免费。", by=cast.zhao.actor)
    with pytest.raises(TransitionNotAllowed):
        actions.answer_question(row, answer="再答一次", by=cast.zhao.actor)
    run_jobs()
    assert "免费" in Message.objects.of(cast.li.person.pk).get(kind="fairs.answered").body
    assert EventQuestion.objects.public().get() == row


def test_a_hidden_question_is_kept_and_can_come_back(cast: Cast) -> None:
    row = actions.ask_question(make_event(cast), question="加我微信", by=cast.li.citizen)
    actions.answer_question(row, answer="请勿发布联系方式。", by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="原因"):
        actions.hide_question(row, reason="", by=cast.zhao.actor)
    actions.hide_question(row, reason="含广告信息", by=cast.zhao.actor)
    assert not EventQuestion.objects.public().exists()
    assert EventQuestion.objects.visible_to(cast.li.citizen).get() == row
    actions.show_question(row, by=cast.zhao.actor)
    assert EventQuestion.objects.public().exists()


def test_a_booth_answers_its_own_questions_only(cast: Cast) -> None:
    event = make_event(cast)
    booth = make_booth(cast, event)
    row = actions.ask_question(event, booth=booth, question="包吃住吗？", by=cast.li.citizen)
    with pytest.raises(PermissionDenied):
        actions.answer_booth_question(row, answer="包。", by=cast.stranger_employer.actor)
    assert actions.answer_booth_question(row, answer="包。", by=cast.wang.actor).state == "answered"
    booth = actions.withdraw_booth(booth, reason="执照已注销", by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="不在本场活动"):
        actions.ask_question(event, booth=booth, question="还在吗？", by=cast.li.citizen)


def test_a_person_has_a_few_open_questions(cast: Cast) -> None:
    event = make_event(cast)
    for number in range(5):
        actions.ask_question(event, question=f"问题{number}", by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="5个问题"):
        actions.ask_question(event, question="再问", by=cast.li.citizen)


def test_papers_are_handed_out_and_taken_away(cast: Cast) -> None:
    event = make_event(cast)
    booth = make_booth(cast, event)
    paper = actions.add_material(event, title="参会手册", file=picture(), by=cast.zhao.actor)
    own = actions.add_booth_material(booth, title="单位介绍", file=picture(), by=cast.wang.actor)
    assert set(Material.objects.public()) == {paper, own}
    with pytest.raises(PermissionDenied):
        actions.add_material(event, title="广告", file=picture(), by=cast.wang.actor)
    with pytest.raises(PermissionDenied):
        actions.remove_booth_material(own, by=cast.stranger_employer.actor)
    actions.remove_material(paper, by=cast.zhao.actor)
    actions.remove_booth_material(own, by=cast.wang.actor)
    assert not Material.objects.public().exists()
