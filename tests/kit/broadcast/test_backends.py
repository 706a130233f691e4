"""MediaMTX and SRS ask and tell with the bodies that their documentation shows. The servers themselves do not run here."""

import asyncio
import json
from typing import Any

import pytest

from juxian.kit.broadcast import addresses
from juxian.kit.broadcast.hooks import HooksMount
from juxian.kit.broadcast.keys import publish_ticket, watch_token
from juxian.kit.broadcast.station import Station
from tests.kit.broadcast.conftest import KEY, REFUSED, ListOwner

SECRET = "s" * 30


@pytest.fixture(autouse=True)
def secret(settings: Any) -> None:
    settings.LIVE_HOOK_SECRET = SECRET
    settings.LIVE_SERVER_URL, settings.LIVE_SERVER_RTMP = "https://media.example", "rtmp://media.example/live"


def call(path: str, facts: Any, *, secret: str = SECRET) -> tuple[int, Any]:
    """Call a hook as the server does: POST with JSON, the secret in the query."""
    sent: list[Any] = []
    body = facts if isinstance(facts, bytes) else json.dumps(facts).encode()

    async def receive() -> Any:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": f"/live-hooks/{path}", "headers": [],
        "query_string": f"secret={secret}".encode(),
    }  # fmt: skip
    asyncio.run(HooksMount(Station())(scope, receive, send))
    return sent[0]["status"], json.loads(sent[1]["body"] or b"null")


def mediamtx(owner: ListOwner, **changes: Any) -> dict[str, Any]:
    """The body of `authMethod: http` (MediaMTX, "Authentication")."""
    facts = {
        "user": "", "password": "", "token": "", "ip": "10.0.0.9", "action": "publish", "path": owner.stream.hex,
        "protocol": "rtmp", "id": "1a2b", "query": "", "userAgent": "obs",
    }  # fmt: skip
    return {**facts, **changes}


def test_mediamtx_lets_the_key_of_this_very_stream_publish(owner: ListOwner) -> None:
    assert call("mediamtx/auth", mediamtx(owner, password=KEY))[0] == 200
    status, answer = call("mediamtx/auth", mediamtx(owner, password="wrong"))
    assert (status, answer["message"]) == (403, REFUSED)
    assert call("mediamtx/auth", mediamtx(owner, password=KEY, path="0" * 32))[0] == 403
    assert call("mediamtx/auth", mediamtx(owner, password=publish_ticket(owner.stream)))[0] == 200
    assert owner.requests[0].protocol == "rtmp"


def test_mediamtx_lets_everybody_read_what_is_public_and_token_holders_the_rest(owner: ListOwner) -> None:
    assert call("mediamtx/auth", mediamtx(owner, action="read", protocol="hls"))[0] == 200
    owner.is_public = False
    assert call("mediamtx/auth", mediamtx(owner, action="read"))[0] == 403
    token = watch_token(owner.stream, 60)
    assert call("mediamtx/auth", mediamtx(owner, action="read", query=f"token={token}"))[0] == 200
    assert call("mediamtx/auth", mediamtx(owner, action="playback", query="token=forged"))[0] == 403
    assert call("mediamtx/auth", mediamtx(owner, action="api"))[0] == 403


def test_mediamtx_tells_what_happens(owner: ListOwner) -> None:
    path = {"path": owner.stream.hex}
    assert call("mediamtx/ready", path)[0] == 200
    call("mediamtx/not-ready", path)
    call("mediamtx/record", {**path, "duration": 61.5, "size": 4_000_000})
    assert owner.heard[:2] == [("publish", 1, "mediamtx"), ("interrupted",)]
    assert owner.heard[2][1].seconds == 61.5


def srs(owner: ListOwner, action: str, **changes: Any) -> dict[str, Any]:
    """The body of `http_hooks` (SRS, "HTTP callback")."""
    facts = {
        "server_id": "vid-0xk989d", "service_id": "382a", "action": action, "client_id": "341w", "ip": "10.0.0.9",
        "vhost": "__defaultVhost__", "app": "live", "tcUrl": "rtmp://media.example/live", "stream": owner.stream.hex,
        "param": f"?secret={KEY}", "stream_url": "/live/x", "stream_id": "vid-124q",
    }  # fmt: skip
    return {**facts, **changes}


def test_srs_takes_zero_for_yes_and_hears_no_with_the_reason(owner: ListOwner) -> None:
    assert call("srs/on_publish", srs(owner, "on_publish"))[1] == {"code": 0, "msg": "OK"}
    assert owner.news == ["publish"]
    refused = call("srs/on_publish", srs(owner, "on_publish", param="?secret=wrong"))[1]
    assert (refused["code"] != 0, refused["msg"]) == (True, REFUSED)
    assert call("srs/on_publish", srs(owner, "on_publish", stream="0" * 32))[1]["code"] != 0
    call("srs/on_unpublish", srs(owner, "on_unpublish"))
    assert owner.news == ["publish", "interrupted"]


def test_srs_asks_before_playing(owner: ListOwner) -> None:
    assert call("srs/on_play", srs(owner, "on_play", param=""))[1]["code"] == 0
    owner.is_public = False
    assert call("srs/on_play", srs(owner, "on_play", param=""))[1]["code"] != 0
    token = watch_token(owner.stream, 60)
    assert call("srs/on_play", srs(owner, "on_play", param=f"?token={token}"))[1]["code"] == 0


@pytest.mark.parametrize(("facts", "status"), [(b"{", 400), (b"[1]", 400), (b"\xff", 400)])
def test_a_body_that_is_no_object_is_refused(owner: ListOwner, facts: bytes, status: int) -> None:
    assert call("mediamtx/auth", facts)[0] == status


def test_a_call_without_the_secret_is_refused(owner: ListOwner, settings: Any) -> None:
    assert call("srs/on_publish", srs(owner, "on_publish"), secret="")[0] == 401
    settings.LIVE_HOOK_SECRET = ""
    assert call("srs/on_publish", srs(owner, "on_publish"), secret="")[0] == 401
    assert owner.heard == []


@pytest.mark.parametrize(
    ("path", "live", "replay"),
    [
        ("embedded.EmbeddedLive", "/hls/{}/live.m3u8", "/hls/{}/replay.m3u8"),
        ("mediamtx.MediaMtx", "https://media.example/{}/index.m3u8", "https://media.example/replay/{}/replay.mp4"),
        ("srs.Srs", "https://media.example/live/{}.m3u8", "https://media.example/replay/{}.mp4"),
    ],
)
def test_every_backend_answers_the_same_questions(
    owner: ListOwner, settings: Any, path: str, live: str, replay: str
) -> None:
    settings.LIVE_BACKEND = f"juxian.kit.broadcast.backends.{path}"
    name = owner.stream.hex
    assert addresses.playback_url(owner.stream, is_public=True) == live.format(name)
    assert addresses.playback_url(owner.stream, is_public=True, replay=True) == replay.format(name)
    assert name in addresses.playback_url(owner.stream, is_public=False) != live.format(name)
    assert addresses.rtmp_address().startswith("rtmp://")
    assert addresses.whip_address().startswith("http")
