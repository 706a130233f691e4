"""What employers do with their candidates: stages, many at once, no, notes; offers and hires."""

import datetime as dt

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.messages import inbox_of
from juxian.kit.models import AuditEvent
from juxian.recruitment.actions.candidate import (
    add_note,
    move_many,
    move_to_stage,
    rate_application,
    refuse_application,
    refuse_many,
    screen_application,
)
from juxian.recruitment.actions.offer import accept_offer, confirm_hire, make_offer, say_pay, turn_down_offer
from juxian.recruitment.actions.stage import add_stage, adopt_usual_stages, change_stage, drop_stage
from juxian.recruitment.models import ApplicationNote, JobApplication, Offer, Stage
from tests.jobs import run_jobs
from tests.recruitment.applying import accepted, applied, offered
from tests.recruitment.hiring import opened


def stages(cast):
    return {stage.name: stage for stage in adopt_usual_stages(cast.employer, by=cast.wang.actor)}


def test_stages_are_the_employers_own_list(cast):
    made = stages(cast)
    assert list(made) == ["简历筛选", "笔试或测评", "初试", "复试"]
    extra = add_stage(cast.employer, name="技能实操", kind="interviewing", by=cast.wang.actor)
    change_stage(extra, name="实操", position=2, by=cast.wang.actor)
    drop_stage(made["复试"], by=cast.wang.actor)
    assert set(Stage.objects.used().values_list("name", flat=True)) == {"简历筛选", "笔试或测评", "初试", "实操"}
    with pytest.raises(RuleBroken, match="同名"):
        add_stage(cast.employer, name="初试", kind="screening", by=cast.wang.actor)
    with pytest.raises(PermissionDenied):
        drop_stage(extra, by=cast.stranger_employer.actor)


def test_the_state_follows_the_stage(cast):
    made, application = stages(cast), applied(cast)
    moved = move_to_stage(application, stage=made["简历筛选"], by=cast.wang.actor)
    assert (moved.state, moved.answered_at) == ("screening", None)
    moved = move_to_stage(moved, stage=made["初试"], by=cast.wang.actor)
    assert moved.state == "interviewing"
    assert moved.answered_at is not None
    with pytest.raises(RuleBroken, match="不能退回筛选"):
        move_to_stage(moved, stage=made["简历筛选"], by=cast.wang.actor)


def test_a_foreign_stage_and_a_foreign_employer_are_refused(cast):
    application = applied(cast)
    foreign = add_stage(cast.other_employer, name="面试", kind="interviewing", by=cast.stranger_employer.actor)
    with pytest.raises(RuleBroken, match="不在本单位"):
        move_to_stage(application, stage=foreign, by=cast.wang.actor)
    with pytest.raises(PermissionDenied):
        move_to_stage(application, stage=foreign, by=cast.stranger_employer.actor)


def test_several_are_moved_or_refused_all_or_none(cast):
    vacancy, made = opened(cast), stages(cast)
    ids = [applied(cast, member, vacancy).pk for member in (cast.li, cast.lv)]
    assert move_many(cast.employer, ids=ids, stage=made["笔试或测评"], by=cast.wang.actor) == 2
    refuse_application(JobApplication.objects.get(pk=ids[0]), refusal="filled", by=cast.wang.actor)
    with pytest.raises(TransitionNotAllowed):
        refuse_many(cast.employer, ids=ids, refusal="filled", by=cast.wang.actor)
    assert JobApplication.objects.get(pk=ids[1]).state == "screening"
    with pytest.raises(RuleBroken, match="没有选中"):
        move_many(cast.other_employer, ids=ids, stage=made["初试"], by=cast.stranger_employer.actor)


def test_whoever_is_refused_reads_the_reason(cast):
    application = applied(cast)
    with pytest.raises(RuleBroken, match="请写明原因"):
        refuse_application(application, refusal="other", by=cast.wang.actor)
    refused = refuse_application(application, refusal="skill", message="欢迎考证后再来", by=cast.wang.actor)
    assert refused.reason == "技能或证书与职位不符。欢迎考证后再来"
    run_jobs()
    message = inbox_of(cast.li.person.pk).get(kind="recruitment.application_refuse")
    assert "欢迎考证后再来" in message.body
    assert AuditEvent.objects.filter(name="recruitment.refuse_application", to_state="refused").exists()


def test_stars_tags_and_notes_stay_with_the_employer(cast):
    application = applied(cast)
    rate_application(application, rating=4, tags=["会CAD", "会CAD", " "], by=cast.wang.actor)
    add_note(application, text="电话里很清楚", by=cast.wang.actor)
    application.refresh_from_db()
    assert (application.rating, application.tags) == (4, ["会CAD"])
    assert not ApplicationNote.objects.visible_to(cast.li.citizen).exists()
    assert not ApplicationNote.objects.visible_to(cast.lin.actor).exists()
    assert ApplicationNote.objects.visible_to(cast.wang.actor).count() == 1
    with pytest.raises(RuleBroken, match="最多10个"):
        rate_application(application, rating=None, tags=[str(n) for n in range(11)], by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="空的"):
        add_note(application, text=" ", by=cast.wang.actor)


def test_screening_is_no_answer(cast):
    application = screen_application(applied(cast), by=cast.wang.actor)
    assert (application.state, application.answered_at) == ("screening", None)
    with pytest.raises(TransitionNotAllowed):
        screen_application(application, by=cast.wang.actor)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"answer_by_on": dt.date(2025, 3, 12)}, "答复期限"),
        ({"start_on": dt.date(2025, 3, 14)}, "入职日期不能早于"),
        ({"base_pay_fen": 0}, "基本工资"),
    ],
)
def test_an_offer_names_pay_and_days(cast, change, words):
    promise = {"base_pay_fen": 600_000, "start_on": dt.date(2025, 4, 7), "answer_by_on": dt.date(2025, 3, 19)}
    application = applied(cast)
    with pytest.raises(RuleBroken, match=words):
        make_offer(application, post="", by=cast.wang.actor, **{**promise, **change})
    assert not Offer.objects.exists()


def test_an_accepted_offer_becomes_a_hire_said_by_both_sides(cast, frozen_time):
    application = accepted(cast)
    assert (application.state, application.shows_contact) == ("accepted", True)
    with pytest.raises(RuleBroken, match="还没有到"):
        confirm_hire(application, started_on=dt.date(2025, 4, 7), base_pay_fen=600_000, by=cast.wang.actor)
    frozen_time.move_to(dt.datetime(2025, 4, 8, 2, 0, tzinfo=dt.UTC))
    hire = confirm_hire(application, started_on=dt.date(2025, 4, 7), base_pay_fen=600_000, by=cast.wang.actor)
    hire = say_pay(hire, person_pay_fen=550_000, by=cast.li.citizen)
    assert (hire.base_pay_fen, hire.person_pay_fen) == (600_000, 550_000)
    assert JobApplication.objects.get().state == "hired"
    with pytest.raises(PermissionDenied):
        say_pay(hire, person_pay_fen=1, by=cast.wang.actor)


def test_an_offer_is_turned_down_or_too_late(cast, frozen_time):
    application = offered(cast)
    with pytest.raises(PermissionDenied):
        accept_offer(application, by=cast.chen.citizen)
    frozen_time.move_to(dt.datetime(2025, 3, 20, 2, 0, tzinfo=dt.UTC))
    with pytest.raises(RuleBroken, match="期限已过"):
        accept_offer(application, by=cast.li.citizen)
    frozen_time.move_to(dt.datetime(2025, 3, 19, 2, 0, tzinfo=dt.UTC))
    assert turn_down_offer(application, by=cast.li.citizen).state == "turned_down"
