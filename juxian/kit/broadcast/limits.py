"""A body that is too large is refused before it is read: by its declared length, and while it comes in."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from juxian.kit.broadcast.http import LONGEST_NUMBER, header

LINGER_SECONDS = 10.0


class LimitedBodies:
    """An ASGI app around another. A larger request is answered 413; `page` makes the answer."""

    def __init__(self, app: Any, *, most: Callable[[], int], page: Callable[[], str]):
        self._app, self._most, self._page = app, most, page

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, declared = self._most(), header(scope, b"content-length")
        if declared.isdecimal() and (len(declared) > LONGEST_NUMBER or int(declared) > most):
            await self._refuse(scope, receive, send)
            return
        counted = _Counted(receive, most)
        try:
            await self._app(scope, counted, send)
        except TooMuch:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer at once, then read on for a while and throw away: a browser that is still sending would otherwise
        see a broken connection and not the sentence."""
        body = self._page().encode()
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": True})
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(_throw_away(receive), LINGER_SECONDS)
        await send({"type": "http.response.body", "body": b""})


class TooMuch(Exception):
    """More came than was allowed."""


class _Counted:
    def __init__(self, receive: Any, most: int):
        self._receive, self._most, self._size = receive, most, 0

    async def __call__(self) -> Any:
        message = await self._receive()
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            if self._size > self._most:
                raise TooMuch
        return message


async def _throw_away(receive: Any) -> None:
    while True:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return
