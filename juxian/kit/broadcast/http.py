"""Small tools for answering HTTP below Django."""

import asyncio
import json
from typing import Any

NO_SNIFF = (b"x-content-type-options", b"nosniff")
BODY_SECONDS = 30.0  # a chunk of a second that takes longer is of no use to a show
LONGEST_NUMBER = 18  # digits


async def answer(
    send: Any, status: int, body: bytes = b"", *, kind: str = "text/plain; charset=utf-8", headers: Any = ()
) -> None:
    """Send a whole answer."""
    lines = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), NO_SNIFF, *headers]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})


async def answer_json(send: Any, status: int, value: Any, headers: Any = ()) -> None:
    """Send a JSON value that no cache keeps."""
    body = json.dumps(value, ensure_ascii=False).encode()
    await answer(send, status, body, kind="application/json", headers=[(b"cache-control", b"no-store"), *headers])


async def read_body(receive: Any, most: int, *, seconds: float = BODY_SECONDS) -> bytes | None:
    """Return the body, or None where it is larger than `most` bytes, comes too slowly, or the connection is gone."""
    try:
        async with asyncio.timeout(seconds):
            return await _whole_body(receive, most)
    except TimeoutError:
        return None


async def _whole_body(receive: Any, most: int) -> bytes | None:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def number_of(text: str) -> int | None:
    """Return the whole number that a request names, None for anything else: Python refuses to read thousands of
    digits."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def header(scope: Any, name: bytes) -> str:
    """Return a header of the request, or ""."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def bearer(scope: Any) -> str:
    """Return the key or ticket of the Authorization header: there no log sees it."""
    kind, _, secret = header(scope, b"authorization").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""
