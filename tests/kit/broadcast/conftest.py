"""A live process without a database: its owner is a list, its limits of attempts are off."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from juxian.kit import own_threads
from juxian.kit.broadcast import admission, owners
from juxian.kit.broadcast.hls import HlsMount
from juxian.kit.broadcast.ingest import IngestMount
from juxian.kit.broadcast.keys import hash_stream_key
from juxian.kit.broadcast.live_app import WholeApp
from juxian.kit.broadcast.owners import Admission, PublishRequest, Standing, StreamOwner
from juxian.kit.broadcast.rtmp.server import RtmpService
from juxian.kit.broadcast.scheduled import ScheduledService
from juxian.kit.broadcast.station import Station
from juxian.kit.broadcast.whip import WhipMount
from juxian.kit.errors import RuleBroken
from tests.asgi_server import AsgiServer

KEY = "a" * 40
REFUSED = "推流密钥不对。"


class ListOwner:
    """Owns one stream and notes what it hears."""

    def __init__(self) -> None:
        self.stream = uuid.uuid4()
        self.heard: list[tuple] = []
        self.wanted, self.is_public = True, True
        self.due: list[Any] = []
        self.left: list[uuid.UUID] = []
        self.requests: list[PublishRequest] = []

    def authorise(self, request: PublishRequest) -> Admission:
        self.requests.append(request)
        if request.stream_id != self.stream and request.key_hash != hash_stream_key(KEY):
            raise RuleBroken(REFUSED)
        return Admission(self.stream, is_public=self.is_public)

    def owner(self) -> StreamOwner:
        return StreamOwner(
            authorise=self.authorise,
            on_publish=lambda *args: self.heard.append(("publish", *args[1:])),
            on_interrupted=lambda *args: self.heard.append(("interrupted",)),
            on_ended=lambda _, why: self.heard.append(("ended", why)),
            on_record=lambda _, recording: self.heard.append(("record", recording)),
            standing=lambda ids: {self.stream: Standing(self.wanted, self.is_public)},
            left_live=lambda: self.left,
            due_files=lambda: self.due,
        )

    @property
    def news(self) -> list[str]:
        return [each[0] for each in self.heard]


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> ListOwner:
    made = ListOwner()
    monkeypatch.setattr(owners, "_OWNER", [made.owner()])
    monkeypatch.setattr(admission, "hit", lambda *args, **limits: None)
    monkeypatch.setattr(own_threads, "with_own_connection", lambda do, *args: do(*args))
    return made


async def no_django(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError("media reached Django")


@pytest.fixture
def live(owner: ListOwner) -> Iterator[AsgiServer]:
    """The live process on a real port, with RTMP on another: `live.rtmp_port`."""
    station = Station()
    rtmp = RtmpService(station, host="127.0.0.1", port=free_port())
    mounts = [HlsMount(station), IngestMount(station), WhipMount(station)]
    app = WholeApp(no_django, mounts, [station, rtmp, ScheduledService(station)], station)
    with AsgiServer(app) as server:
        server.rtmp_port = rtmp.port  # type: ignore[attr-defined]
        yield server


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
