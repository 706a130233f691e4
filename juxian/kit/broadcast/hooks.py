"""`/live-hooks/…`: where a media server beside the platform asks and tells.

MediaMTX asks before it lets anybody publish or read (`authMethod: http`) and tells by `runOnReady`/`runOnNotReady` and
`runOnRecordSegmentComplete`; SRS asks and tells by `http_hooks`. Both carry the shared secret in the address.
"""

import hmac
import json
import logging
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from juxian.kit.broadcast.backends import mediamtx, srs
from juxian.kit.broadcast.http import answer, answer_json, read_body
from juxian.kit.broadcast.station import Station

logger = logging.getLogger("juxian.live")
MOST_BODY = 20_000  # bytes
SERVERS = {"mediamtx": mediamtx.handle, "srs": srs.handle}


class HooksMount:
    """Reads the call, checks the secret, and lets the server's own file answer."""

    prefix = "/live-hooks/"

    def __init__(self, station: Station):
        self._station = station

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """Nothing to end."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        server, _, event = scope["path"].removeprefix(self.prefix).strip("/").partition("/")
        if scope["method"] != "POST" or server not in SERVERS:
            await answer(send, 404)
            return
        if not _is_ours(scope):
            await answer(send, 401)
            return
        body = await read_body(receive, MOST_BODY)
        try:
            facts = json.loads(body or b"{}")
            if not isinstance(facts, dict):
                raise ValueError
        except ValueError:
            await answer(send, 400)
            return
        status, value = await SERVERS[server](event, facts)
        await answer_json(send, status, value)


def _is_ours(scope: Any) -> bool:
    """The secret stands in the query, as neither server can send a header. Without one every call is refused."""
    given = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("secret", [""])[0]
    return bool(settings.LIVE_HOOK_SECRET) and hmac.compare_digest(given.encode(), settings.LIVE_HOOK_SECRET.encode())
