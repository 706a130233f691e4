"""A stream before, during and after its show, as people and the platform move it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.fairs.actions.running import note_viewers, start_due_event
from juxian.fairs.actions.visit import Seen, record_visits
from juxian.fairs.models import Card, Event, Pin, Replay, Stream, StreamSource, Take, VisitSource
from juxian.fairs.numbers import viewer_key
from juxian.fairs.permissions import VIDEO, Permission
from juxian.fairs.queries.stream import takes_part
from juxian.fairs.states import CARD, STREAM, CardState, EventState, StreamState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.broadcast import make_stream_key
from juxian.kit.errors import RuleBroken
from juxian.kit.media.accepting import accept_video
from juxian.kit.pushes import publish

SHORTEST_REASON = 4
OVER = (EventState.ENDED, EventState.CANCELLED, EventState.DISCARDED)
SLOW_CHOICES = (0, 10, 30, 60)  # seconds


@action(_("安排直播"), Permission.RUN_EVENT, lock=False)
def open_stream(
    event: Event, *, title: str, starts_at: dt.datetime, source: str, organisation: Any = None, by: Actor
) -> Stream:
    """Give the event a show. Presented by whoever hosts the event, or by an employer that takes part in it."""
    if event.state in OVER:
        raise RuleBroken(_t("活动已结束或已取消，不能再安排直播。"))
    if not event.is_online:
        raise RuleBroken(_t("现场招聘会没有直播间。请另办一场空中宣讲或直播带岗。"))
    presenter = organisation or event.host
    _must_take_part(event, presenter)
    _must_lie_within(event, starts_at)
    return Stream.objects.create(
        event=event,
        organisation=presenter,
        title=title.strip(),
        starts_at=starts_at,
        source=StreamSource(source),
    )


@action(_("修改直播安排"), Permission.RUN_EVENT)
def edit_stream(stream: Stream, *, title: str, starts_at: dt.datetime, source: str, by: Actor) -> Stream:
    """Change what was announced, as long as nobody has seen a picture."""
    if stream.state != StreamState.READY:
        raise RuleBroken(_t("直播已经开始，标题、时间和画面来源不能再改。"))
    _must_lie_within(stream.event, starts_at)
    stream.title, stream.starts_at, stream.source = title.strip(), starts_at, StreamSource(source)
    stream.save()
    publish(stream.topic, "stage", stream.pk)
    return stream


@action(_("生成推流密钥"), Permission.PRESENT)
def renew_key(stream: Stream, *, by: Actor) -> str:
    """Return a new key for OBS, to be shown once; the one before stops working at once."""
    if stream.state not in (StreamState.READY, StreamState.LIVE, StreamState.INTERRUPTED):
        raise RuleBroken(_t("直播已结束或已取消，不再需要推流密钥。"))
    key, stream.key_hash = make_stream_key()
    stream.key_made_at = clock.now()
    stream.save()
    return str(key)


@action(_("上传直播视频"), Permission.PRESENT, sensitive=("file",))
def put_video(stream: Stream, *, file: Any, by: Actor) -> Stream:
    """Keep what is to be shown at the time that was announced. A second file takes the place of the first."""
    if stream.state != StreamState.READY:
        raise RuleBroken(_t("直播已经开始或结束，不能再换视频。"), field="video")
    stream.video = accept_video(file, by=by, purpose=VIDEO)
    stream.source = StreamSource.FILE
    stream.save()
    return stream


@action(_("取消直播"), Permission.RUN_EVENT)
def cancel_stream(stream: Stream, *, reason: str, by: Actor) -> Stream:
    """Call the show off before it began; the room says why."""
    _must_say_why(reason)
    STREAM.move(stream, "cancel")
    stream.reason = reason.strip()
    stream.save()
    publish(stream.topic, "stage", stream.pk)
    return stream


@action(_("结束直播"), Permission.PRESENT)
def end_stream(stream: Stream, *, by: Actor) -> Stream:
    """The presenter says goodbye. The signal is cut within seconds; the recording is made ready."""
    return _end(stream, "")


@system_action(_("停止直播"))
def stop_stream(stream: Stream, *, reason: str = "") -> Stream:
    """End or call off what may not go on: no signal for long, a file played to its end, an employer taken out."""
    if stream.state == StreamState.READY:
        STREAM.move(stream, "cancel")
        stream.reason = reason
        stream.save()
        publish(stream.topic, "stage", stream.pk)
        return stream
    return _end(stream, reason) if stream.is_on_air else stream


@system_action(_("收到直播信号"))
def begin_take(stream: Stream, *, number: int, protocol: str, second: float) -> Stream:
    """The first picture of a take has arrived; `second` is how much was recorded before it."""
    event = "resume" if stream.state == StreamState.INTERRUPTED else "go_live"
    if stream.state != StreamState.LIVE:  # a publisher that comes back within seconds was never gone for anybody
        STREAM.move(stream, event)
    now = clock.now()
    Take.objects.filter(stream=stream, ended_at=None).update(ended_at=now)
    Take.objects.create(stream=stream, number=number, protocol=protocol, started_at=now, started_second=second)
    stream.first_live_at = stream.first_live_at or now
    stream.take_started_at, stream.take_second = now, second
    stream.save()
    start_due_event(stream.event)
    publish(stream.topic, "stage", stream.pk)
    return stream


@system_action(_("直播信号中断"))
def interrupt_stream(stream: Stream, *, second: float) -> Stream:
    """The picture stands still; viewers wait and chat goes on. `second` is the length of what was recorded."""
    if stream.state != StreamState.LIVE:
        return stream
    STREAM.move(stream, "interrupt")
    _stop_clock(stream, second)
    stream.save()
    publish(stream.topic, "stage", stream.pk)
    return stream


@system_action(_("回放已就绪"))
def take_recording(stream: Stream, *, seconds: float) -> Stream:
    """The recording lies ready to be watched."""
    stream.recorded_seconds = seconds
    stream.save()
    publish(stream.topic, "stage", stream.pk)
    return stream


@action(_("设置回放"), Permission.RUN_EVENT)
def set_replay(stream: Stream, *, replay: str, reason: str = "", by: Actor) -> Stream:
    """Say who may watch the recording. What is withdrawn says why."""
    if Replay(replay) == Replay.WITHDRAWN:
        _must_say_why(reason)
    stream.replay, stream.replay_reason = Replay(replay), reason.strip()
    stream.save()
    return stream


@action(_("设置留言"), Permission.RUN_EVENT)
def set_chat(stream: Stream, *, is_chat_open: bool, slow_seconds: int, by: Actor) -> Stream:
    """Open or close the chat, or slow it down; everybody in the room is told."""
    if slow_seconds not in SLOW_CHOICES:
        raise RuleBroken(_t("发言间隔只能是不限、10秒、30秒或60秒。请重新选择。"), field="slow_seconds")
    stream.is_chat_open, stream.slow_seconds = is_chat_open, slow_seconds
    stream.save()
    publish(stream.topic, "chat", stream.pk)
    return stream


@system_action(_("记录观看人数"), lock=False, sensitive=("newcomers",))
def count_viewers(stream: Stream, *, count: int, newcomers: Sequence[str], source: str = VisitSource.LIVE) -> int:
    """Note who has come since the last time, and how many are there now; return the newcomers. Nobody is named."""
    now = clock.now()
    Stream.objects.filter(Q(pk=stream.pk), peak_viewers__lt=count).update(peak_viewers=count, peak_at=now)
    note_viewers(stream.event, viewers=count, at=now)
    if newcomers:
        seen = [Seen(source, viewer_key(stream.event_id, key), now) for key in newcomers if key]
        record_visits(stream.event, visits=seen)
        _add_impressions(stream, len(newcomers))
    return len(newcomers)


def _add_impressions(stream: Stream, count: int) -> None:
    """Count who came while a card was pinned."""
    if Pin.objects.filter(card__stream=stream, unpinned_at=None).update(impressions=F("impressions") + count):
        Card.objects.filter(stream=stream, state=CardState.PINNED).update(impressions=F("impressions") + count)


def _end(stream: Stream, reason: str) -> Stream:
    STREAM.move(stream, "end")
    now = clock.now()
    _unpin(stream, now)
    _stop_clock(stream, stream.second_at(now))
    stream.ended_at, stream.reason = now, reason
    stream.save()
    publish(stream.topic, "stage", stream.pk)
    return stream


def _stop_clock(stream: Stream, second: float) -> None:
    stream.take_started_at, stream.take_second = None, second
    Take.objects.filter(stream=stream, ended_at=None).update(ended_at=clock.now())


def _unpin(stream: Stream, now: dt.datetime) -> None:
    for card in Card.objects.select_for_update().filter(stream=stream, state=CardState.PINNED):
        CARD.move(card, "unpin")
        card.save()
        card.pins.filter(unpinned_at=None).update(unpinned_at=now, to_second=stream.second_at(now))


def _must_take_part(event: Event, organisation: Any) -> None:
    if organisation.pk == event.host_id:
        return
    if not takes_part(event.pk, organisation.pk):
        message = _t("%(name)s还没有参加这场活动，不能主讲。请先把它加入参会单位。")
        raise RuleBroken(message % {"name": organisation.name}, field="organisation")


def _must_lie_within(event: Event, starts_at: dt.datetime) -> None:
    if not event.starts_at <= starts_at < event.ends_at:
        raise RuleBroken(_t("开播时间应在活动的开始和结束之间。请改选时间。"), field="starts_at")


def _must_say_why(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明原因（至少四个字），观众会逐字看到。"), field="reason")
