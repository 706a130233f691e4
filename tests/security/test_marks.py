"""A candidate who wants a better result, and colleagues who would help: entries, signature, release, schemes, doors."""

import datetime as dt

import pytest

from juxian.evaluation import actions
from juxian.evaluation.models import Application, Attendance, Mark, Scheme, Sitting
from juxian.evaluation.queries.mark_sheet import is_mark_intact
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.people.models import Person
from tests.cast import actor_for, make_member, make_membership
from tests.evaluation.factories import Stage, confirmer, second_reviewer
from tests.evaluation.marking import PRACTICE, THEORY, ended_sitting, enter_both, make_scheme, scheduled
from tests.evaluation.seating import fresh, make_hall, published, waiting
from tests.scenes import scene


@scene
def theory(stage: Stage) -> Sitting:
    make_scheme(stage, THEORY, PRACTICE)
    return ended_sitting(stage, [scheduled(stage)], "theory")


class TestOneHumanInTwoRows:
    def test_does_not_make_both_entries(self, stage: Stage, theory: Sitting) -> None:
        first = make_member("甲录入", (stage.cast.office, "exam_officer"))
        actions.enter_mark(theory.seats.get(), round=1, points=[90], by=first.actor)
        Person.objects.filter(pk=first.person.pk).update(merged_into=stage.cast.gao.person)
        with pytest.raises(RuleBroken, match="由不同的人录入"):
            actions.enter_mark(theory.seats.get(), round=2, points=[90], by=stage.cast.gao.actor)

    def test_does_not_sign_what_the_other_row_entered(self, stage: Stage, theory: Sitting) -> None:
        enter_both(stage, theory, 90)
        Person.objects.filter(pk=stage.cast.ye.person.pk).update(merged_into=stage.cast.sun.person)
        with pytest.raises(PermissionDenied):
            actions.sign_marks(theory, by=stage.cast.sun.actor)

    @pytest.mark.parametrize("who", ["sun", "lin"])
    def test_neither_signs_nor_releases_a_sitting_of_its_own(self, stage: Stage, theory: Sitting, who: str) -> None:
        enter_both(stage, theory, 90)
        if who == "lin":
            actions.sign_marks(theory, by=stage.cast.sun.actor)
        Person.objects.filter(pk=stage.cast.lv.person.pk).update(merged_into=getattr(stage.cast, who).person)
        do = actions.sign_marks if who == "sun" else actions.release_results
        with pytest.raises(PermissionDenied):
            do(theory, by=getattr(stage.cast, who).actor)

    def test_lets_nobody_into_its_own_room(self, stage: Stage) -> None:
        hall = make_hall(stage)
        sitting = published(hall, waiting(stage, merged := make_member("候考")))
        Person.objects.filter(pk=merged.person.pk).update(merged_into=stage.cast.ye.person)
        with clock.at(sitting.starts_at), pytest.raises(PermissionDenied):
            actions.check_in(fresh(sitting), code=sitting.seats.get().code, by=hall.ye)


def test_an_absence_written_over_a_signed_mark_stops_the_release(stage: Stage, theory: Sitting) -> None:
    seat = theory.seats.get()
    seat.attendance = Attendance.ABSENT
    seat.save()
    actions.sign_marks(theory, by=stage.cast.sun.actor)
    Mark.objects.update(attendance=Attendance.PRESENT)
    assert not is_mark_intact(Mark.objects.get())
    with pytest.raises(RuleBroken, match="与主考签字时不一致"):
        actions.release_results(theory, by=stage.cast.lin.actor)


class TestSchemeOfSomebodyHalfway:
    def test_the_failed_part_is_not_taken_out_before_the_other_is_sat(self, stage: Stage, theory: Sitting) -> None:
        mark = enter_both(stage, theory, 30)
        actions.sign_marks(theory, by=stage.cast.sun.actor)
        actions.release_results(theory, by=stage.cast.lin.actor)
        assert Application.objects.get(pk=mark.application_id).state == S.SCHEDULED
        scheme = Scheme.objects.get(occupation=stage.item.occupation_id)
        with pytest.raises(RuleBroken, match="考了一部分"):
            actions.change_scheme(scheme, parts=[PRACTICE], by=stage.cast.lin.actor)
        with pytest.raises(RuleBroken, match="考了一部分"):
            actions.remove_scheme(scheme, by=stage.cast.lin.actor)


def test_the_chief_who_signed_does_not_answer_the_query_in_another_hat(stage: Stage, theory: Sitting) -> None:
    enter_both(stage, theory, 30)
    actions.sign_marks(theory, by=stage.cast.sun.actor)
    actions.release_results(theory, by=stage.cast.lin.actor)
    query = actions.file_score_query(Mark.objects.get(), reason="少算一题。", by=stage.cast.lv.citizen)
    make_membership(stage.cast.sun.person, stage.cast.office, "reviewer")
    chief: Actor = actor_for(stage.cast.sun.person, stage.cast.office, "reviewer")
    with pytest.raises(RuleBroken, match="没有经手的同事"):
        actions.answer_score_query(query, answer="维持。", by=chief)
    with pytest.raises(RuleBroken, match="没有经手的同事"):
        actions.propose_correction(query, answer="更正。", points=[100], by=chief)
    actions.propose_correction(query, answer="更正。", points=[100], by=second_reviewer(stage.cast))
    with pytest.raises(RuleBroken, match="没有经手的同事"):
        actions.confirm_correction(query, by=chief)


def test_one_officer_alone_makes_no_mark_a_hundred_not_even_in_two_rows(stage: Stage, theory: Sitting) -> None:
    enter_both(stage, theory, 30)
    actions.sign_marks(theory, by=stage.cast.sun.actor)
    actions.release_results(theory, by=stage.cast.lin.actor)
    query = actions.file_score_query(Mark.objects.get(), reason="少算一题。", by=stage.cast.lv.citizen)
    old_row = make_member("旧档", (stage.cast.office, "reviewer"))
    actions.propose_correction(query, answer="更正。", points=[100], by=old_row.actor)
    colleague = confirmer(stage.cast)
    Person.objects.filter(pk=old_row.person.pk).update(merged_into=colleague.person_id)
    for by in (old_row.actor, colleague):
        with pytest.raises(RuleBroken, match="由您提出"):
            actions.confirm_correction(query, by=by)
    assert Mark.objects.get().score == 30
    assert actions.confirm_correction(query, by=second_reviewer(stage.cast)).state == "corrected"


def test_nobody_comes_to_the_practice_after_it_was_over(stage: Stage) -> None:
    hall = make_hall(stage, PRACTICE)
    hall.room.methods = ["on_site"]
    hall.room.save()
    sitting = published(hall, waiting(stage), part="practice", method="on_site", minutes=240)
    code, chief = sitting.seats.get().code, stage.cast.sun.actor
    late_start = sitting.starts_at + dt.timedelta(minutes=30)
    with clock.at(late_start):
        actions.start_sitting(fresh(sitting), by=chief)
    with clock.at(late_start + dt.timedelta(minutes=240)), pytest.raises(RuleBroken, match="考试时间已过"):
        actions.check_in(fresh(sitting), code=code, by=chief)
    with clock.at(late_start + dt.timedelta(minutes=239)):
        assert actions.check_in(fresh(sitting), code=code, by=chief).attendance == "present"
