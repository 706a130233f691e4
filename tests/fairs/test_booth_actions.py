"""Participations: one legal entity, one booth; confirmed, moved, closed in the middle, lost by being late."""

import datetime as dt
from typing import Any

import pytest

from juxian.fairs import actions
from juxian.fairs.models import Booth, SpotKind
from juxian.fairs.subscribers import close_booths
from juxian.fairs.tasks import keep_events_in_time
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.models import AuditEvent, Message
from juxian.recruitment.actions import blacklist_organisation
from juxian.recruitment.events import OrganisationBlacklisted
from tests.cast import Cast, make_organisation
from tests.fairs.factories import make_booth, make_event, make_vacancy, run_now
from tests.jobs import run_jobs


def ask(cast: Cast, event: Any, **options: Any) -> Booth:
    return actions.request_booth(cast.employer, event=event, by=cast.wang.actor, **options)


def test_a_booth_is_asked_for_and_confirmed_with_a_code_for_the_door(cast: Cast) -> None:
    event = make_event(cast)
    booth = ask(cast, event, intro="招焊工和数控车工")
    with pytest.raises(PermissionDenied):
        actions.approve_booth(booth, by=cast.wang.actor)
    booth = actions.approve_booth(booth, by=cast.zhao.actor)
    run_jobs()
    event.refresh_from_db()
    assert (booth.state, event.booths_taken, booth.reservations.count()) == ("approved", 1, 1)
    assert Message.objects.of(cast.wang.person.pk).filter(kind="fairs.booth_approve").exists()
    assert AuditEvent.objects.filter(subject_id=booth.pk, name="fairs.approve_booth").exists()


def test_a_legal_entity_has_one_booth_until_it_steps_back(cast: Cast) -> None:
    event = make_event(cast)
    booth = ask(cast, event)
    with pytest.raises(RuleBroken, match="只能有一个展位"):
        ask(cast, event)
    actions.cancel_booth(booth, by=cast.wang.actor)
    assert ask(cast, event).state == "requested"
    event.refresh_from_db()
    assert event.booths_taken == 1


def test_full_means_full_and_late_means_late(cast: Cast) -> None:
    event = make_event(cast, booth_limit=1)
    make_booth(cast, event, cast.other_employer)
    with pytest.raises(RuleBroken, match="展位已满"):
        ask(cast, event)
    assert not Booth.objects.filter(organisation=cast.employer).exists()
    with clock.at(event.booths_until_at), pytest.raises(RuleBroken, match="不接受参会申请"):
        ask(cast, event)


def test_only_verified_employers_take_part(cast: Cast) -> None:
    school = make_organisation("演示大学", kind="school")
    with pytest.raises(RuleBroken, match="通过核验"):
        actions.add_participant(make_event(cast), organisation=school, by=cast.zhao.actor)
    with pytest.raises(PermissionDenied):
        actions.request_booth(cast.other_employer, event=make_event(cast), by=cast.wang.actor)


def test_a_spot_is_given_once(cast: Cast) -> None:
    event = make_event(cast)
    assert actions.draw_floor(event, rows=2, columns=3, by=cast.zhao.actor) == 6
    first, second = event.spots.filter(kind=SpotKind.BOOTH)[:2]
    booth = ask(cast, event, spot=first)
    with pytest.raises(RuleBroken, match="刚被别的单位占用"):
        actions.add_participant(event, organisation=cast.other_employer, spot=first, by=cast.zhao.actor)
    other = actions.add_participant(event, organisation=cast.other_employer, spot=second, by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="刚被别的单位占用"):
        actions.move_booth(other, spot=first, by=cast.zhao.actor)
    entrance = event.spots.get(kind=SpotKind.ENTRANCE)
    with pytest.raises(RuleBroken, match="不是本场活动的展位"):
        actions.move_booth(other, spot=entrance, by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="逐格调整"):
        actions.draw_floor(event, rows=1, columns=1, by=cast.zhao.actor)
    actions.cancel_booth(booth, by=cast.wang.actor)
    assert actions.move_booth(other, spot=first, by=cast.zhao.actor).label == "A01"


def test_squares_of_the_plan_are_set_and_cleared(cast: Cast) -> None:
    event = make_event(cast)
    actions.draw_floor(event, rows=1, columns=2, by=cast.zhao.actor)
    stage = actions.set_spot(event, row=1, column=2, kind="stage", label="舞台", by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="换一个编号"):
        actions.set_spot(event, row=5, column=1, kind="booth", label="A01", by=cast.zhao.actor)
    taken = event.spots.get(label="A01")
    ask(cast, event, spot=taken)
    with pytest.raises(RuleBroken, match="不能改作他用"):
        actions.set_spot(event, row=taken.row, column=taken.column, kind="stage", label="台", by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="不能清空"):
        actions.clear_spot(taken, by=cast.zhao.actor)
    actions.clear_spot(stage, by=cast.zhao.actor)
    assert not event.spots.filter(label="舞台").exists()
    with pytest.raises(RuleBroken, match="排数"):
        actions.draw_floor(make_event(cast), rows=99, columns=1, by=cast.zhao.actor)


def test_a_booth_shows_its_own_open_vacancies_and_keeps_their_openings(cast: Cast) -> None:
    booth = make_booth(cast, make_event(cast))
    welder, turner = make_vacancy(cast, "焊工", openings=3), make_vacancy(cast, "车工", openings=5)
    assert actions.show_vacancies(booth, vacancies=[welder, turner], by=cast.wang.actor) == 2
    assert actions.show_vacancies(booth, vacancies=[turner], by=cast.wang.actor) == 1
    assert [(row.vacancy, row.openings) for row in booth.shown_vacancies.shown()] == [(turner, 5)]
    assert booth.shown_vacancies.count() == 2  # what was offered stays offered
    foreign = make_vacancy(cast, "装配工", organisation=cast.other_employer)
    with pytest.raises(RuleBroken, match="本单位的职位"):
        actions.show_vacancies_for(booth, vacancies=[foreign], by=cast.zhao.actor)
    with pytest.raises(PermissionDenied):
        actions.show_vacancies(booth, vacancies=[], by=cast.stranger_employer.actor)


def test_free_cancelling_ends_and_a_refusal_says_why(cast: Cast) -> None:
    event = make_event(cast)
    booth = make_booth(cast, event)
    with clock.at(event.cancel_until_at), pytest.raises(RuleBroken, match="免费取消"):
        actions.cancel_booth(booth, by=cast.wang.actor)
    other = actions.request_booth(cast.other_employer, event=event, by=cast.stranger_employer.actor)
    with pytest.raises(RuleBroken, match="原因"):
        actions.refuse_booth(other, reason="", by=cast.zhao.actor)
    assert actions.refuse_booth(other, reason="与本场主题不符", by=cast.zhao.actor).state == "refused"
    booth = actions.describe_booth(booth, intro="包吃住", representatives="何远", by=cast.wang.actor)
    assert booth.intro == "包吃住"


def test_an_employer_that_may_not_recruit_leaves_in_the_middle(cast: Cast) -> None:
    event = run_now(make_event(cast))
    booth = make_booth(cast, event)
    actions.show_vacancies(booth, vacancies=[make_vacancy(cast)], by=cast.wang.actor)
    close_booths(OrganisationBlacklisted(str(cast.employer.pk), str(event.pk)))
    run_jobs()
    booth.refresh_from_db()
    event.refresh_from_db()
    assert (booth.state, event.booths_taken) == ("withdrawn", 0)
    assert booth.shown_vacancies.count() == 1
    assert booth in Booth.objects.public()  # its page stays and says so
    assert "限制" in Message.objects.of(cast.wang.person.pk).get(kind="fairs.booth_withdraw").body


def test_the_organiser_closes_a_booth_with_a_reason(cast: Cast) -> None:
    booth = make_booth(cast, make_event(cast))
    with pytest.raises(PermissionDenied):
        actions.withdraw_booth(booth, reason="临时有变", by=cast.wang.actor)
    booth = actions.withdraw_booth(booth, reason="执照已注销", by=cast.zhao.actor)
    assert (booth.state, booth.reservations.get().state) == ("withdrawn", "cancelled")


def test_who_is_late_loses_the_booth_and_twice_means_a_year(cast: Cast) -> None:
    for _time in range(2):
        event = run_now(make_event(cast))
        booth = make_booth(cast, event)
        with clock.at(event.check_in_until_at + dt.timedelta(minutes=1)):
            assert keep_events_in_time() == 1
        booth.refresh_from_db()
        assert (booth.state, booth.reservations.get().state) == ("forfeited", "no_show")
    run_jobs()
    with pytest.raises(RuleBroken, match="2026-03-12前不能申请展位"):
        ask(cast, make_event(cast))
    assert Message.objects.of(cast.wang.person.pk).filter(kind="fairs.barred").count() == 1


def test_who_may_not_recruit_gets_no_booth_and_reads_why(cast: Cast) -> None:
    event = make_event(cast)
    reason = "多次向求职者收取押金且不退"
    blacklist_organisation(cast.employer, reason=reason, document="厦集人社〔2025〕1号", by=cast.lin.actor)
    with pytest.raises(RuleBroken, match=reason):
        ask(cast, event)
    with pytest.raises(RuleBroken, match=reason):
        make_booth(cast, event)
    assert not Booth.objects.filter(event=event).exists()
