"""ffmpeg pushes RTMP as OBS does; a wrong key is refused with the reason; nonsense costs the connection only."""

import asyncio
import random
import shutil
import socket
import struct
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juxian.kit.broadcast.addresses import playback_url
from juxian.kit.broadcast.rtmp import amf
from juxian.kit.broadcast.rtmp.chunks import AUDIO, VIDEO, BadRtmp, ChunkReader, Message, chunks
from juxian.kit.broadcast.rtmp.flv import FlvStream
from juxian.kit.media.faults import BadMedia
from tests.asgi_server import AsgiServer
from tests.kit.broadcast.conftest import KEY, REFUSED, ListOwner
from tests.kit.broadcast.test_ingest import get, wait_until

PICTURE = ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=15"]
SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"]
CODECS = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-tune",
    "zerolatency",
    "-g",
    "15",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac",
]


def find_ffmpeg() -> str:
    """The program of the machine, or that of the wheel."""
    if path := shutil.which("ffmpeg"):
        return path
    import imageio_ffmpeg

    return imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(live: AsgiServer, key: str, *, seconds: float = 3, inputs: list[str] | None = None) -> Any:
    return push(f"rtmp://127.0.0.1:{live.rtmp_port}/live/{key}", seconds=seconds, inputs=inputs)  # type: ignore[attr-defined]


def push(address: str, *, seconds: float = 3, inputs: list[str] | None = None) -> Any:
    """Send a picture and a sound to an address in real time."""
    words = [find_ffmpeg(), "-nostdin", "-loglevel", "error", "-re", *(inputs or [*PICTURE, *SOUND])]
    return subprocess.Popen([*words, *CODECS, "-t", str(seconds), "-f", "flv", address], stderr=subprocess.PIPE)


def ended(process: Any) -> str:
    _, words = process.communicate(timeout=20)
    return words.decode()


@pytest.mark.race
def test_ffmpeg_pushes_as_obs_does_and_returns_after_a_break(live: AsgiServer, owner: ListOwner) -> None:
    address = live.url + playback_url(owner.stream, is_public=True)
    assert ended(ffmpeg(live, KEY)) == ""
    wait_until(lambda: get(address)[1].decode().count("#EXTINF") >= 3)
    assert ended(ffmpeg(live, KEY, seconds=1.5, inputs=PICTURE)) == ""
    wait_until(lambda: "#EXT-X-DISCONTINUITY\n" in get(address)[1].decode())
    assert [each for each in owner.heard if each[0] == "publish"] == [("publish", 1, "rtmp"), ("publish", 2, "rtmp")]


@pytest.mark.race
def test_a_wrong_key_is_refused_with_the_reason(live: AsgiServer, owner: ListOwner) -> None:
    assert REFUSED in ended(ffmpeg(live, "wrong-key"))
    assert owner.heard == []


@pytest.mark.race
def test_nonsense_ends_its_own_connection_and_nothing_else(live: AsgiServer, owner: ListOwner) -> None:
    chance = random.Random(5)
    for prefix in (b"", b"\x03", b"GET / HTTP/1.1\r\n\r\n", b"\x03" + bytes(1536), b"\x03" + bytes(3072)):
        with socket.create_connection(("127.0.0.1", live.rtmp_port), timeout=3) as peer:  # type: ignore[attr-defined]
            try:
                peer.sendall(prefix + chance.randbytes(6000))
                peer.shutdown(socket.SHUT_WR)
                while peer.recv(4096):
                    pass
            except OSError:
                pass
    assert ended(ffmpeg(live, KEY, seconds=1.2)) == ""
    wait_until(lambda: owner.news == ["publish"])


def read_chunks(data: bytes) -> list[Message]:
    async def read() -> list[Message]:
        reader = asyncio.StreamReader()
        reader.feed_data(data)
        reader.feed_eof()
        messages, chunk_reader = [], ChunkReader(reader)
        try:
            while True:
                messages.append(await chunk_reader.message())
        except asyncio.IncompleteReadError:
            return messages

    return asyncio.run(read())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=3000))
def test_any_bytes_are_messages_or_a_named_fault(data: bytes) -> None:
    try:
        for message in read_chunks(data):
            amf.read(message.body)
    except (BadRtmp, amf.BadAmf):
        pass


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=2000), st.integers(2, 63), st.integers(1, 4000))
def test_what_is_cut_into_chunks_is_read_whole(body: bytes, number: int, size: int) -> None:
    announced = chunks(Message(1, 0, 0, size.to_bytes(4, "big")), number=2)
    sent = Message(20, 0, 1, body)
    if body:
        assert read_chunks(announced + chunks(sent, number=number, size=size)) == [sent]


def test_chunks_beyond_the_bounds_are_refused() -> None:
    with pytest.raises(BadRtmp):
        read_chunks(b"\x03" + bytes(3) + (5 << 20).to_bytes(3, "big") + b"\x09" + bytes(4))
    with pytest.raises(BadRtmp):
        read_chunks(chunks(Message(1, 0, 0, (1 << 30).to_bytes(4, "big")), number=2))


def test_amf_reads_what_it_writes_and_bounds_depth() -> None:
    values = ["publish", 3.0, None, True, {"app": "live", "tcUrl": "rtmp://x/live", "直播": {"n": 1.0}}]
    assert amf.read(amf.write(*values)) == values
    with pytest.raises(amf.BadAmf):
        amf.read(b"\x03" + b"\x00\x01a\x03" * 50)


AVC_CONFIG, AAC_CONFIG = b"\x17\x00\x00\x00\x00config", b"\xaf\x00\x12\x10"


def test_a_track_that_comes_late_begins_a_new_file() -> None:
    stream = FlvStream()
    assert stream.take(VIDEO, 0, AVC_CONFIG) == (False, b"")
    begun = [stream.take(VIDEO, time, b"\x17\x01\x00\x00\x00picture") for time in range(0, 1500, 100)]
    assert [begins for begins, _ in begun].count(True) == 1
    assert next(data for begins, data in begun if begins)[4] == 1  # only pictures
    begins, data = stream.take(AUDIO, 2000, AAC_CONFIG)
    assert begins
    assert data[:5] == b"FLV\x01\x05"
    assert b"config" in data
    assert struct.pack(">I", len(AAC_CONFIG) + 11) in data


def test_pictures_that_are_not_h264_are_refused_by_name() -> None:
    with pytest.raises(BadMedia) as refused:
        FlvStream().take(VIDEO, 0, b"\x90hvc1rest")
    assert refused.value.facts == {"name": "HVC1"}
