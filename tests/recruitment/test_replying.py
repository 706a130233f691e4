"""The reply clock: days, rates from rows, who sinks and how to rise; the timed jobs."""

import datetime as dt
from dataclasses import replace

import pytest

from juxian.districts.replies import reply_law
from juxian.kit.messages import inbox_of
from juxian.recruitment.actions.candidate import refuse_application, screen_application
from juxian.recruitment.models import JobApplication, ReplyRecord
from juxian.recruitment.models.listing import Listing
from juxian.recruitment.queries.reply import reply_figure, reply_figures, totals
from juxian.recruitment.replying import (
    Reply,
    Visibility,
    answers_to_rise,
    days_to_answer,
    due_on,
    figure_of,
    reminder_of,
    visibility_of,
)
from juxian.recruitment.tasks import answer_silent_employers, refresh_reply_figures, remind_employers
from tests.cast import make_member
from tests.jobs import run_jobs
from tests.recruitment.applying import applied
from tests.recruitment.hiring import opened

LAW = reply_law("jimei")
WEDNESDAY = dt.date(2025, 3, 12)
CHINA = dt.timezone(dt.timedelta(hours=8))


def on(day: int, month: int = 3) -> dt.datetime:
    return dt.datetime(2025, month, day, 9, 30, tzinfo=CHINA)


def test_days_are_working_days():
    assert due_on(WEDNESDAY, 10) == dt.date(2025, 3, 26)
    assert reminder_of(WEDNESDAY, dt.date(2025, 3, 18), LAW) is None
    assert reminder_of(WEDNESDAY, dt.date(2025, 3, 19), LAW) == 5
    assert reminder_of(WEDNESDAY, dt.date(2025, 3, 25), LAW) == 8
    assert days_to_answer(WEDNESDAY, dt.date(2025, 3, 17)) == 3
    assert days_to_answer(WEDNESDAY, WEDNESDAY) == 0


def test_a_rate_needs_a_sample_and_rounds_down():
    assert figure_of([Reply(1)] * 4, LAW).rate is None
    figure = figure_of([Reply(1), Reply(3), Reply(8), Reply(None), Reply(None), Reply(None)], LAW)
    assert (figure.rate, figure.median_days, figure.visibility) == (50, 3, Visibility.LOWERED)
    assert figure.missing == 3
    assert figure_of([Reply(None)] * 5, LAW).median_days is None


@pytest.mark.parametrize(
    ("rate", "visibility"), [(100, "full"), (80, "full"), (79, "lowered"), (40, "lowered"), (39, "hidden")]
)
def test_visibility_falls_with_the_rate(rate, visibility):
    assert visibility_of(rate, LAW) == visibility


def test_it_is_told_how_many_answers_bring_one_back():
    figure = figure_of([Reply(None)] * 5, LAW)
    assert answers_to_rise(figure, LAW) == 20
    assert figure_of([Reply(None)] * 5 + [Reply(1)] * 20, LAW).visibility is Visibility.FULL
    assert figure_of([Reply(None)] * 5 + [Reply(1)] * 19, LAW).visibility is Visibility.LOWERED


def test_a_law_that_contradicts_itself_is_refused():
    with pytest.raises(ValueError, match="reminders"):
        replace(LAW, remind_on_working_days=(10,))
    with pytest.raises(ValueError, match="hidden"):
        replace(LAW, hidden_below_percent=90)


def test_an_employer_that_never_answers_is_answered_for_and_sinks(cast, frozen_time):
    """The journey of the issue without a browser: five applicants, reminders, the platform answers, the list."""
    silent, kind = opened(cast), opened(cast, cast.stranger_employer.actor)
    people = [make_member(f"甲{number}") for number in range(5)]
    for person in people:
        applied(cast, person, silent)
        refuse_application(applied(cast, person, kind), refusal="filled", by=cast.stranger_employer.actor)
    run_jobs()
    frozen_time.move_to(on(19))
    assert remind_employers() == 1
    assert remind_employers() == 1
    frozen_time.move_to(on(25))
    remind_employers()
    reminders = inbox_of(cast.wang.person.pk).filter(kind="recruitment.reply_reminder")
    assert reminders.count() == 2
    frozen_time.move_to(on(26))
    assert answer_silent_employers() == 0
    frozen_time.move_to(on(27))
    assert answer_silent_employers() == 5
    assert answer_silent_employers() == 0
    refresh_reply_figures()
    run_jobs()
    assert inbox_of(people[0].person.pk).filter(kind="recruitment.application_answer_for").count() == 1
    figure = reply_figure(cast.employer.pk)
    assert (figure.due, figure.answered, figure.rate, figure.visibility) == (5, 0, 0, "hidden")
    assert reply_figure(cast.other_employer.pk).rate == 100
    assert ReplyRecord.objects.get(organisation=cast.employer).visibility == "hidden"
    places = dict(Listing.objects.values_list("vacancy", "standing"))
    assert places[silent.pk] > places[kind.pk]
    assert inbox_of(cast.wang.person.pk).filter(kind="recruitment.reply_lowered").count() == 1
    assert totals(WEDNESDAY, dt.date(2025, 3, 27)).answered_for == 5


def test_what_was_taken_back_or_is_in_time_counts_neither_way(cast, django_assert_num_queries):
    screen_application(applied(cast), by=cast.wang.actor)
    withdrawn = applied(cast, cast.lv, JobApplication.objects.get().vacancy)
    JobApplication.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    with django_assert_num_queries(1):
        figures = reply_figures([cast.employer.pk, cast.other_employer.pk])
    assert figures[cast.employer.pk].due == 0
