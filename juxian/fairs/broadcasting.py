"""The owner of live streams, as `kit.broadcast` asks for it: who may publish, and what happens when the signal comes,
goes and is over. Each answer is one action; nothing is decided here."""

from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.fairs.actions.stream import begin_take, interrupt_stream, stop_stream, take_recording
from juxian.fairs.models import Replay, Stream, StreamSource
from juxian.fairs.states import StreamState
from juxian.fairs.states.stream import ON_AIR
from juxian.kit import clock
from juxian.kit.broadcast import (
    Admission,
    PublishRequest,
    Recording,
    ScheduledFile,
    Standing,
    StreamOwner,
    media_seconds,
    register_stream_owner,
)
from juxian.kit.errors import RuleBroken

WANTED = (StreamState.READY, *ON_AIR)


def authorise(request: PublishRequest) -> Admission:
    """Let the holder of the key, or of the studio's ticket, publish to a show that is not over."""
    wanted = {"key_hash": request.key_hash} if request.key_hash else {"pk": request.stream_id}
    stream = Stream.objects.select_related("event").filter(**wanted).first()
    if stream is None:
        raise RuleBroken(_t("推流密钥不对，或已经换过。请在演播页面重新生成，再填入直播软件。"))
    if stream.state not in WANTED:
        raise RuleBroken(_t("这场直播已结束或已取消，不能再推流。请另安排一场。"))
    if not stream.event.is_upcoming:
        raise RuleBroken(_t("活动还没有发布，或已经结束，不能开播。请先完成活动的发布审核。"))
    return Admission(stream.pk, is_public=True)


def on_publish(stream_id: UUID, take: int, protocol: str) -> None:
    begin_take(Stream.objects.get(pk=stream_id), number=take, protocol=protocol, second=media_seconds(stream_id))


def on_interrupted(stream_id: UUID) -> None:
    interrupt_stream(Stream.objects.get(pk=stream_id), second=media_seconds(stream_id))


def on_ended(stream_id: UUID, why: str) -> None:
    """What the presenter ended is over already; the others end here, each with its reason."""
    reasons = {
        "silent": _t("长时间没有收到直播信号。"),
        "stopped": _t("直播服务重启后没有再收到信号。"),
        "finished": _t("视频已播放完毕。"),
    }
    stop_stream(Stream.objects.get(pk=stream_id), reason=reasons.get(why, ""))


def on_record(stream_id: UUID, recording: Recording) -> None:
    take_recording(Stream.objects.get(pk=stream_id), seconds=recording.seconds)


def standing(stream_ids: list[UUID]) -> dict[UUID, Standing]:
    """A stream that ended, or that was taken down, is cut off."""
    rows = Stream.objects.filter(pk__in=stream_ids).values_list("pk", "state", "replay")
    return {pk: Standing(wanted=state in WANTED, is_public=replay == Replay.PUBLIC) for pk, state, replay in rows}


def left_live() -> list[UUID]:
    return list(Stream.objects.on_air().values_list("pk", flat=True))


def due_files() -> list[ScheduledFile]:
    """Uploaded shows whose time has come, ready or already running."""
    rows = Stream.objects.filter(source=StreamSource.FILE, state__in=WANTED, starts_at__lte=clock.now())
    rows = rows.exclude(video=None).values_list("pk", "video_id", "starts_at")
    return [ScheduledFile(pk, video, starts_at) for pk, video, starts_at in rows]


def register() -> None:
    register_stream_owner(
        StreamOwner(
            authorise=authorise,
            on_publish=on_publish,
            on_interrupted=on_interrupted,
            on_ended=on_ended,
            on_record=on_record,
            standing=standing,
            left_live=left_live,
            due_files=due_files,
        )
    )
