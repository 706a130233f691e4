"""Django and the event streams behind one real uvicorn, over the test's database."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.db import connections

from juxian.kit.pushes.asgi import PushesMount
from juxian.kit.serving import OneThreadHandler


class TwoDoors:
    """What config/asgi.py does, with no other mounts."""

    def __init__(self) -> None:
        self.django = ASGIStaticFilesHandler(OneThreadHandler())
        self.pushes = PushesMount()

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await (self.pushes if scope["path"].startswith(self.pushes.prefix) else self.django)(scope, receive, send)

    async def _live(self, receive, send) -> None:
        await receive()
        await self.pushes.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})


class Server(uvicorn.Server):
    """Ends the streams before it waits for connections to end, as `juxian web` does."""

    async def shutdown(self, sockets=None) -> None:
        await self.config.app.pushes.close()
        await super().shutdown(sockets)


@contextmanager
def served() -> Iterator[str]:
    """Yield the address; connections of its threads are closed with each request, so the database can be emptied."""
    kept = connections.settings["default"]["CONN_MAX_AGE"]
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    place = socket.socket()
    place.bind(("127.0.0.1", 0))
    config = uvicorn.Config(TwoDoors(), log_level="error", lifespan="on", timeout_graceful_shutdown=1)
    server = Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [place]})
    thread.start()
    try:
        yield f"http://localhost:{place.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        connections.settings["default"]["CONN_MAX_AGE"] = kept
