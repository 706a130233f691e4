"""A stream before, during and after its show."""

import datetime as dt

import pytest

from juxian.fairs import actions, broadcasting
from juxian.fairs.models import Stream, Visit
from juxian.fairs.states import StreamState
from juxian.kit import clock
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.broadcast import PublishRequest, Recording, hash_stream_key
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import Cast
from tests.fairs.factories import make_event, run_now
from tests.fairs.live import later, make_card, make_stream, on_air
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_the_office_gives_an_event_a_show_of_an_employer_that_takes_part(cast: Cast) -> None:
    stream = make_stream(cast)
    assert (stream.state, stream.organisation) == (StreamState.READY, cast.employer)
    assert timeline_of(stream)


def test_an_employer_of_another_event_cannot_arrange_a_show(cast: Cast) -> None:
    event = run_now(make_event(cast, "live_show"))
    with pytest.raises(PermissionDenied):
        actions.open_stream(event, title="直播", starts_at=clock.now(), source="camera", by=cast.wang.actor)


def test_who_does_not_take_part_cannot_present(cast: Cast) -> None:
    stream = make_stream(cast)
    with pytest.raises(RuleBroken, match="还没有参加"):
        actions.open_stream(
            stream.event, organisation=cast.other_employer, title="直播", starts_at=clock.now(), source="obs",
            by=cast.zhao.actor,
        )  # fmt: skip


def test_a_show_lies_within_its_event_and_an_on_site_fair_has_none(cast: Cast) -> None:
    stream = make_stream(cast)
    late = stream.event.ends_at + dt.timedelta(minutes=1)
    with pytest.raises(RuleBroken, match="开始和结束之间"):
        actions.edit_stream(stream, title="直播", starts_at=late, source="obs", by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="现场招聘会"):
        actions.open_stream(
            make_event(cast, "onsite_fair"), title="直播", starts_at=clock.now(), source="obs", by=cast.zhao.actor
        )


def test_the_key_is_shown_once_kept_as_a_digest_and_the_old_one_stops_working(cast: Cast) -> None:
    stream = make_stream(cast, source="obs")
    first = actions.renew_key(stream, by=cast.wang.actor)
    second = actions.renew_key(stream, by=cast.wang.actor)
    stream.refresh_from_db()
    assert stream.key_hash == hash_stream_key(second)
    assert broadcasting.authorise(PublishRequest(hash_stream_key(second), None, "rtmp", "")).stream_id == stream.pk
    with pytest.raises(RuleBroken, match="推流密钥不对"):
        broadcasting.authorise(PublishRequest(hash_stream_key(first), None, "rtmp", ""))


def test_a_stranger_gets_no_key(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.renew_key(make_stream(cast), by=cast.stranger_employer.actor)


def test_the_signal_comes_goes_and_returns(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = on_air(make_stream(cast))
    assert stream.state == StreamState.LIVE
    monkeypatch.setattr(broadcasting, "media_seconds", lambda _pk: 30.0)
    later(monkeypatch, 36)
    broadcasting.on_interrupted(stream.pk)
    stream.refresh_from_db()
    assert stream.state == StreamState.INTERRUPTED
    assert stream.second_at(clock.now()) == 30.0
    later(monkeypatch, 40)
    broadcasting.on_publish(stream.pk, 2, "browser")
    stream.refresh_from_db()
    assert stream.state == StreamState.LIVE
    assert stream.second_at(clock.now() + dt.timedelta(seconds=5)) == 35.0
    assert [take.ended_at is None for take in stream.takes.all()] == [False, True]


def test_the_presenter_ends_the_show_and_nobody_may_publish_any_more(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    card = make_card(cast, stream)
    actions.pin_card(card, by=cast.wang.actor)
    actions.end_stream(stream, by=cast.wang.actor)
    stream.refresh_from_db()
    card.refresh_from_db()
    assert (stream.state, card.state) == (StreamState.ENDED, "listed")
    assert broadcasting.standing([stream.pk])[stream.pk].wanted is False
    with pytest.raises(RuleBroken, match="已结束"):
        broadcasting.authorise(PublishRequest(None, stream.pk, "browser", ""))


def test_the_key_of_a_show_that_is_over_opens_nothing_and_says_so(cast: Cast) -> None:
    stream = make_stream(cast, source="obs")
    key = actions.renew_key(stream, by=cast.wang.actor)
    actions.end_stream(on_air(stream), by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="这场直播已结束或已取消"):
        broadcasting.authorise(PublishRequest(hash_stream_key(key), None, "rtmp", ""))


def test_a_show_that_has_not_begun_cannot_be_ended_and_one_on_air_not_called_off(cast: Cast) -> None:
    stream = make_stream(cast)
    with pytest.raises(TransitionNotAllowed):
        actions.end_stream(stream, by=cast.wang.actor)
    on_air(stream)
    with pytest.raises(TransitionNotAllowed):
        actions.cancel_stream(stream, reason="设备故障", by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="不能再改"):
        actions.edit_stream(stream, title="直播", starts_at=stream.starts_at, source="obs", by=cast.zhao.actor)


def test_calling_off_says_why(cast: Cast) -> None:
    stream = make_stream(cast)
    with pytest.raises(RuleBroken, match="请写明原因"):
        actions.cancel_stream(stream, reason=" ", by=cast.zhao.actor)
    assert actions.cancel_stream(stream, reason="主讲人生病", by=cast.zhao.actor).state == StreamState.CANCELLED


def test_nobody_publishes_before_the_event_is_in_the_calendar(cast: Cast) -> None:
    stream = make_stream(cast)
    type(stream.event).objects.filter(pk=stream.event_id).update(state="draft")
    with pytest.raises(RuleBroken, match="还没有发布"):
        broadcasting.authorise(PublishRequest(None, stream.pk, "browser", ""))


@pytest.mark.parametrize(("why", "words"), [("silent", "长时间"), ("finished", "播放完毕"), ("stopped", "重启")])
def test_a_show_without_signal_ends_by_itself_and_says_why(cast: Cast, why: str, words: str) -> None:
    stream = on_air(make_stream(cast))
    broadcasting.on_ended(stream.pk, why)
    stream.refresh_from_db()
    assert stream.state == StreamState.ENDED
    assert words in stream.reason
    broadcasting.on_record(stream.pk, Recording(12.5, 1000, 1, True))
    stream.refresh_from_db()
    assert stream.is_replayable


def test_the_recording_is_withdrawn_with_a_reason(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    actions.end_stream(stream, by=cast.wang.actor)
    actions.take_recording(stream, seconds=60)
    with pytest.raises(RuleBroken, match="请写明原因"):
        actions.set_replay(stream, replay="withdrawn", by=cast.zhao.actor)
    withdrawn = actions.set_replay(stream, replay="withdrawn", reason="有人要求删除画面", by=cast.zhao.actor)
    assert not withdrawn.is_replayable
    assert broadcasting.standing([stream.pk])[stream.pk].is_public is False
    with pytest.raises(PermissionDenied):
        actions.set_replay(stream, replay="public", by=cast.wang.actor)


def test_viewers_are_counted_as_person_times_without_a_name(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    card = actions.pin_card(make_card(cast, stream), by=cast.wang.actor)
    actions.count_viewers(stream, count=3, newcomers=["a", "b", "b"])
    actions.count_viewers(stream, count=2, newcomers=["a"])
    stream.refresh_from_db()
    card.refresh_from_db()
    assert stream.peak_viewers == 3
    visits = Visit.objects.filter(event=stream.event, source="live")
    assert visits.count() == 2
    assert not visits.filter(viewer_key__in=["a", "b"]).exists()
    assert card.impressions == 4


def test_an_employer_taken_out_in_the_middle_goes_off_air_with_its_cards(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    card = actions.pin_card(make_card(cast, stream), by=cast.wang.actor)
    actions.withdraw_booth(stream.event.booths.get(), reason="材料与实际不符", by=cast.zhao.actor)
    run_jobs()
    stream.refresh_from_db()
    card.refresh_from_db()
    assert (stream.state, card.state) == (StreamState.ENDED, "withdrawn")
    assert stream.reason == card.reason == "材料与实际不符"


def test_the_live_process_is_told_what_was_on_air_and_who_may_go_on(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    assert broadcasting.left_live() == [stream.pk]
    assert broadcasting.standing([stream.pk])[stream.pk].wanted
    assert Stream.objects.visible_to(cast.wang.actor).get() == stream
    assert not Stream.objects.visible_to(cast.stranger_employer.actor).exists()
