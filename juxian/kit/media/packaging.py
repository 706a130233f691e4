"""Making an uploaded video playable: a folder of segments, a playlist and a still picture. Runs in the jail.

H.264 that stands upright is copied; anything else is encoded again at 720 lines at most. No Django here.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av

from juxian.kit.media.faults import BadMedia
from juxian.kit.media.playlist import Segment
from juxian.kit.media.remuxer import Remuxer
from juxian.kit.media.shelf import Shelf

# The reader is chosen by the first bytes and never guessed: a playlist among the guessed ones opens other files.
MARKS = [
    (4, b"ftyp", "mov"),
    (4, b"moov", "mov"),
    (4, b"wide", "mov"),
    (4, b"mdat", "mov"),
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (0, b"FLV\x01", "flv"),
    (8, b"AVI ", "avi"),
]
TRANSPORT_PACKET, SYNC = 188, 0x47
MOST_HEIGHT, MOST_COPIED_WIDTH = 720, 1920
KEY_SECONDS = 2
POSTER_WIDTH = 1280
Progress = Callable[[float], None]


def sniff(head: bytes) -> str | None:
    """Return FFmpeg's name for the container that begins so, or None where it is none of ours."""
    for at, mark, name in MARKS:
        if head[at : at + len(mark)] == mark:
            return name
    packets = [head[at] for at in range(0, min(len(head), TRANSPORT_PACKET * 4), TRANSPORT_PACKET)]
    return "mpegts" if len(packets) >= 3 and set(packets) == {SYNC} else None


class ShelfSink:
    """Puts segments on a shelf and tells how far it is."""

    def __init__(self, shelf: Shelf, on_seconds: Callable[[float], None]):
        self._shelf, self._on_seconds = shelf, on_seconds
        self._take, self._number, self._seconds = 0, 0, 0.0

    def begin(self, init: bytes) -> None:
        self._take += 1
        self._shelf.begin(self._take, init)

    def segment(self, data: bytes, seconds: float) -> None:
        self._shelf.add(Segment(self._number, self._take, seconds), data)
        self._number += 1
        self._seconds += seconds
        self._on_seconds(self._seconds)


def package(source: Path, shelf: Shelf, *, longest: float, progress: Progress) -> dict[str, Any]:
    """Fill the shelf from the file. Return duration (s), width and height (pixels). Raises `BadMedia`."""
    with source.open("rb") as file:
        container = sniff(file.read(1024))
    if container is None:
        raise BadMedia("unreadable")
    facts = look_at(source, container, longest)
    rest = 1.0
    if facts["encode"]:
        made = source.with_name("encoded.part")
        encode(source, container, made, lambda seconds: progress(0.8 * seconds / facts["seconds"]))
        source, container, rest = made, "matroska", 0.2
    sink = ShelfSink(shelf, lambda seconds: progress(1 - rest + rest * seconds / facts["seconds"]))
    with source.open("rb") as file:
        Remuxer(file, sink, container=container).run()
    kept = shelf.finish()
    if not kept.segments:
        raise BadMedia("no_track")
    size = write_poster(source, container, shelf.folder / "poster.jpg", at=min(5.0, kept.seconds / 10))
    return {"seconds": kept.seconds, "width": size and size[0], "height": size and size[1]}


def look_at(source: Path, container: str, longest: float) -> dict[str, Any]:
    """Return how long the video is and whether it must be encoded again."""
    with _open(source, container) as input_:
        video = next(iter(input_.streams.video), None)
        audio = next(iter(input_.streams.audio), None)
        if video is None and audio is None:
            raise BadMedia("no_track")
        seconds = _seconds(input_)
        if seconds > longest:
            raise BadMedia("too_long", minutes=round(seconds / 60), most=round(longest / 60))
        return {"seconds": max(seconds, 0.1), "encode": video is not None and not _may_copy(input_, video)}


@contextmanager
def _open(source: Path, container: str) -> Iterator[Any]:
    with source.open("rb") as file:
        try:
            input_ = av.open(file, "r", format=container)
        except (av.error.FFmpegError, ValueError) as error:
            raise BadMedia("unreadable") from error
        with input_:
            yield input_


def _seconds(input_: Any) -> float:
    return float(input_.duration or 0) / av.time_base


def _may_copy(input_: Any, video: Any) -> bool:
    """H.264 that every phone shows, not turned, with key frames that come soon enough to jump to."""
    context = video.codec_context
    if context.name != "h264" or context.pix_fmt not in ("yuv420p", "yuvj420p") or context.width > MOST_COPIED_WIDTH:
        return False
    try:
        first = next(iter(input_.decode(video)), None)
    except av.error.FFmpegError as error:
        raise BadMedia("broken") from error
    if first is None:
        raise BadMedia("no_picture")
    return not first.rotation and _longest_gap(input_, video) <= KEY_SECONDS * 5


def _longest_gap(input_: Any, video: Any) -> float:
    """Return the most seconds between two key frames."""
    input_.seek(0)
    last, longest = 0.0, 0.0
    for packet in input_.demux(video):
        if packet.dts is not None:
            at = float(packet.dts * packet.time_base)
            longest = max(longest, at - last)
            if packet.is_keyframe:
                last = at
    return longest


def encode(source: Path, container: str, target: Path, on_seconds: Callable[[float], None]) -> None:
    """Write the pictures as H.264 and the sound as AAC."""
    with _open(source, container) as input_, av.open(str(target), "w", format="matroska") as output:
        video = input_.streams.video[0]
        audio = next(iter(input_.streams.audio), None)
        sound = output.add_stream("aac", rate=48_000, layout="stereo") if audio is not None else None
        pictures = Pictures(output, video)
        try:
            for packet in input_.demux(*[track for track in (video, audio) if track is not None]):
                _encode_packet(packet, pictures, sound, output)
                if packet.dts is not None and packet.stream is video:
                    on_seconds(float(packet.dts * packet.time_base))
        except av.error.FFmpegError as error:
            raise BadMedia("broken") from error
        pictures.end()
        if sound is not None:
            output.mux(sound.encode(None))


def _encode_packet(packet: Any, pictures: "Pictures", sound: Any, output: Any) -> None:
    for frame in packet.decode():
        if packet.stream.type == "video":
            pictures.add(frame)
        else:
            output.mux(sound.encode(frame))


class Pictures:
    """Turns pictures upright, makes them small enough, and encodes them. The first one decides the size."""

    def __init__(self, output: Any, video: Any):
        self._output, self._video = output, video
        self._stream: Any = None
        self._graph: Any = None

    def add(self, frame: Any) -> None:
        if self._graph is None:
            self._graph = self._make_graph(frame)
        self._graph.push(frame)
        self._pull()

    def _make_graph(self, frame: Any) -> Any:
        graph = av.filter.Graph()
        turns = {90: ["transpose=2"], -90: ["transpose=1"], 180: ["hflip", "vflip"], -180: ["hflip", "vflip"]}
        scale = f"scale=w=-2:h='min({MOST_HEIGHT},trunc(ih/2)*2)'"
        nodes = [graph.add_buffer(template=self._video)]
        for text in [*turns.get(round(frame.rotation), []), scale, "format=pix_fmts=yuv420p"]:
            name, _, arguments = text.partition("=")
            nodes.append(graph.add(name, arguments or None))
        nodes.append(graph.add("buffersink"))
        graph.link_nodes(*nodes).configure()
        return graph

    def _pull(self) -> None:
        while True:
            try:
                frame = self._graph.vpull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if self._stream is None:
                self._stream = self._add_stream(frame)
            frame.pict_type = 0  # the encoder decides which are key frames
            self._output.mux(self._stream.encode(frame))

    def _add_stream(self, frame: Any) -> Any:
        rate = self._video.average_rate or 25
        options = {"preset": "veryfast", "crf": "23", "maxrate": "2500k", "bufsize": "5000k", "bf": "0"}
        keys = {"force_key_frames": f"expr:gte(t,n_forced*{KEY_SECONDS})", "g": str(max(1, round(rate * KEY_SECONDS)))}
        stream = self._output.add_stream("libx264", rate=rate, options={**options, **keys})
        stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
        stream.codec_context.time_base = frame.time_base
        return stream

    def end(self) -> None:
        if self._graph is None:
            raise BadMedia("no_picture")
        self._graph.push(None)
        self._pull()
        if self._stream is not None:
            self._output.mux(self._stream.encode(None))


def write_poster(source: Path, container: str, target: Path, *, at: float) -> tuple[int, int] | None:
    """Write a picture from near the beginning; return the size of the pictures, None where there are none."""
    with _open(source, container) as input_:
        video = next(iter(input_.streams.video), None)
        if video is None:
            return None
        shown = None
        for frame in input_.decode(video):
            shown = frame
            if frame.time is None or frame.time >= at:
                break
        if shown is None:
            raise BadMedia("no_picture")
        picture = shown.to_image()
        size = (shown.width, shown.height)
        picture.thumbnail((POSTER_WIDTH, POSTER_WIDTH))
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=82)
        target.write_bytes(buffer.getvalue())
        return size
