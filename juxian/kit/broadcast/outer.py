"""The outer ASGI app: what must not pass through Django is answered by mounts, everything else is Django's."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, Protocol

logger = logging.getLogger("juxian.outer")


class Service(Protocol):
    """Something that lives with the process. `close` is called as soon as the process is asked to end."""

    async def start(self) -> None: ...
    async def close(self) -> None: ...


class Mount(Service, Protocol):
    """An ASGI app for one prefix of the path, with a life."""

    prefix: str

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None: ...


class OuterApp:
    """Routes by the first part of the path, and leads mounts and other services through their life."""

    def __init__(self, django: Any, mounts: Sequence[Mount], services: Sequence[Service] = ()):
        self._django, self._mounts = django, list(mounts)
        self._services: list[Service] = [*services, *mounts]
        self._closing: asyncio.Task | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        for mount in self._mounts:
            if scope["path"].startswith(mount.prefix):
                await mount(scope, receive, send)
                return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        await self._django(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.open()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def open(self) -> None:
        """Start every service. One that fails costs its own pages, not all."""
        self._closing = None
        for service in self._services:
            try:
                await service.start()
            except Exception:
                logger.exception("%s does not start", type(service).__name__)

    def begin_close(self) -> None:
        """Close every service now; called as soon as the process is asked to end."""
        if self._closing is None:
            self._closing = asyncio.ensure_future(self._close_all())

    async def close(self) -> None:
        """Close every service, once, and wait for it."""
        self.begin_close()
        assert self._closing is not None
        await self._closing

    async def _close_all(self) -> None:
        closing = await asyncio.gather(*(service.close() for service in self._services), return_exceptions=True)
        for failure in closing:
            if isinstance(failure, Exception):
                logger.error("a service does not close", exc_info=failure)
