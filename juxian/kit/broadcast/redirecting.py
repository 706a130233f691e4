"""Where another process is the live one: publishers are sent there."""

from typing import Any

from django.conf import settings

from juxian.kit.broadcast.http import answer


class ElsewhereMount:
    """Answers a prefix with the way to the live process. A WebSocket cannot be sent on and is closed; pages know the
    right address from the beginning."""

    def __init__(self, prefix: str):
        self.prefix = prefix

    async def start(self) -> None:
        """Nothing to begin."""

    async def close(self) -> None:
        """Nothing to end."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})
            return
        target = f"{settings.LIVE_URL}{scope['path']}".encode()
        await answer(send, 307, headers=[(b"location", target), (b"cache-control", b"no-store")])
