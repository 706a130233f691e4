"""Applying once, taking back, showing one's contact data, and the answer that the platform gives."""

import datetime as dt

import pytest

from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.messages import inbox_of
from juxian.kit.models import AuditEvent
from juxian.recruitment.actions import blacklist_organisation, close_vacancy, expire_vacancies, take_down_vacancy
from juxian.recruitment.actions.candidate import refuse_application, reveal_contact
from juxian.recruitment.actions.job_application import (
    agree_contact,
    answer_for,
    apply_to_vacancy,
    record_applications,
    take_back_contact,
    withdraw_application,
)
from juxian.recruitment.models import JobApplication, Vacancy
from juxian.recruitment.queries.job_application import Tally, applications_from, counts_by_vacancy, has_applied
from tests.jobs import run_jobs
from tests.recruitment.applying import RESUME, applied, invited, screened, with_profile
from tests.recruitment.hiring import opened


def test_a_graduate_applies_with_a_copy_of_the_profile(cast):
    application = applied(cast, source="live", source_ref="card:1", letter=" 您好 ")
    assert application.resume == RESUME
    assert (application.state, application.source, application.source_ref) == ("sent", "live", "card:1")
    assert application.letter == "您好"
    assert application.due_on == dt.date(2025, 3, 26)  # ten working days after Wednesday the 12th
    assert not application.shows_contact
    event = AuditEvent.objects.get(name="recruitment.apply_to_vacancy")
    assert event.data["letter"] is None


def test_a_second_application_to_the_same_vacancy_is_refused(cast):
    application = applied(cast)
    with pytest.raises(RuleBroken, match="已经投递过"):
        applied(cast, vacancy=application.vacancy)
    assert JobApplication.objects.count() == 1
    assert has_applied(cast.li.person.pk, [application.vacancy_id]) == {application.vacancy_id}


def test_whoever_took_it_back_may_apply_again(cast):
    application = applied(cast)
    withdraw_application(application, by=cast.li.citizen)
    assert applied(cast, vacancy=application.vacancy).state == "sent"


def test_without_a_profile_the_five_fields_are_named(cast):
    with pytest.raises(RuleBroken, match="五项简表"):
        apply_to_vacancy(opened(cast), by=cast.li.citizen)


def test_an_employer_cannot_apply(cast):
    with pytest.raises(PermissionDenied):
        apply_to_vacancy(opened(cast), by=cast.wang.actor)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda cast, vacancy: close_vacancy(vacancy, by=cast.wang.actor), "已停止招聘"),
        (lambda cast, vacancy: take_down_vacancy(vacancy, reason="工资与实际不符", by=cast.zhao.actor), "已被下架"),
        (
            lambda cast, vacancy: blacklist_organisation(
                cast.employer, reason="多次向求职者收取押金且不退", document="厦集人社〔2025〕1号", by=cast.lin.actor
            ),
            "已被下架",
        ),
    ],
)
def test_to_a_vacancy_that_is_over_nobody_applies(cast, end, words):
    vacancy = opened(cast)
    with_profile(cast.li)
    end(cast, vacancy)
    with pytest.raises(RuleBroken, match=words):
        apply_to_vacancy(vacancy, by=cast.li.citizen)


def test_a_vacancy_past_its_day_is_over_before_the_job_has_run(cast, frozen_time):
    vacancy = opened(cast)
    with_profile(cast.li)
    frozen_time.move_to(dt.datetime(2025, 7, 1, 0, 1, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    with pytest.raises(RuleBroken, match="已经到期"):
        apply_to_vacancy(vacancy, by=cast.li.citizen)
    expire_vacancies([vacancy.pk])
    with pytest.raises(RuleBroken, match="已经到期"):
        apply_to_vacancy(Vacancy.objects.get(pk=vacancy.pk), by=cast.li.citizen)


def test_nobody_takes_back_what_a_stranger_sent(cast):
    application = applied(cast)
    with pytest.raises(PermissionDenied):
        withdraw_application(application, by=cast.chen.citizen)


def test_what_was_refused_cannot_be_taken_back(cast):
    application = refuse_application(applied(cast), refusal="filled", by=cast.wang.actor)
    with pytest.raises(TransitionNotAllowed):
        withdraw_application(application, by=cast.li.citizen)


def test_taking_back_frees_the_interview_and_hides_the_contact(cast):
    interview = invited(cast)
    agree_contact(interview.application, by=cast.li.citizen)
    application = withdraw_application(interview.application, by=cast.li.citizen)
    interview.refresh_from_db()
    assert (application.state, interview.state) == ("withdrawn", "cancelled")
    assert not application.shows_contact


def test_contact_data_are_hidden_until_the_applicant_agrees_and_each_look_is_recorded(cast):
    application = applied(cast)
    with pytest.raises(RuleBroken, match="还没有同意"):
        reveal_contact(application, by=cast.wang.actor)
    agree_contact(application, by=cast.li.citizen)
    assert reveal_contact(application, by=cast.wang.actor).phone == cast.li.person.phone.open()
    assert AuditEvent.objects.filter(name="recruitment.reveal_contact", kind="action").count() == 1
    take_back_contact(application, by=cast.li.citizen)
    with pytest.raises(RuleBroken):
        reveal_contact(application, by=cast.wang.actor)


def test_another_employer_never_sees_the_contact(cast):
    application = agree_contact(applied(cast), by=cast.li.citizen)
    with pytest.raises(PermissionDenied):
        reveal_contact(application, by=cast.stranger_employer.actor)
    with pytest.raises(PermissionDenied):
        agree_contact(application, by=cast.chen.citizen)


def test_a_silent_employer_is_answered_for_on_the_day_after(cast, frozen_time):
    application = screened(cast)
    frozen_time.move_to(dt.datetime(2025, 3, 26, 23, 0, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    assert answer_for(application).state == "screening"
    frozen_time.move_to(dt.datetime(2025, 3, 27, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    answered = answer_for(application)
    assert answered.state == "answered"
    assert answered.answered_at is None
    assert "10个工作日" in answered.reason
    assert answer_for(answered).state == "answered"
    run_jobs()
    message = inbox_of(cast.li.person.pk).get(kind="recruitment.application_answer_for")
    assert message.body == answered.reason


def test_applications_are_counted_by_where_they_came_from(cast):
    application = applied(cast, source="live", source_ref="card:1")
    assert applications_from("live", ["card:1", "card:2"]) == {"card:1": Tally(applied=1)}
    assert applications_from("fair", ["card:1"]) == {}
    assert counts_by_vacancy([application.vacancy_id]) == {application.vacancy_id: (1, 1)}


def test_many_applications_made_elsewhere_are_written_down_once(cast, django_assert_num_queries):
    vacancy = opened(cast)
    with_profile(cast.li)
    with_profile(cast.lv)
    at = dt.datetime(2025, 3, 10, 9, 0, tzinfo=dt.UTC)
    people = [(cast.li.person.pk, at), (cast.lv.person.pk, at), (cast.chen.person.pk, at)]
    assert record_applications(vacancy, applicants=people, source="fair", source_ref="event:1") == 2
    assert record_applications(vacancy, applicants=people, source="fair", source_ref="event:1") == 0
    assert set(JobApplication.objects.values_list("due_on", flat=True)) == {dt.date(2025, 3, 24)}


def test_the_employer_hears_of_new_applications_once_a_day(cast):
    vacancy = opened(cast)
    applied(cast, vacancy=vacancy)
    applied(cast, cast.lv, vacancy)
    run_jobs()
    assert inbox_of(cast.wang.person.pk).filter(kind="recruitment.applications_received").count() == 1
