"""The door of the event streams: whom it refuses, what it holds open, and when it lets go."""

import asyncio
import datetime as dt
import json

import pytest
from django.core import signing

from juxian.kit.pushes import limits, tickets
from juxian.kit.pushes.asgi import PushesMount
from tests.kit.pushes.streams import Stream, open_stream, scope_of

TOPIC = "test.room:1"


@pytest.fixture
def mount(monkeypatch) -> PushesMount:
    """The mount without its line to PostgreSQL: what is told is told to the hub."""

    async def nothing():
        return None

    mount = PushesMount()
    monkeypatch.setattr(mount, "start", nothing)
    monkeypatch.setattr(mount.attendance, "close", nothing)

    async def load(news, languages):
        return {language: [{"kind": kind, "ref": ref} for kind, ref in news] for language in languages}

    monkeypatch.setattr(mount.hub, "_load", load)
    return mount


def refusal(mount: PushesMount, **scope) -> int:
    async def story():
        stream = await Stream(mount, {**scope_of(tickets.issue([TOPIC], language="en")), **scope}).begin()
        await stream.task
        return stream.status

    return asyncio.run(story())


def query(token: str) -> bytes:
    return f"t={token}".encode()


def forged() -> str:
    """A ticket for somebody else's topic under the signature of one's own."""
    own, other = tickets.issue(["a:1"], language="en"), tickets.issue(["b:1"], language="en")
    return other.rpartition(":")[0] + ":" + own.rpartition(":")[2]


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"path": "/pushes/other"}, 404),
        ({"method": "POST"}, 405),
        ({"method": "HEAD"}, 405),
        ({"query_string": b""}, 403),
        ({"query_string": b"t=" + b"x" * 100_000}, 403),
        ({"query_string": b"t=\xff\xfe"}, 403),
        ({"query_string": b"&" * 500}, 403),
        ({"query_string": query(forged())}, 403),
    ],
)
def test_who_asks_wrongly_is_refused(mount, scope, status):
    assert refusal(mount, **scope) == status


def test_a_ticket_of_another_purpose_opens_nothing(mount):
    token = signing.Signer(salt="other").sign_object(json.dumps([[TOPIC], "en", "", 0]))
    assert refusal(mount, query_string=query(token)) == 403


@pytest.mark.parametrize(
    ("cookie", "status"),
    [(b"sessionid=mine", 200), (b"a=b; sessionid=mine", 200), (b"sessionid=theirs", 403), (b"", 403), (b"\xff", 403)],
)
def test_a_ticket_read_in_a_log_opens_nothing_without_the_session(mount, cookie, status):
    token = tickets.issue([TOPIC], language="en", holder=tickets.holder_of("mine"))

    async def story():
        return (await Stream(mount, scope_of(token, headers=[(b"cookie", cookie)])).begin()).status

    assert asyncio.run(story()) == status


def test_a_ticket_ends_with_its_time(mount, frozen_time):
    token = tickets.issue([TOPIC], language="en")
    assert tickets.read(token).topics == (TOPIC,)
    frozen_time.shift(dt.timedelta(seconds=tickets.VALID_SECONDS))
    assert refusal(mount, query_string=query(token)) == 403


def test_a_stream_ends_with_its_ticket(mount, monkeypatch):
    monkeypatch.setattr(tickets, "VALID_SECONDS", 0.2)

    async def story():
        stream = await open_stream(mount, TOPIC)
        await asyncio.wait_for(stream.task, 3)
        return stream.status

    assert asyncio.run(story()) == 200
    assert not mount.hub.listeners


@pytest.mark.parametrize(("setting", "status"), [("PUSHES_STREAMS", 503), ("PUSHES_STREAMS_AN_ADDRESS", 429)])
def test_places_are_limited_and_come_free_again(mount, settings, setting, status):
    setattr(settings, setting, 3)

    async def story():
        streams = [await open_stream(mount, TOPIC) for _ in range(3)]
        statuses = [(await open_stream(mount, TOPIC)).status]
        await streams[0].hang_up()
        statuses.append((await open_stream(mount, TOPIC)).status)
        return statuses

    assert asyncio.run(story()) == [status, 200]


def test_one_viewer_cannot_take_every_place(mount, monkeypatch):
    monkeypatch.setattr(limits, "STREAMS_A_VIEWER", 2)

    async def story():
        mine = [(await open_stream(mount, TOPIC, viewer="li")).status for _ in range(3)]
        return mine, (await open_stream(mount, TOPIC, viewer="lü")).status

    assert asyncio.run(story()) == ([200, 200, 429], 200)


def test_addresses_behind_our_own_proxy_are_told_apart_and_cannot_be_forged(mount, settings):
    settings.TRUSTED_PROXIES, settings.PUSHES_STREAMS_AN_ADDRESS = 1, 1

    async def story():
        wanted = [b"198.51.100.1", b"203.0.113.9, 198.51.100.1", b"198.51.100.2"]
        return [(await open_stream(mount, TOPIC, headers=[(b"x-forwarded-for", value)])).status for value in wanted]

    assert asyncio.run(story()) == [200, 429, 200]


def test_a_connection_that_hangs_in_sending_is_let_go(mount, monkeypatch):
    """Its network takes nothing more: `send` never returns."""

    async def story():
        sent = asyncio.Event()

        async def send(message):
            if message["type"] == "http.response.body":
                sent.set()
                await asyncio.Event().wait()

        scope = scope_of(tickets.issue([TOPIC], language="en"))
        task = asyncio.create_task(mount(scope, asyncio.Event().wait, send))
        await sent.wait()
        (listener,) = mount.hub.listeners
        while not listener.has_ended:
            listener.put(b"data: 1\n\n")
        await asyncio.wait_for(task, 3)

    asyncio.run(story())
    assert not mount.hub.listeners


def test_a_body_is_not_read_to_its_end(mount):
    async def story():
        stream = await open_stream(mount, TOPIC)
        stream.to_server.put_nowait({"type": "http.request", "body": b"x" * 65536, "more_body": True})
        await asyncio.wait_for(stream.task, 3)

    asyncio.run(story())


def test_a_heartbeat_reaches_who_waits(mount):
    async def story():
        stream = await open_stream(mount, TOPIC)
        assert (await stream.sent.get())["body"].startswith(b"retry:")
        await stream.message()
        await mount.hub.beat()
        return (await asyncio.wait_for(stream.sent.get(), 3))["body"]

    assert asyncio.run(story()) == b":\n\n"


def test_closing_ends_streams_properly_and_takes_no_more(mount):
    async def story():
        streams = [await open_stream(mount, TOPIC) for _ in range(3)]
        await mount.close()
        for stream in streams:
            await asyncio.wait_for(stream.task, 3)
        bodies = [stream.sent.get_nowait() for stream in streams for _ in range(stream.sent.qsize())]
        return (await open_stream(mount, TOPIC)).status, sum(not body.get("more_body") for body in bodies)

    assert asyncio.run(story()) == (503, 3)


def test_a_websocket_is_turned_away(mount):
    async def story():
        sent: list[dict] = []

        async def send(message):
            sent.append(message)

        await mount({"type": "websocket", "path": "/pushes/"}, asyncio.Event().wait, send)
        return sent

    assert asyncio.run(story()) == [{"type": "websocket.close", "code": 1008}]
