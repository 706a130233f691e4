"""The event streams of this process as an ASGI mount: `GET /pushes/?t=token`. No session, no row, no middleware."""

import asyncio
import logging
import time
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http.cookie import parse_cookie

from juxian.kit.addresses import scope_address
from juxian.kit.pushes.frames import HELLO
from juxian.kit.pushes.hub import Hub
from juxian.kit.pushes.limits import Places
from juxian.kit.pushes.listeners import Listener
from juxian.kit.pushes.listening import listen_for_ever
from juxian.kit.pushes.presence import Attendance
from juxian.kit.pushes.registry import ADDRESS
from juxian.kit.pushes.tickets import LONGEST_TOKEN, Ticket, holder_of, read

logger = logging.getLogger("juxian.pushes")
HEARTBEAT_SECONDS = 20.0
LONGEST_QUERY = LONGEST_TOKEN + 200
STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-accel-buffering", b"no"),  # nginx hands each message on at once
]


class PushesMount:
    """Answers every address under /pushes/. `start` and `close` are called by the outer app, once each."""

    prefix = ADDRESS

    def __init__(self) -> None:
        self.hub = Hub()
        self.attendance = Attendance(self.hub)
        self._places = Places()
        self._loops: list[asyncio.Task] = []
        self._is_listening = asyncio.Event()
        self._is_closing = False

    async def start(self) -> None:
        """Listen to PostgreSQL, and keep the streams alive."""
        if not self._loops:
            loops = [listen_for_ever(self.hub, self._is_listening), self._beat_for_ever(), self.attendance.keep()]
            self._loops = [asyncio.create_task(loop) for loop in loops]

    async def close(self) -> None:
        """End every stream now; browsers find the next process, or this one again."""
        self._is_closing = True
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self.hub.close()
        await self.attendance.close()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        status, ticket, last_mark = self._look_at(scope)
        if ticket is None:
            await _refuse(send, status)
            return
        await self.start()
        await self._serve(ticket, last_mark, scope_address(scope), receive, send)

    def _look_at(self, scope: Any) -> tuple[int, Ticket | None, str]:
        """Return the status of a refusal, or the ticket and how far the page has heard."""
        if scope["path"] != ADDRESS:
            return 404, None, ""
        if scope["method"] != "GET":
            return 405, None, ""
        query = _query(scope)
        ticket = read(query.get("t", ""))
        if ticket is None or ticket.holder not in ("", holder_of(_session_cookie(scope))):
            return 403, None, ""
        status = 503 if self._is_closing else self._places.refusal(scope_address(scope), ticket)
        return status, None if status else ticket, _header(scope, b"last-event-id") or query.get("last", "")

    async def _serve(self, ticket: Ticket, last_mark: str, address: str, receive: Any, send: Any) -> None:
        self._places.take(address, ticket)
        listener = self.hub.join(ticket, last_mark[:40], asyncio.current_task())
        watch = asyncio.create_task(_end_when_gone(receive, listener))
        expiry = asyncio.get_running_loop().call_later(ticket.expires_at - time.time(), listener.end)
        try:
            await _send_all(listener, send)
        except asyncio.CancelledError:
            if not listener.has_ended:  # somebody else cancels us, and has their reason
                raise
        finally:
            expiry.cancel()
            watch.cancel()
            self.hub.leave(listener)
            self._places.give_back(address, ticket)

    async def _beat_for_ever(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            await self.hub.beat()


async def _send_all(listener: Listener, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
    text = HELLO
    while text:
        await send({"type": "http.response.body", "body": text, "more_body": True})
        text = await listener.take()
    await send({"type": "http.response.body", "body": b""})


async def _end_when_gone(receive: Any, listener: Listener) -> None:
    """A stream has no body: who sends one, or closes the connection, is done."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect" or message.get("body"):
            listener.end()
            return


async def _refuse(send: Any, status: int) -> None:
    """Any status but 200 tells a browser's EventSource to stop; the page then looks by itself now and then."""
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    if status in (429, 503):
        headers.append((b"retry-after", b"30"))
    if status == 405:
        headers.append((b"allow", b"GET"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _query(scope: Any) -> dict[str, str]:
    raw = scope.get("query_string", b"")
    if len(raw) > LONGEST_QUERY:
        return {}
    try:
        return {name: values[-1] for name, values in parse_qs(raw.decode("ascii"), max_num_fields=10).items()}
    except ValueError:
        return {}


def _session_cookie(scope: Any) -> str:
    return parse_cookie(_header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME, "")


def _header(scope: Any, wanted: bytes) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == wanted), "")
