"""The one way in: bytes of any container that FFmpeg reads become takes of H.264 and AAC. Runs in a thread."""

from collections.abc import Iterator
from typing import Any, Protocol

import av

from juxian.kit.media.faults import BadMedia
from juxian.kit.media.take import Take

# Live input is looked at for a second at most: longer would be seen as delay by every viewer.
OPTIONS = {"probesize": "1000000", "analyzeduration": "1000000"}
# Containers that make sense as one stream of bytes. Others (playlists, images, subtitles, network protocols) are not
# tried: a playlist could make the reader open addresses.
CONTAINERS = {"matroska", "webm", "mov", "mp4", "flv", "mpegts"}
JUMP_SECONDS = 10  # a time stamp that far away begins a new take


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Sink(Protocol):
    """Who receives the takes; called in the thread of the remuxer."""

    def begin(self, init: bytes) -> None: ...
    def segment(self, data: bytes, seconds: float) -> None: ...


class Remuxer:
    """Reads one container to its end."""

    def __init__(self, source: Source, sink: Sink, *, container: str | None = None):
        if container is not None and container not in CONTAINERS:
            raise BadMedia("container", name=container)
        self._source, self._sink, self._container = source, sink, container
        self._take: Take | None = None

    def run(self) -> None:
        """Remux until the source ends. Raises `BadMedia`; what was whole before that has been given out."""
        input_ = self._open()
        try:
            video, audio = choose_tracks(input_)
            self._copy(input_, video, audio)
        except (av.error.FFmpegError, ValueError) as error:
            raise BadMedia("broken") from error
        finally:
            self._close_take()
            input_.close()

    def _open(self) -> Any:
        try:
            input_ = av.open(self._source, "r", format=self._container, options=OPTIONS)
        except (av.error.FFmpegError, ValueError) as error:
            raise BadMedia("unreadable") from error
        if not CONTAINERS & set(input_.format.name.split(",")):
            input_.close()
            raise BadMedia("container", name=input_.format.name)
        return input_

    def _copy(self, input_: Any, video: Any, audio: Any) -> None:
        last: float | None = None
        for packet in packets(input_, [track for track in (video, audio) if track is not None]):
            at = float(packet.dts * packet.time_base)
            if last is not None and abs(at - last) > JUMP_SECONDS:
                self._close_take()
            last = at
            if self._take is None:
                if video is not None and not (packet.stream is video and packet.is_keyframe):
                    continue  # nothing can be shown before the first key frame
                self._take = Take(video, audio, self._sink.begin, self._sink.segment)
            self._take.put(packet)

    def _close_take(self) -> None:
        take, self._take = self._take, None
        if take is not None:
            try:
                take.close()
            except (av.error.FFmpegError, ValueError):
                return  # the output is closed; what the last packets made is not worth the stream


def choose_tracks(input_: Any) -> tuple[Any | None, Any | None]:
    """Return the first track of pictures and of sound. Raises `BadMedia` where phones could not show them."""
    video = next((track for track in input_.streams.video), None)
    audio = next((track for track in input_.streams.audio if track.codec_context is not None), None)
    if video is None and audio is None:
        raise BadMedia("no_track")
    if video is not None and video.codec_context.name != "h264":
        raise BadMedia("video_codec", name=video.codec_context.name.upper())
    if video is not None and not video.codec_context.width:
        raise BadMedia("no_picture")
    return video, audio


def packets(input_: Any, tracks: list[Any]) -> Iterator[Any]:
    """Yield the packets with a time stamp. PyAV raises `IndexError` where a track appears that was not there at the
    beginning: what came before it is whole, so that is an end like any other."""
    try:
        for packet in input_.demux(*tracks):
            if packet.dts is not None and packet.size:
                yield packet
    except (IndexError, av.error.EOFError):
        return
