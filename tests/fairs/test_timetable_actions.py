"""A timetable of interviews from the first preference to the change that is told."""

import datetime as dt

import pytest

from juxian.fairs import actions
from juxian.fairs.appointment_calendar import calendar_file
from juxian.fairs.models import Appointment, Booth, Entrant, Event, Timetable, TimetableChange
from juxian.fairs.queries.timetable import booth_appointments, lines_of, my_appointments, open_change
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent, Message
from tests.cast import Cast
from tests.fairs.factories import make_booth, make_event
from tests.jobs import run_jobs

SLOTS = 4


@pytest.fixture
def event(cast: Cast) -> Event:
    return make_event(cast, "online_fair", seats=None)


@pytest.fixture
def booth(cast: Cast, event: Event) -> Booth:
    return make_booth(cast, event)


@pytest.fixture
def timetable(cast: Cast, event: Event, booth: Booth) -> Timetable:
    actions.add_participant(event, organisation=cast.other_employer, by=cast.zhao.actor)
    return actions.open_timetable(event, **terms(event), by=cast.zhao.actor)


def terms(event: Event) -> dict:
    first_at = event.starts_at
    return {"first_at": first_at, "preferences_until_at": first_at - dt.timedelta(days=1), "slot_count": SLOTS}


def other_booth(cast: Cast, event: Event) -> Booth:
    return event.booths.get(organisation=cast.other_employer)


def state(timetable: Timetable, member, booths: list[Booth], slots=range(SLOTS)) -> Entrant:
    keys = [str(booth.pk) for booth in booths]
    return actions.state_preferences(timetable, booths=keys, slots=list(slots), by=member.citizen)


def published(cast: Cast, timetable: Timetable, booth: Booth, *, seats=(1, 1, 1, 1)) -> dict[str, Entrant]:
    """李晓雨 and 陈某 both want the booth, which wants both; 李晓雨 is wanted first."""
    found = {"li": state(timetable, cast.li, [booth]), "chen": state(timetable, cast.chen, [booth], slots=[0, 1])}
    keys = [str(one.pk) for one in found.values()]
    actions.state_booth_side(booth, seats=list(seats), entrants=keys, by=cast.wang.actor)
    actions.begin_solving(timetable, by=cast.zhao.actor)
    run_jobs()
    timetable.refresh_from_db()
    actions.publish_timetable(timetable, by=cast.zhao.actor)
    run_jobs()
    timetable.refresh_from_db()
    return found


def kinds_to(member) -> list[str]:
    rows = Message.objects.filter(recipient_id=member.person.pk, kind__startswith="fairs.").order_by("created_at")
    return list(rows.values_list("kind", flat=True))


def test_both_sides_learn_their_times_after_publishing_and_not_before(
    cast: Cast, event: Event, timetable: Timetable, booth: Booth
) -> None:
    state(timetable, cast.li, [booth, other_booth(cast, event)])
    actions.begin_solving(timetable, by=cast.zhao.actor)
    run_jobs()
    timetable.refresh_from_db()
    assert timetable.state == "solved"
    assert timetable.is_best
    assert timetable.appointments.count() == 2
    assert not my_appointments(cast.li.person.pk, event)
    assert kinds_to(cast.li) == []
    assert not Appointment.objects.visible_to(cast.li.citizen).exists()
    actions.publish_timetable(timetable, by=cast.zhao.actor)
    run_jobs()
    first, second = my_appointments(cast.li.person.pk, event)
    assert first.starts_at != second.starts_at
    assert first.state == "told"
    assert kinds_to(cast.li) == ["fairs.appointments"]
    assert "fairs.timetable_booth" in kinds_to(cast.wang)
    assert not Appointment.objects.visible_to(cast.chen.citizen).exists()
    with pytest.raises(TransitionNotAllowed):
        actions.begin_solving(timetable, by=cast.zhao.actor)


def test_only_organisers_open_solve_and_publish(cast: Cast, event: Event, timetable: Timetable, booth: Booth) -> None:
    for by in (cast.wang.actor, cast.li.citizen):
        for act in (actions.begin_solving, actions.publish_timetable):
            with pytest.raises(PermissionDenied):
                act(timetable, by=by)
    with pytest.raises(PermissionDenied):
        actions.state_booth_side(booth, seats=[1] * SLOTS, entrants=[], by=cast.stranger_employer.actor)
    with pytest.raises(RuleBroken, match="已经有面谈时间表"):
        actions.open_timetable(event, **terms(event), by=cast.zhao.actor)
    assert AuditEvent.objects.filter(name="fairs.open_timetable").exists()


def test_preferences_need_a_booth_a_time_and_come_before_the_end(
    cast: Cast, timetable: Timetable, booth: Booth
) -> None:
    with pytest.raises(RuleBroken, match="还没有选单位"):
        state(timetable, cast.li, [])
    with pytest.raises(RuleBroken, match="还没有选时间"):
        state(timetable, cast.li, [booth], slots=[99])
    with pytest.raises(RuleBroken, match="0到20之间"):
        actions.state_booth_side(booth, seats=[1, 2], entrants=[], by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="还没有人填报"):
        actions.begin_solving(timetable, by=cast.zhao.actor)
    assert state(timetable, cast.li, [booth]) == state(timetable, cast.li, [booth], slots=[1])
    with clock.at(timetable.preferences_until_at), pytest.raises(RuleBroken, match="已经截止"):
        state(timetable, cast.li, [booth])


def test_who_has_nothing_learns_why(cast: Cast, timetable: Timetable, booth: Booth) -> None:
    published(cast, timetable, booth, seats=(1, 0, 0, 0))
    assert [row["cause"] for row in timetable.shortfalls] == ["seats_owed"]
    assert kinds_to(cast.li) == ["fairs.appointments"]
    assert kinds_to(cast.chen) == ["fairs.no_appointment"]


def test_a_cancelled_time_is_offered_to_another_after_the_organiser_has_looked(
    cast: Cast, event: Event, timetable: Timetable, booth: Booth
) -> None:
    published(cast, timetable, booth, seats=(1, 0, 0, 0))
    (mine,) = my_appointments(cast.li.person.pk, event)
    with pytest.raises(PermissionDenied):
        actions.cancel_appointment(mine, by=cast.chen.citizen)
    actions.cancel_appointment(mine, by=cast.li.citizen)
    change = actions.propose_change(timetable, reason="有人取消", by=cast.zhao.actor)
    run_jobs()
    assert kinds_to(cast.chen) == ["fairs.no_appointment"]
    assert [(line.kind, line.person) for line in lines_of(change)] == [("added", cast.chen.person.name)]
    actions.tell_change(change, by=cast.zhao.actor)
    run_jobs()
    assert kinds_to(cast.chen) == ["fairs.no_appointment", "fairs.appointment_add"]
    assert [row.state for row in my_appointments(cast.chen.person.pk, event)] == ["told"]
    assert kinds_to(cast.li) == ["fairs.appointments", "fairs.appointment_cancel"]
    assert b"METHOD:CANCEL" in calendar_file(Appointment.objects.get(pk=mine.pk))


def test_a_person_who_does_not_show_frees_the_later_times_and_nobody_else_is_moved(
    cast: Cast, event: Event, timetable: Timetable, booth: Booth
) -> None:
    other = other_booth(cast, event)
    one = state(timetable, cast.li, [booth, other])
    two = state(timetable, cast.chen, [booth], slots=[0, 1])
    keys = [str(one.pk), str(two.pk)]
    actions.state_booth_side(booth, seats=[2, 0, 0, 0], entrants=keys, by=cast.wang.actor)
    actions.state_booth_side(other, seats=[0, 0, 0, 1], entrants=[str(one.pk)], by=cast.stranger_employer.actor)
    actions.begin_solving(timetable, by=cast.zhao.actor)
    run_jobs()
    timetable.refresh_from_db()
    actions.publish_timetable(timetable, by=cast.zhao.actor)
    timetable.refresh_from_db()
    first = booth_appointments(booth).get(entrant=one)
    with pytest.raises(RuleBroken, match="还没到"):
        actions.miss_appointment(first, by=cast.wang.actor)
    with clock.at(first.starts_at + dt.timedelta(minutes=5)):
        actions.miss_appointment(first, by=cast.wang.actor)
        actions.hold_appointment(booth_appointments(booth).get(entrant=two), by=cast.wang.actor)
        change = actions.propose_change(timetable, reason="有人未到", by=cast.zhao.actor)
        assert [(line.kind, line.employer) for line in lines_of(change)] == [("lost", other.organisation.name)]
        actions.tell_change(change, by=cast.zhao.actor)
    assert set(booth_appointments(other).values_list("state", flat=True)) == {"cancelled"}


def test_a_change_that_is_out_of_date_is_not_told(cast: Cast, timetable: Timetable, booth: Booth) -> None:
    published(cast, timetable, booth)
    change = actions.propose_change(timetable, reason="试排", by=cast.zhao.actor)
    actions.cancel_appointment(my_appointments(cast.li.person.pk, booth.event)[0], by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="又有变化"):
        actions.tell_change(change, by=cast.zhao.actor)
    again = actions.propose_change(timetable, reason="再排", by=cast.zhao.actor)
    change.refresh_from_db()
    assert (change.state, open_change(timetable)) == ("dropped", again)
    assert actions.drop_change(again, by=cast.zhao.actor).state == "dropped"
    with pytest.raises(RuleBroken, match="写明重新编排的原因"):
        actions.propose_change(timetable, reason=" ", by=cast.zhao.actor)


def test_a_withdrawn_company_brings_a_proposal_by_itself(
    cast: Cast, event: Event, timetable: Timetable, booth: Booth
) -> None:
    published(cast, timetable, booth)
    actions.withdraw_booth(booth, reason="设备故障，提前离场", by=cast.zhao.actor)
    run_jobs()
    change = TimetableChange.objects.get(timetable=timetable)
    assert {line.kind for line in lines_of(change)} == {"lost"}
    assert len(lines_of(change)) == 2
    actions.tell_change(change, by=cast.zhao.actor)
    run_jobs()
    assert kinds_to(cast.chen)[-1] == "fairs.appointment_cancel"


def test_collecting_can_be_opened_again_before_anybody_was_told(
    cast: Cast, event: Event, timetable: Timetable, booth: Booth
) -> None:
    state(timetable, cast.li, [booth])
    actions.begin_solving(timetable, by=cast.zhao.actor)
    run_jobs()
    timetable.refresh_from_db()
    with pytest.raises(RuleBroken, match="新的截止时间"):
        actions.reopen_timetable(timetable, preferences_until_at=event.ends_at, by=cast.zhao.actor)
    again = actions.reopen_timetable(
        timetable, preferences_until_at=event.starts_at - dt.timedelta(hours=1), by=cast.zhao.actor
    )
    assert (again.state, again.appointments.count()) == ("collecting", 0)
    state(again, cast.chen, [booth])
    assert again.entrants.count() == 2
