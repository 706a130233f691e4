"""Ingest by POST, for networks that let no WebSocket through: each chunk is one request, numbered from 0.

`POST /ingest/take` with the ticket as bearer token opens a take and answers its id; `POST /ingest/take/<id>/<n>` brings
chunk n; the number tells a repeated chunk from a new one. `DELETE /ingest/take/<id>` ends it.
"""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from juxian.kit.addresses import scope_address
from juxian.kit.broadcast.admission import admit
from juxian.kit.broadcast.feed import Feed
from juxian.kit.broadcast.http import answer, answer_json, bearer, header, number_of, read_body
from juxian.kit.broadcast.station import Station
from juxian.kit.errors import RuleBroken

IDLE_SECONDS = 30.0
MOST_CHUNK = 4 << 20  # bytes


@dataclass
class OpenTake:
    """A publisher without a connection."""

    feed: Feed
    next: int = 0
    touched_at: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Posts:
    """The takes that are open by POST."""

    def __init__(self, station: Station):
        self._station = station
        self._takes: dict[str, OpenTake] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        words = scope["path"].strip("/").split("/")[2:]
        take = self._takes.get(words[0]) if words else None
        if not words and scope["method"] == "POST":
            await self._open(scope, receive, send)
        elif take is None:
            message = str(_("这次推流已断开。请重新开播。"))
            await answer_json(send, 404, {"state": "unknown", "message": message})
        elif len(words) == 2 and (number := number_of(words[1])) is not None and scope["method"] == "POST":
            await self._chunk(take, number, receive, send)
        elif len(words) == 1 and scope["method"] == "DELETE":
            await self._end(words[0], send)
        else:
            await answer(send, 405)

    async def _open(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            admission = await admit(bearer(scope), protocol="browser", address=scope_address(scope))
            session = header(scope, b"x-session")
            feed = self._station.publish(admission, protocol="browser", session=session)
        except RuleBroken as refusal:
            await answer_json(send, 403, {"state": "refused", "message": refusal.message})
            return
        key = secrets.token_urlsafe(24)
        take = self._takes[key] = OpenTake(feed, touched_at=asyncio.get_running_loop().time())
        self._station.spawn(self._end_when_idle(key, take))
        await answer_json(send, 201, {"state": "accepted", "take": key})

    async def _chunk(self, take: OpenTake, number: int, receive: Any, send: Any) -> None:
        body = await read_body(receive, MOST_CHUNK)
        if body is None:
            await answer_json(
                send, 413, {"state": "refused", "message": str(_("一段画面过大，或上传太慢。请降低码率。"))}
            )
            return
        async with take.lock:
            take.touched_at = asyncio.get_running_loop().time()
            if number == take.next:  # a smaller one came twice
                take.next += 1
                await take.feed.put(body)
        if take.feed.done.is_set():
            state = "refused" if take.feed.fault else "over" if take.feed.closing.is_set() else "unknown"
            await answer_json(send, 409, {"state": state, "message": take.feed.fault or str(_("这场直播已结束。"))})
        elif number > take.next:
            await answer_json(send, 409, {"state": "gap", "next": take.next})
        else:
            await answer_json(send, 200, {"state": "live" if take.feed.has_media else "accepted", "next": take.next})

    async def _end(self, key: str, send: Any) -> None:
        await self._takes.pop(key).feed.finish()
        await answer_json(send, 200, {"state": "stopped"})

    async def _end_when_idle(self, key: str, take: OpenTake) -> None:
        while asyncio.get_running_loop().time() - take.touched_at < IDLE_SECONDS and not take.feed.done.is_set():
            await asyncio.sleep(1)
        take.feed.end()
        await asyncio.sleep(IDLE_SECONDS)  # so long a late chunk still reads why
        self._takes.pop(key, None)
