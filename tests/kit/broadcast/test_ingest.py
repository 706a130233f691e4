"""A browser's chunks by WebSocket or POST become a playlist that everybody may read, or only who holds an address."""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from juxian.kit.broadcast.addresses import playback_url
from juxian.kit.broadcast.keys import publish_ticket
from juxian.kit.broadcast.shelves import recording_of, shelf_of
from tests.asgi_server import AsgiServer
from tests.kit.broadcast.conftest import KEY, REFUSED, ListOwner
from tests.kit.media.synthetic import make_video

pytestmark = pytest.mark.race  # a real server lives in real time


def get(url: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=5) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def send(method: str, url: str, data: bytes = b"", **headers: str) -> tuple[int, Any]:
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


def wait_until(holds: Any, seconds: float = 8) -> None:
    until = time.perf_counter() + seconds
    while not holds():
        assert time.perf_counter() < until, "it did not happen in time"
        threading.Event().wait(0.05)


@contextmanager
def open_camera(live: AsgiServer, secret: str) -> Iterator[Any]:
    with connect(live.url.replace("http", "ws") + "/ingest/ws") as socket:
        socket.send(json.dumps({"secret": secret}))
        yield socket


def heard(socket: Any) -> dict[str, str]:
    told = json.loads(socket.recv(timeout=5))
    return heard(socket) if told["state"] == "here" else told


def push(live: AsgiServer, owner: ListOwner, data: bytes) -> None:
    with open_camera(live, publish_ticket(owner.stream)) as socket:
        assert heard(socket)["state"] == "accepted"
        for at in range(0, len(data), 3000):
            socket.send(data[at : at + 3000])
        wait_until(lambda: owner.news.count("publish") >= 1)


def playlist(live: AsgiServer, owner: ListOwner) -> str:
    status, body = get(live.url + playback_url(owner.stream, is_public=True))
    assert status == 200
    return body.decode()


def test_a_camera_is_live_and_after_a_return_a_discontinuity_stands_in_the_playlist(
    live: AsgiServer, owner: ListOwner
) -> None:
    video = make_video(seconds=3)
    push(live, owner, video)
    wait_until(lambda: playlist(live, owner).count("#EXTINF") == 3)
    text = playlist(live, owner)
    assert '#EXT-X-MAP:URI="init-1.mp4"' in text
    assert "#EXT-X-ENDLIST" not in text
    push(live, owner, video)
    wait_until(lambda: playlist(live, owner).count("#EXTINF") == 6)
    text = playlist(live, owner)
    assert text.index("#EXT-X-DISCONTINUITY\n") < text.index('#EXT-X-MAP:URI="init-2.mp4"')
    names = [line for line in text.splitlines() if line.endswith(".m4s")]
    assert all(get(f"{live.url}/hls/{owner.stream.hex}/{name}")[0] == 200 for name in [*names, "init-1.mp4"])
    assert [each for each in owner.heard if each[0] == "publish"] == [
        ("publish", 1, "browser"),
        ("publish", 2, "browser"),
    ]


def test_a_silent_stream_is_interrupted_then_ended_and_the_replay_is_the_same_segments(
    live: AsgiServer, owner: ListOwner, settings: Any
) -> None:
    settings.LIVE_INTERRUPTED_SECONDS, settings.LIVE_SILENT_SECONDS = 0.5, 2.0
    push(live, owner, make_video(seconds=2))
    wait_until(lambda: "interrupted" in owner.news)
    assert "#EXT-X-ENDLIST" not in playlist(live, owner)
    wait_until(lambda: "record" in owner.news)
    assert ("ended", "silent") in owner.heard
    assert playlist(live, owner).endswith("#EXT-X-ENDLIST\n")
    recording = recording_of(owner.stream)
    assert recording is not None
    assert recording.seconds == pytest.approx(2, abs=0.2)
    replay = get(live.url + playback_url(owner.stream, is_public=True, replay=True))[1].decode()
    assert replay.count("#EXTINF") == playlist(live, owner).count("#EXTINF")


def test_who_has_no_right_is_refused_with_the_owners_sentence(live: AsgiServer, owner: ListOwner) -> None:
    with open_camera(live, "b" * 40) as socket:
        assert heard(socket) == {"state": "refused", "message": REFUSED}
    with open_camera(live, publish_ticket(owner.stream, seconds=-5)) as socket:
        assert "授权已失效" in heard(socket)["message"]
    with open_camera(live, KEY) as socket:
        assert heard(socket)["state"] == "accepted"
        with open_camera(live, KEY) as second:
            assert "正在由另一处推流" in heard(second)["message"]
    assert KEY not in str(owner.requests)


def test_pictures_that_phones_cannot_show_are_refused_in_words(live: AsgiServer, owner: ListOwner) -> None:
    with open_camera(live, KEY) as socket:
        assert heard(socket)["state"] == "accepted"
        socket.send(make_video(picture="libvpx-vp9", seconds=2))
        told = heard(socket)
        assert told["state"] == "refused"
        assert "VP9" in told["message"]
    assert owner.heard == []


def test_a_page_that_sends_nothing_still_hears_that_the_server_is_there(
    live: AsgiServer, owner: ListOwner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("juxian.kit.broadcast.camera.PULSE_SECONDS", 0.1)
    with open_camera(live, KEY) as socket:
        told = [json.loads(socket.recv(timeout=5))["state"] for _ in range(3)]
    assert told == ["accepted", "here", "here"]


def test_the_owner_ends_a_stream_and_the_page_is_told(live: AsgiServer, owner: ListOwner) -> None:
    with open_camera(live, KEY) as socket:
        heard(socket)
        socket.send(make_video(seconds=2))
        wait_until(lambda: "publish" in owner.news)
        owner.wanted = False
        states = [heard(socket)["state"] for _ in range(2)]
        assert states == ["live", "over"]
    wait_until(lambda: "record" in owner.news)


def test_chunks_by_post_become_the_same(live: AsgiServer, owner: ListOwner) -> None:
    status, take = send("POST", live.url + "/ingest/take", Authorization=f"Bearer {KEY}")
    assert (status, take["state"]) == (201, "accepted")
    data = make_video(seconds=2)
    parts = [data[at : at + 20_000] for at in range(0, len(data), 20_000)]
    address = f"{live.url}/ingest/take/{take['take']}"
    for number, part in enumerate(parts):
        assert send("POST", f"{address}/{number}", part)[0] == 200
    assert send("POST", f"{address}/0", parts[0])[1]["next"] == len(parts)  # it came twice
    assert send("POST", f"{address}/{len(parts) + 4}", b"x")[1]["state"] == "gap"
    assert send("DELETE", address)[0] == 200
    wait_until(lambda: owner.news == ["publish"])
    assert send("POST", live.url + "/ingest/take", Authorization="Bearer wrong")[1]["message"] == REFUSED


def test_what_is_not_public_is_read_with_a_signed_address_only(live: AsgiServer, owner: ListOwner) -> None:
    owner.is_public = False
    push(live, owner, make_video(seconds=2))
    signed = playback_url(owner.stream, is_public=False)
    assert get(live.url + playback_url(owner.stream, is_public=True))[0] == 404
    wait_until(lambda: get(live.url + signed)[0] == 200)
    folder = signed.rpartition("/")[0]
    assert get(f"{live.url}{folder}/000000.m4s")[0] == 200
    assert get(f"{live.url}{folder[:-3]}aaa/000000.m4s")[0] == 404
    assert get(f"{live.url}/hls/{owner.stream.hex}/000000.m4s")[0] == 404
    assert get(f"{live.url}{folder}/segments.jsonl")[0] == 404
    assert get(f"{live.url}/hls/{owner.stream.hex}/..%2f..%2fsecret")[0] == 404
    owner.is_public = True
    wait_until(lambda: get(f"{live.url}/hls/{owner.stream.hex}/000000.m4s")[0] == 200)


def test_the_last_segment_is_written_when_the_process_ends(live: AsgiServer, owner: ListOwner) -> None:
    with open_camera(live, KEY) as socket:
        heard(socket)
        socket.send(make_video(seconds=3))
        wait_until(lambda: "publish" in owner.news)
        live.call(live.app.close())
        with suppress(ConnectionClosed):
            told = [json.loads(socket.recv(timeout=5))["state"]]
            told.append(json.loads(socket.recv(timeout=5))["state"])
    assert told[-1] == "restarting"
    assert shelf_of(owner.stream).kept().seconds == pytest.approx(3, abs=0.2)
    assert owner.news[-1] == "interrupted"
