"""`/ingest/…`: what browsers publish to."""

from typing import Any

from juxian.kit.broadcast.camera import Camera
from juxian.kit.broadcast.http import answer
from juxian.kit.broadcast.posts import Posts
from juxian.kit.broadcast.station import Station


class IngestMount:
    """The WebSocket of the studio page, and its fallback."""

    prefix = "/ingest/"

    def __init__(self, station: Station):
        self._station, self._posts = station, Posts(station)

    async def start(self) -> None:
        """Nothing to begin: the station is started by its own mount."""

    async def close(self) -> None:
        """Nothing to end: the station tells every publisher."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            if scope["path"] != "/ingest/ws":
                await send({"type": "websocket.close", "code": 1008})
                return
            await Camera(self._station, scope, receive, send).run()
        elif scope["path"].rstrip("/").startswith("/ingest/take"):
            await self._posts(scope, receive, send)
        else:
            await answer(send, 404)
