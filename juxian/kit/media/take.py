"""One uninterrupted run of a stream: an initial part and segments that begin with a key frame each."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av

from juxian.kit.media.boxes import BoxCutter
from juxian.kit.media.faults import BadMedia
from juxian.kit.media.fragments import fragment_ticks

LEAST_SECONDS = 0.9  # shorter fragments are put together into one segment
MOST_SEGMENT_BYTES = 24 << 20
MOST_SECONDS_WITHOUT_KEY = 20
AUDIO_RATE = 48_000  # Hz
OPTIONS = {
    "movflags": "frag_keyframe+empty_moov+default_base_moof+skip_trailer",
    "flush_packets": "1",  # a fragment leaves when it is whole, not when a buffer is full
    "use_editlist": "0",
    "max_interleave_delta": "500000",  # µs that one track waits for a silent other
}
COPIED = {"h264", "aac"}
MILLISECOND = Fraction(1, 1000)
OnSegment = Callable[[bytes, float], None]


class Take:
    """Copies H.264 and AAC, makes AAC of any other sound, and gives out the initial part and the segments."""

    def __init__(self, video: Any | None, audio: Any | None, on_init: Callable[[bytes], None], on_segment: OnSegment):
        self._on_segment = on_segment
        self._pieces: list[bytes] = []
        self._held_seconds = 0.0
        self._key_at: float | None = None
        self._last: dict[int, int] = {}
        self._cutter = BoxCutter(on_init, self._keep)
        options = dict(OPTIONS)
        if video is None:
            options |= {"frag_duration": "1000000", "movflags": OPTIONS["movflags"].replace("frag_keyframe+", "")}
        self._output = av.open(self._cutter, "w", format="mp4", options=options)
        self._video = self._output.add_stream_from_template(video) if video is not None else None
        self._audio, self._encodes = self._add_audio(audio)
        self._output.start_encoding()
        self._timed = self._video if self._video is not None else self._audio  # the track that tells the time

    def _add_audio(self, audio: Any | None) -> tuple[Any | None, bool]:
        if audio is None:
            return None, False
        if audio.codec_context.name in COPIED and audio.codec_context.extradata:
            return self._output.add_stream_from_template(audio), False
        layout = "mono" if audio.codec_context.layout.nb_channels == 1 else "stereo"
        made = self._output.add_stream("aac", rate=AUDIO_RATE, layout=layout, bit_rate=96_000)
        made.codec_context.open()  # the initial part needs its description
        return made, True

    def put(self, packet: Any) -> None:
        """Take one packet of the input, in the order in which it came."""
        if packet.stream.type == "video":
            self._put_video(packet)
        elif self._encodes:
            for frame in _decoded(packet):
                self._encode(frame)
        else:
            self._mux(packet, self._audio)

    def _put_video(self, packet: Any) -> None:
        at = float(packet.dts * packet.time_base)
        if packet.is_keyframe or self._key_at is None:
            self._key_at = at
        elif at - self._key_at > MOST_SECONDS_WITHOUT_KEY:
            raise BadMedia("no_key_frame", seconds=MOST_SECONDS_WITHOUT_KEY)
        self._mux(packet, self._video)

    def _encode(self, frame: Any) -> None:
        assert self._audio is not None
        for packet in self._audio.encode(frame):
            self._mux(packet, self._audio)

    def _mux(self, packet: Any, stream: Any) -> None:
        """Write it on; what is older than what was written came twice and is left out."""
        last = self._last.get(stream.index)
        ticks = int(packet.dts * packet.time_base / MILLISECOND) if packet.time_base else packet.dts
        if last is not None and ticks < last:
            return
        self._last[stream.index] = ticks
        packet.stream = stream
        self._output.mux(packet)
        if self._cutter.held > MOST_SEGMENT_BYTES:
            raise BadMedia("too_much", megabytes=MOST_SEGMENT_BYTES >> 20)

    def _keep(self, fragment: bytes) -> None:
        assert self._timed is not None
        self._pieces.append(fragment)
        self._held_seconds += float(fragment_ticks(fragment, self._timed.index + 1) * self._timed.time_base)
        if self._held_seconds >= LEAST_SECONDS:
            self._give()

    def _give(self) -> None:
        data, seconds = b"".join(self._pieces), self._held_seconds
        self._pieces.clear()
        self._held_seconds = 0.0
        self._on_segment(data, max(seconds, 0.001))

    def close(self) -> None:
        """Write what is left and give it out. Whatever went wrong before, the output is closed."""
        try:
            if self._encodes:
                self._encode(None)
        finally:
            self._output.close()
            if self._pieces:
                self._give()


def _decoded(packet: Any) -> list[Any]:
    try:
        return packet.decode()
    except av.error.InvalidDataError:
        return []  # one damaged packet of sound is a crackle, not the end
