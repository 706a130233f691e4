"""Avoidance from what the platform knows: each tie by itself is found, and a stranger is found free."""

import datetime as dt
from collections.abc import Callable

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Assessor
from juxian.evaluation.queries.avoidance import Why, avoidances
from juxian.evaluation.queries.pool import candidates_for
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from tests.cast import Member, make_membership
from tests.evaluation.factories import Stage, bring_to, fill_in
from tests.scenes import scene


@scene
def waiting(stage: Stage) -> Application:
    return bring_to(S.SECOND_REVIEWED, stage)


def line(member: Member) -> Assessor:
    return Assessor.objects.get(person=member.person)


def colleague_by_membership(stage: Stage, sun: Member, row: Application) -> None:
    make_membership(sun.person, stage.cast.employer, "employer_staff")


def former_colleague(stage: Stage, sun: Member, row: Application) -> None:
    left_on = clock.today() - dt.timedelta(days=700)
    make_membership(sun.person, stage.cast.employer, "employer_staff", ends_on=left_on)


def colleague_by_register(stage: Stage, sun: Member, row: Application) -> None:
    Assessor.objects.filter(person=sun.person).update(employer=stage.cast.employer)


def colleague_by_own_application(stage: Stage, sun: Member, row: Application) -> None:
    fill_in(stage, sun)


def declared_person(stage: Stage, sun: Member, row: Application) -> None:
    actions.declare_interest(line(sun), kind="kin", person=row.applicant, by=sun.actor)


def declared_name(stage: Stage, sun: Member, row: Application) -> None:
    actions.declare_interest(line(sun), kind="mentor", name="吕志强", by=sun.actor)


def declared_employer(stage: Stage, sun: Member, row: Application) -> None:
    actions.declare_interest(line(sun), kind="other", organisation=stage.cast.employer, by=sun.actor)


def named_as_master(stage: Stage, sun: Member, row: Application) -> None:
    row.contributions.update(kind="apprentice", description="师从孙明华师傅，带徒三人。")


def shared_patent(stage: Stage, sun: Member, row: Application) -> None:
    row.contributions.update(kind="patent", title="一种焊接夹具")
    other = fill_in(stage, sun, employer=stage.cast.other_employer)
    other.contributions.update(kind="patent", title="一种焊接夹具")


def reviewer(stage: Stage, sun: Member, row: Application) -> None:
    Application.objects.filter(pk=row.pk).update(second_reviewer=sun.person)


TIES: list[tuple[Callable[[Stage, Member, Application], None], Why]] = [
    (colleague_by_membership, Why.EMPLOYER),
    (former_colleague, Why.EMPLOYER),
    (colleague_by_register, Why.EMPLOYER),
    (colleague_by_own_application, Why.EMPLOYER),
    (declared_person, Why.INTEREST),
    (declared_name, Why.INTEREST),
    (declared_employer, Why.INTEREST),
    (named_as_master, Why.NAMED),
    (shared_patent, Why.SHARED),
    (reviewer, Why.HANDLED),
]


@pytest.mark.parametrize(("tie", "why"), TIES, ids=[tie.__name__ for tie, _why in TIES])
def test_a_tie_is_found_and_shown(stage: Stage, waiting: Application, tie: Callable, why: Why) -> None:
    sun = stage.cast.sun
    tie(stage, sun, waiting)
    waiting.refresh_from_db()
    found = avoidances(waiting, [one.person.pk for one in stage.assessors])
    assert {person: [one.why for one in reasons] for person, reasons in found.items()} == {sun.person.pk: [why]}
    shown = {one.assessor.person_id: one.reasons for one in candidates_for([waiting])}
    assert str(why.label) in shown[sun.person.pk][0]
    assert waiting.number in shown[sun.person.pk][0]


def test_a_tie_of_long_ago_or_withdrawn_is_none(stage: Stage, waiting: Application) -> None:
    sun = stage.cast.sun
    long_ago = clock.today() - dt.timedelta(days=4 * 365)
    make_membership(sun.person, stage.cast.employer, "employer_staff", ends_on=long_ago)
    interest = actions.declare_interest(line(sun), kind="kin", person=waiting.applicant, by=sun.actor)
    actions.withdraw_interest(interest, by=sun.actor)
    assert avoidances(waiting, [one.person.pk for one in stage.assessors]) == {}


def test_who_once_handled_it_at_the_counter_keeps_away(stage: Stage, waiting: Application) -> None:
    zhao = stage.cast.zhao.person.pk
    assert [one.why for one in avoidances(waiting, [zhao])[zhao]] == [Why.HANDLED]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_active": False}, "已停用"),
        ({"valid_until_on": dt.date(2025, 1, 1)}, "聘期已过"),
        ({"level": "intermediate"}, "等级低于"),
        ({"most_cases_a_year": 0}, "将超出上限"),
    ],
)
def test_who_is_unfit_is_left_out_with_the_reason(
    stage: Stage, waiting: Application, change: dict, reason: str
) -> None:
    Assessor.objects.filter(person=stage.cast.sun.person).update(**change)
    shown = {one.assessor.person_id: one.reasons for one in candidates_for([waiting])}
    assert [reason in words for words in shown[stage.cast.sun.person.pk]] == [True]
    assert sum(bool(reasons) for reasons in shown.values()) == 1
