"""What a clumsy or hostile publisher sends ends in an answer or a closed socket, never in an exception."""

import asyncio
from typing import Any

import pytest

from juxian.kit.broadcast import camera, http
from juxian.kit.broadcast.camera import Camera
from juxian.kit.broadcast.http import number_of, read_body
from juxian.kit.broadcast.limits import LimitedBodies
from juxian.kit.broadcast.posts import OpenTake, Posts
from juxian.kit.broadcast.station import Station


class Wire:
    """The other side of an ASGI call: gives what was prepared, then nothing more."""

    def __init__(self, *messages: dict[str, Any]):
        self._messages = list(messages)
        self.sent: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        if not self._messages:
            await asyncio.Event().wait()
        return self._messages.pop(0)

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)


def run_camera(wire: Wire) -> None:
    scope = {"type": "websocket", "path": "/ingest/ws", "headers": [], "client": ("192.0.2.1", 1)}
    asyncio.run(Camera(Station(), scope, wire.receive, wire.send).run())


def test_a_number_of_thousands_of_digits_is_no_number() -> None:
    assert number_of("12") == 12
    assert number_of("-1") is None
    assert number_of("9" * 5000) is None


def test_a_chunk_with_such_a_number_is_answered() -> None:
    wire = Wire({"type": "http.request", "body": b"x"})
    scope = {"type": "http", "method": "POST", "path": f"/ingest/take/known/{'9' * 5000}", "headers": []}
    posts = Posts(Station())
    posts._takes["known"] = OpenTake(feed=None)  # type: ignore[arg-type]
    asyncio.run(posts(scope, wire.receive, wire.send))
    assert wire.sent[0]["status"] == 405


def test_so_is_a_declared_length() -> None:
    wire = Wire({"type": "http.disconnect"})
    app = LimitedBodies(None, most=lambda: 10, page=lambda: "太大")
    scope = {"type": "http", "headers": [(b"content-length", b"9" * 5000)]}
    asyncio.run(app(scope, wire.receive, wire.send))
    assert wire.sent[0]["status"] == 413


def test_a_body_that_never_ends_is_given_up() -> None:
    slow = Wire({"type": "http.request", "body": b"x", "more_body": True})
    assert asyncio.run(read_body(slow.receive, 100, seconds=0.01)) is None
    whole = Wire({"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.request", "body": b"y"})
    assert asyncio.run(read_body(whole.receive, 100, seconds=5)) == b"xy"
    assert http.BODY_SECONDS <= 60


def test_a_page_that_leaves_at_once_is_not_spoken_to() -> None:
    wire = Wire({"type": "websocket.connect"}, {"type": "websocket.disconnect"})
    run_camera(wire)
    assert [message["type"] for message in wire.sent] == ["websocket.accept"]


def test_a_silent_page_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "IDLE_SECONDS", 0.01)
    wire = Wire({"type": "websocket.connect"})
    run_camera(wire)
    assert wire.sent[-1] == {"type": "websocket.close", "code": 4008}


def test_a_camera_that_falls_silent_is_let_go_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Quiet:
        """A feed to which nothing comes."""

        def __init__(self) -> None:
            self.closing, self.done, self.has_media, self.ended = asyncio.Event(), asyncio.Event(), False, False

        def end(self) -> None:
            self.ended = True

    async def run() -> Quiet:
        wire, feed = Wire(), Quiet()
        scope = {"headers": [], "client": ("192.0.2.1", 1)}
        await Camera(Station(), scope, wire.receive, wire.send)._take_in(feed)  # type: ignore[arg-type]
        assert wire.sent[-1]["code"] == 4008
        return feed

    monkeypatch.setattr(camera, "IDLE_SECONDS", 0.01)
    assert asyncio.run(run()).ended
