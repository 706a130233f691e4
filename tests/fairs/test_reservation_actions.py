"""Places: first come, first served; the door; staying away and coming back."""

import datetime as dt

import pytest

from juxian.fairs import actions
from juxian.fairs.actions.visit import Seen
from juxian.fairs.models import Barring, Reservation, Visit
from juxian.fairs.numbers import new_code, read_code, spaced
from juxian.fairs.queries import viewer_key
from juxian.fairs.queries.barring import months_later
from juxian.fairs.tasks import expire_barrings, remind_of_events
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent, Message
from tests.cast import Cast
from tests.fairs.factories import make_event, make_reservation, run_now
from tests.jobs import run_jobs


def stay_away(cast: Cast) -> None:
    """Reserve, and let the event end without coming."""
    event = make_event(cast)
    make_reservation(cast, event)
    event = run_now(event)
    actions.end_event(event, by=cast.zhao.actor)
    run_jobs()


def test_a_place_is_taken_once_and_given_back(cast: Cast) -> None:
    event = make_event(cast, seats=1)
    place = make_reservation(cast, event)
    assert (event.seats_taken, event.seats_left) == (1, 0)
    with pytest.raises(RuleBroken, match="已预约"):
        make_reservation(cast, event)
    with pytest.raises(RuleBroken, match="已约满"):
        make_reservation(cast, event, cast.lv)
    assert not Reservation.objects.filter(person=cast.lv.person).exists()
    with pytest.raises(PermissionDenied):
        actions.cancel_reservation(place, by=cast.lv.citizen)
    actions.cancel_reservation(place, by=cast.li.citizen)
    assert make_reservation(cast, event, cast.lv).state == "booked"
    assert AuditEvent.objects.filter(subject_id=place.pk, name="fairs.cancel_reservation").exists()


def test_the_window_the_end_and_events_without_places(cast: Cast) -> None:
    event = make_event(cast, days=30)
    with pytest.raises(RuleBroken, match="不在预约时间"):
        make_reservation(cast, event)
    with pytest.raises(RuleBroken, match="不用预约"):
        make_reservation(cast, make_event(cast, seats=None))
    with pytest.raises(PermissionDenied):
        actions.reserve_place(event, by=cast.wang.actor)
    event = make_event(cast)
    place = make_reservation(cast, event)
    with clock.at(event.cancel_until_at), pytest.raises(RuleBroken, match="免费取消"):
        actions.cancel_reservation(place, by=cast.li.citizen)


def test_who_reserved_is_told_and_reminded_once(cast: Cast) -> None:
    event = make_event(cast)
    place = make_reservation(cast, event)
    run_jobs()
    mine = Message.objects.of(cast.li.person.pk)
    assert spaced(place.code) in mine.get(kind="fairs.reserved").body
    with clock.at(event.starts_at - dt.timedelta(days=1)):
        assert (remind_of_events(), remind_of_events()) == (1, 1)
    assert mine.filter(kind="fairs.reminder").count() == 1


def test_somebody_is_let_in_once_and_is_one_person_time(cast: Cast) -> None:
    event = make_event(cast)
    place = make_reservation(cast, event)
    with pytest.raises(RuleBroken, match="还没有开始"):
        actions.check_in_reservation(place, by=cast.zhao.actor)
    run_now(event)
    with pytest.raises(PermissionDenied):
        actions.check_in_reservation(place, by=cast.wang.actor)
    actions.check_in_reservation(place, by=cast.zhao.actor)
    with pytest.raises(TransitionNotAllowed):
        actions.check_in_reservation(place, by=cast.zhao.actor)
    visit = Visit.objects.get(event=event)
    assert (visit.source, visit.came_at) == ("onsite", clock.now())
    assert str(cast.li.person.pk) not in visit.viewer_key


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    assert read_code(spaced(code).lower()) == code
    assert read_code(f"https://example.cn/fairs/in/{code}/") == code
    wrong = ("3" if code[0] != "3" else "4") + code[1:]
    assert read_code(wrong) == "" == read_code("") == read_code("你好")


def test_staying_away_twice_bars_for_a_year(cast: Cast) -> None:
    stay_away(cast)
    assert not Barring.objects.exists()
    stay_away(cast)
    barring = Barring.objects.get()
    assert (barring.person, barring.until_on.isoformat(), len(barring.reservation_ids)) == (
        cast.li.person,
        "2026-03-12",
        2,
    )
    with pytest.raises(RuleBroken, match="2026-03-12前不能预约"):
        make_reservation(cast, make_event(cast))


def test_an_explanation_brings_one_back(cast: Cast) -> None:
    stay_away(cast)
    stay_away(cast)
    barring = Barring.objects.get()
    with pytest.raises(RuleBroken, match="十个字"):
        actions.explain_barring(barring, explanation="忘了", by=cast.li.citizen)
    with pytest.raises(PermissionDenied):
        actions.explain_barring(barring, explanation="两次都在住院，附出院小结。", by=cast.lv.citizen)
    actions.explain_barring(barring, explanation="两次都在住院，附出院小结。", by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="理由"):
        actions.keep_barring(barring, answer="", by=cast.lin.actor)
    actions.keep_barring(barring, answer="请补交出院小结", by=cast.lin.actor)
    actions.explain_barring(barring, explanation="已把出院小结交到窗口，请核对。", by=cast.li.citizen)
    with pytest.raises(PermissionDenied):
        actions.lift_barring(barring, by=cast.zhao.actor)
    actions.lift_barring(barring, by=cast.lin.actor)
    run_jobs()
    assert make_reservation(cast, make_event(cast)).state == "booked"
    assert Message.objects.of(cast.li.person.pk).filter(kind__startswith="fairs.barring").count() == 2
    stay_away(cast)  # the two that were explained do not count again
    assert Barring.objects.count() == 1


def test_a_barring_ends_with_its_last_day(cast: Cast) -> None:
    stay_away(cast)
    stay_away(cast)
    barring = Barring.objects.get()
    assert expire_barrings() == 0
    with clock.at(clock.now() + dt.timedelta(days=367)):
        assert expire_barrings() == 1
    barring.refresh_from_db()
    assert barring.state == "expired"


def test_a_month_later_is_a_day_that_exists() -> None:
    assert months_later(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert months_later(dt.date(2025, 3, 12), -12) == dt.date(2024, 3, 12)


def test_visits_are_reported_again_without_counting_twice(cast: Cast) -> None:
    event = make_event(cast, "live_show")
    seen = [Seen("live", viewer_key(event.pk, who), clock.now(), 3) for who in range(500)]
    assert actions.record_visits(event, visits=[*seen, seen[0]]) == 500
    later = [Seen(row.source, row.key, row.came_at, 12) for row in seen[:10]]
    actions.record_visits(event, visits=later)
    assert Visit.objects.filter(event=event).count() == 500
    assert Visit.objects.filter(minutes=12).count() == 10
    assert viewer_key(event.pk, 1) != viewer_key(make_event(cast).pk, 1)
