"""Whatever container comes in, takes of H.264 and AAC come out; what cannot be shown is refused by name."""

import contextlib
import io

import pytest

from juxian.kit.media.faults import BadMedia
from juxian.kit.media.remuxer import Remuxer
from tests.kit.media.synthetic import Collected, make_video, tracks_of


class Dribble:
    """Hands out a few hundred bytes at a time, as a network does."""

    def __init__(self, data: bytes):
        self._file = io.BytesIO(data)

    def read(self, size: int) -> bytes:
        return self._file.read(min(size, 700))


def remux(data: bytes) -> Collected:
    sink = Collected()
    Remuxer(Dribble(data), sink).run()
    return sink


FRAGMENTED = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}


@pytest.mark.parametrize(
    ("container", "sound", "options"),
    [("matroska", "libopus", {}), ("mp4", "aac", FRAGMENTED), ("flv", "aac", {}), ("mpegts", "aac", {})],
)
def test_every_container_becomes_h264_and_aac_cut_at_key_frames(container: str, sound: str, options: dict) -> None:
    sink = remux(make_video(container, seconds=3, sound=sound, options=options))
    assert len(sink.takes) == 1
    assert tracks_of(sink.takes[0])["video"] == ("h264", 45)
    assert tracks_of(sink.takes[0])["audio"][0] == "aac"
    assert tracks_of(sink.takes[0])["audio"][1] > 100
    assert sink.durations == pytest.approx([1, 1, 1], abs=0.1)


def test_pictures_without_sound_and_sound_without_pictures_are_streams_too() -> None:
    assert set(tracks_of(remux(make_video(sound=None)).takes[0])) == {"video"}
    only_sound = remux(make_video(picture=None))
    assert set(tracks_of(only_sound.takes[0])) == {"audio"}
    assert only_sound.durations[0] == pytest.approx(1, abs=0.15)


def test_key_frames_four_times_a_second_make_segments_of_a_second() -> None:
    assert remux(make_video(seconds=3, per_second=16, gop=4)).durations == pytest.approx([1, 1, 1], abs=0.1)


def test_an_end_in_the_middle_of_a_packet_keeps_what_was_whole() -> None:
    data = make_video(seconds=3)
    sink = remux(data[: len(data) * 4 // 5])
    assert len(sink.durations) >= 2
    assert tracks_of(sink.takes[0])["video"][1] > 25


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable"),
        (b"GIF89a" + bytes(range(256)) * 50, "unreadable"),
        (b"<html>not a video</html>" * 400, "unreadable"),
        (b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/secret\n", "unreadable"),
        (make_video(picture="libvpx-vp9", seconds=1), "video_codec"),
    ],
)
def test_what_is_no_stream_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(BadMedia) as refused:
        remux(data)
    assert refused.value.code in (code, "container")


def test_a_damaged_middle_keeps_what_was_whole_before_it() -> None:
    data = bytearray(make_video(seconds=4))
    data[len(data) // 2 : len(data) // 2 + 400] = b"\xa5" * 400
    sink = Collected()
    with contextlib.suppress(BadMedia):
        Remuxer(Dribble(bytes(data)), sink).run()
    assert sum(sink.durations) >= 1.5
