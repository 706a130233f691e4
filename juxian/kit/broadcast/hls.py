"""`/hls/…`: playlists and segments, live ones from memory, stored ones from disk, to those who may have them."""

import asyncio
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from juxian.kit.broadcast.http import NO_SNIFF, answer, header
from juxian.kit.broadcast.keys import read_watch_token
from juxian.kit.broadcast.shelves import shelf_of
from juxian.kit.broadcast.station import Station
from juxian.kit.media import playlist
from juxian.kit.media.shelf import TYPES

BLOCK = 1 << 18
KNOWN_SECONDS = 2.0  # for how long it is not asked again whether a stream is public
FOREVER = b"public, max-age=31536000, immutable"


class HlsMount:
    """Answers every address under /hls/. Media never passes through Django."""

    prefix = "/hls/"

    def __init__(self, station: Station):
        self._station = station
        self._public: dict[UUID, tuple[float, bool]] = {}

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """Nothing to end: every answer is short."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["method"] not in ("GET", "HEAD"):
            await answer(send, 405, headers=[(b"allow", b"GET, HEAD")])
            return
        stream_id, name, token = _parts(scope["path"])
        if stream_id is None or not await self._may_read(stream_id, token):
            await answer(send, 404, headers=[(b"cache-control", b"no-store")])
            return
        await self._serve(stream_id, name, is_public=not token, scope=scope, send=send)

    async def _may_read(self, stream_id: UUID, token: str) -> bool:
        """A signed address opens one stream; without one, everybody may read what is public."""
        if token:
            return read_watch_token(token) == stream_id
        channel = self._station.channels.get(stream_id)
        if channel is not None:
            return channel.is_public
        known = self._public.get(stream_id)
        if known is None or known[0] < time.monotonic():
            if len(self._public) > 10_000:
                self._public.clear()
            is_public = await asyncio.to_thread(lambda: shelf_of(stream_id).is_public)
            known = self._public[stream_id] = (time.monotonic() + KNOWN_SECONDS, is_public)
        return known[1]

    async def _serve(self, stream_id: UUID, name: str, *, is_public: bool, scope: Any, send: Any) -> None:
        channel = self._station.channels.get(stream_id)
        if channel is not None and name == "live.m3u8":
            text = channel.window.text.encode()
            status = 404 if channel.window.is_empty and not channel.window.is_over else 200
            await _playlist(send, text, status, scope)
            return
        data = channel.window.read(name) if channel is not None else None
        if data is not None:
            await _whole(send, data, name, is_public, scope)
            return
        path = await asyncio.to_thread(shelf_of(stream_id).path, name)
        if path is not None:
            await _from_disk(send, path, is_public, scope)
        elif settings.LIVE_URL and not _is_here(scope):
            target = f"{settings.LIVE_URL}{scope['path']}".encode()
            await answer(send, 307, headers=[(b"location", target), (b"cache-control", b"no-store")])
        else:
            await answer(send, 404, headers=[(b"cache-control", b"no-store")])


def _is_here(scope: Any) -> bool:
    """Did the request come to the live address itself? Then nobody else has the file."""
    return settings.LIVE_URL.partition("://")[2] == header(scope, b"host")


def _parts(path: str) -> tuple[UUID | None, str, str]:
    """Split /hls/<stream>[~<token>]/<name>."""
    parts = path.split("/")
    if len(parts) != 4:
        return None, "", ""
    stream, _, token = parts[2].partition("~")
    try:
        return UUID(hex=stream), parts[3], token
    except ValueError:
        return None, "", ""


async def _playlist(send: Any, text: bytes, status: int, scope: Any) -> None:
    """A playlist changes every second; a cache may keep it for one."""
    caching = b"public, max-age=1" if status == 200 else b"no-store"
    await _send(send, status, text, playlist.TYPE, caching, scope)


async def _whole(send: Any, data: bytes, name: str, is_public: bool, scope: Any) -> None:
    await _send(send, 200, data, TYPES[Path(name).suffix], _caching(name, is_public), scope)


def _caching(name: str, is_public: bool) -> bytes:
    """Segments never change. Captions and pictures may be replaced; what is not public stays out of shared caches."""
    if Path(name).suffix in (".m4s", ".mp4"):
        return FOREVER if is_public else FOREVER.replace(b"public", b"private")
    return b"public, max-age=60" if is_public else b"private, max-age=60"


async def _send(send: Any, status: int, data: bytes, kind: str, caching: bytes, scope: Any) -> None:
    headers = [(b"cache-control", caching), (b"access-control-allow-origin", settings.SITE_URL.encode())]
    await answer(send, status, b"" if scope["method"] == "HEAD" else data, kind=kind, headers=headers)


async def _from_disk(send: Any, path: Path, is_public: bool, scope: Any) -> None:
    size = path.stat().st_size
    headers = [
        (b"content-type", TYPES[path.suffix].encode()),
        (b"content-length", str(size).encode()),
        (b"cache-control", _caching(path.name, is_public)),
        (b"access-control-allow-origin", settings.SITE_URL.encode()),
        NO_SNIFF,
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if scope["method"] == "GET":
        with path.open("rb") as file:
            while block := await asyncio.to_thread(file.read, BLOCK):
                await send({"type": "http.response.body", "body": block, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
