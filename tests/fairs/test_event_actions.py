"""An event's way into the calendar and out of it."""

import datetime as dt

import pytest

from juxian.fairs import actions
from juxian.fairs.models import Event
from juxian.fairs.tasks import keep_events_in_time
from juxian.kit import clock
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from juxian.kit.models import AuditEvent, Message
from tests.cast import Cast
from tests.fairs.factories import make_draft, make_event, make_reservation, publish, run_now
from tests.jobs import run_jobs


def names_in_record(event: Event) -> list[str]:
    return list(AuditEvent.objects.filter(subject_id=event.pk, kind="action").values_list("name", flat=True))


def test_an_event_takes_its_times_from_the_district(cast: Cast) -> None:
    event = make_draft(cast)
    assert event.number == "HD20250001"
    assert event.cancel_until_at == event.starts_at - dt.timedelta(hours=24)
    assert event.check_in_until_at == event.starts_at + dt.timedelta(minutes=30)  # 9:30
    assert make_draft(cast, "live_show").check_in_until_at is None


def test_an_employer_proposes_and_another_officer_publishes(cast: Cast) -> None:
    event = make_draft(cast, "info_session", by=cast.wang.actor)
    actions.submit_event(event, by=cast.wang.actor)
    event = actions.publish_event(event, by=cast.lin.actor)
    run_jobs()
    assert event.state == "published"
    assert [booth.organisation for booth in event.booths.approved()] == [cast.employer]
    assert Message.objects.of(cast.wang.person.pk).filter(kind="fairs.event_publish").exists()
    assert names_in_record(event)[-1] == "fairs.publish_event"


def test_nobody_publishes_what_they_submitted(cast: Cast) -> None:
    event = actions.submit_event(make_draft(cast, by=cast.lin.actor), by=cast.lin.actor)
    with pytest.raises(PermissionDenied):
        actions.publish_event(event, by=cast.lin.actor)


def test_a_counter_officer_and_a_stranger_may_not_publish_or_edit(cast: Cast) -> None:
    event = make_draft(cast, "info_session", by=cast.wang.actor)
    actions.submit_event(event, by=cast.wang.actor)
    with pytest.raises(PermissionDenied):
        actions.publish_event(event, by=cast.zhao.actor)
    with pytest.raises(PermissionDenied):
        actions.discard_event(event, by=cast.stranger_employer.actor)
    with pytest.raises(PermissionDenied):
        actions.draft_event(
            cast.employer, kind="live_show", title="x", starts_at=None, ends_at=None, by=cast.stranger_employer.actor
        )


def test_an_incomplete_or_past_event_is_not_submitted(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="地点") as refusal:
        actions.submit_event(make_draft(cast, place=""), by=cast.zhao.actor)
    assert refusal.value.field == "place"
    with pytest.raises(RuleBroken, match="已过"):
        actions.submit_event(make_draft(cast, days=-1), by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="结束时间"):
        make_draft(cast, ends_at=clock.now() - dt.timedelta(days=9))


def test_a_returned_event_is_changed_and_submitted_again(cast: Cast) -> None:
    event = actions.submit_event(make_draft(cast), by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="已提交"):
        actions.edit_event(event, title="别的", by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="四个字"):
        actions.return_event(event, reason="改", by=cast.lin.actor)
    event = actions.return_event(event, reason="请写明参会单位", by=cast.lin.actor)
    event = actions.edit_event(event, title="春季技能人才招聘会", by=cast.zhao.actor)
    assert publish(event, cast).state == "published"


def test_who_reserved_is_told_of_a_new_time_and_keeps_the_place(cast: Cast) -> None:
    event = make_event(cast)
    reservation = make_reservation(cast, event)
    later = event.starts_at + dt.timedelta(days=2)
    moved = actions.reschedule_event(
        event,
        starts_at=later,
        ends_at=later + dt.timedelta(hours=3),
        place="体育馆",
        reason="雨天改到室内",
        by=cast.zhao.actor,
    )
    run_jobs()
    reservation.refresh_from_db()
    assert (reservation.state, moved.cancel_until_at) == ("booked", later - dt.timedelta(hours=24))
    told = Message.objects.of(cast.li.person.pk).get(kind="fairs.changed")
    assert "体育馆" in told.body
    assert "雨天改到室内" in told.body
    with pytest.raises(RuleBroken, match="今后"):
        actions.reschedule_event(
            moved, starts_at=clock.now(), ends_at=later, place="", reason="再改一次", by=cast.zhao.actor
        )


def test_a_cancelled_event_tells_everybody_and_nobody_was_absent(cast: Cast) -> None:
    event = make_event(cast)
    reservation = make_reservation(cast, event)
    with pytest.raises(RuleBroken, match="原因"):
        actions.cancel_event(event, reason="", by=cast.zhao.actor)
    actions.cancel_event(event, reason="台风预警", by=cast.zhao.actor)
    run_jobs()
    reservation.refresh_from_db()
    event.refresh_from_db()
    assert (reservation.state, event.seats_taken) == ("cancelled", 0)
    assert "台风预警" in Message.objects.of(cast.li.person.pk).get(kind="fairs.cancelled").body
    with pytest.raises(TransitionNotAllowed):
        actions.start_event(event, by=cast.zhao.actor)


def test_the_clock_opens_and_closes_the_doors(cast: Cast) -> None:
    event = make_event(cast, "live_show")
    with pytest.raises(RuleBroken, match="一小时"):
        actions.start_event(event, by=cast.zhao.actor)
    with clock.at(event.starts_at):
        keep_events_in_time()
        event.refresh_from_db()
        assert event.state == "running"
    with clock.at(event.ends_at + dt.timedelta(minutes=29)):  # a stream may go on for half an hour
        keep_events_in_time()
        event.refresh_from_db()
        assert event.state == "running"
    with clock.at(event.ends_at + dt.timedelta(minutes=30)):
        keep_events_in_time()
        assert keep_events_in_time() == 0
    event.refresh_from_db()
    assert event.state == "ended"


def test_the_highest_number_of_viewers_is_kept(cast: Cast) -> None:
    event = run_now(make_event(cast, "live_show"))
    for viewers in (12, 40, 25):
        actions.note_viewers(event, viewers=viewers, at=clock.now())
    event.refresh_from_db()
    assert event.peak_viewers == 40


def test_everybody_sees_what_is_public_and_officers_what_was_handed_in(cast: Cast) -> None:
    draft, published = make_draft(cast, "info_session", by=cast.wang.actor), make_event(cast)
    assert set(Event.objects.visible_to(cast.wang.actor)) == {draft, published}
    for actor in (cast.li.citizen, cast.stranger_employer.actor, cast.lin.actor):
        assert set(Event.objects.visible_to(actor)) == {published}
    actions.submit_event(draft, by=cast.wang.actor)
    assert set(Event.objects.visible_to(cast.zhou.actor)) == {draft, published}
    assert set(Event.objects.run_by(cast.wang.actor)) == {draft}
