"""Small moving pictures made in memory: a grey that changes, and silence."""

import io
from fractions import Fraction
from typing import Any

import av

RATE = 48_000
STEP = 960  # samples of 20 ms


def make_video(
    container: str = "matroska",
    *,
    seconds: float = 3,
    picture: str | None = "libx264",
    sound: str | None = "libopus",
    per_second: int = 15,
    gop: int = 15,
    options: dict[str, str] | None = None,
    width: int = 160,
) -> bytes:
    """Return a file with a key frame every `gop` pictures."""
    target = io.BytesIO()
    with av.open(target, "w", format=container, options=options or {}) as output:
        video = _picture_track(output, picture, per_second, gop, width) if picture else None
        audio = output.add_stream(sound, rate=RATE, layout="mono") if sound else None
        samples = 0
        for number in range(int(seconds * per_second)):
            if video is not None:
                output.mux(video.encode(_picture(number, per_second, width)))
            while audio is not None and samples / RATE < number / per_second:
                output.mux(audio.encode(_silence(audio, samples)))
                samples += STEP
        for stream in (video, audio):
            if stream is not None:
                output.mux(stream.encode(None))
    return target.getvalue()


def _picture_track(output: Any, codec: str, per_second: int, gop: int, width: int) -> Any:
    fast = {"preset": "ultrafast", "tune": "zerolatency"} if codec == "libx264" else {}
    video = output.add_stream(codec, rate=per_second, options={"g": str(gop), **fast})
    video.width, video.height, video.pix_fmt = width, width * 9 // 16 // 2 * 2, "yuv420p"
    return video


def _picture(number: int, per_second: int, width: int) -> av.VideoFrame:
    frame = av.VideoFrame(width, width * 9 // 16 // 2 * 2, "yuv420p")
    for plane in frame.planes:
        plane.update(bytes([number * 7 % 255]) * plane.buffer_size)
    frame.pts, frame.time_base = number, Fraction(1, per_second)
    return frame


def _silence(audio: Any, samples: int) -> av.AudioFrame:
    frame = av.AudioFrame(format=audio.codec_context.format.name, layout="mono", samples=STEP)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    frame.sample_rate, frame.pts, frame.time_base = RATE, samples, Fraction(1, RATE)
    return frame


class Collected:
    """A sink that keeps what it is given."""

    def __init__(self) -> None:
        self.takes: list[tuple[bytes, list[tuple[bytes, float]]]] = []

    def begin(self, init: bytes) -> None:
        self.takes.append((init, []))

    def segment(self, data: bytes, seconds: float) -> None:
        self.takes[-1][1].append((data, seconds))

    @property
    def durations(self) -> list[float]:
        return [seconds for _, segments in self.takes for _, seconds in segments]


def tracks_of(take: tuple[bytes, list[tuple[bytes, float]]]) -> dict[str, tuple[str, int]]:
    """Read a take as a player does: kind of track → codec and number of packets."""
    whole = take[0] + b"".join(data for data, _ in take[1])
    with av.open(io.BytesIO(whole)) as container:
        counted = {stream.type: (stream.codec_context.name, 0) for stream in container.streams}
        for packet in container.demux():
            if packet.size:
                name, count = counted[packet.stream.type]
                counted[packet.stream.type] = (name, count + 1)
    return counted
