"""WHIP (RFC 9725): a browser or OBS publishes by WebRTC. `POST /whip/` with an SDP offer and the key as bearer token.

aiortc decodes what it receives; here its decoders give way to ones that hand encoded frames on. Those go as
MPEG-TS into the same remuxer as everything else. H.264 is preferred before the offer is read: later is too late.
"""

import asyncio
import secrets
from typing import Any

from django.utils.translation import gettext as _

from juxian.kit.addresses import scope_address
from juxian.kit.broadcast.admission import admit
from juxian.kit.broadcast.http import answer, answer_json, bearer, header, read_body
from juxian.kit.broadcast.peer import Peer
from juxian.kit.broadcast.station import Station
from juxian.kit.errors import RuleBroken

MOST_OFFER = 100_000  # bytes
MOST_PEERS = 20


class WhipMount:
    """Answers offers, and holds their connections."""

    prefix = "/whip/"

    def __init__(self, station: Station):
        self._station = station
        self._peers: dict[str, Peer] = {}

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """End every connection; the last segment of each is written."""
        await asyncio.gather(*(peer.close() for peer in list(self._peers.values())), return_exceptions=True)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["method"] == "POST" and scope["path"] == self.prefix:
            await self._offer(scope, receive, send)
        elif scope["method"] == "DELETE":
            await self._delete(scope["path"].removeprefix(self.prefix), send)
        else:
            await answer(send, 405, headers=[(b"allow", b"POST, DELETE")])

    async def _offer(self, scope: Any, receive: Any, send: Any) -> None:
        body = await read_body(receive, MOST_OFFER)
        if body is None or not header(scope, b"content-type").startswith("application/sdp"):
            await answer_json(send, 415, {"message": str(_("请以 application/sdp 发送 WebRTC 的 offer。"))})
            return
        try:
            admission = await admit(bearer(scope), protocol="whip", address=scope_address(scope))
            self._station.refuse_second(admission.stream_id)
            if len(self._peers) >= MOST_PEERS:
                raise RuleBroken(_("同时推流的人太多了。请稍后再开播。"))
            key = secrets.token_urlsafe(24)
            peer = Peer(self._station, admission, on_end=lambda: self._peers.pop(key, None))
            self._peers[key] = peer
            sdp = await peer.answer(body.decode("utf-8", "replace"))
        except RuleBroken as refusal:
            await answer_json(send, 403, {"message": refusal.message})
            return
        location = f"{self.prefix}{key}".encode()
        await answer(send, 201, sdp.encode(), kind="application/sdp", headers=[(b"location", location)])

    async def _delete(self, key: str, send: Any) -> None:
        peer = self._peers.get(key)
        if peer is not None:
            await peer.close()
        await answer(send, 200 if peer is not None else 404)
