"""A real uvicorn around an ASGI app, in a thread: for WebSockets, event streams and live media, which pytest-django's
own live server (WSGI) does not know."""

import asyncio
import threading
import time
from types import TracebackType
from typing import Any, Self

import uvicorn
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler

from juxian.kit.serving import OneThreadHandler

STARTS_WITHIN = 15  # seconds


class AsgiServer:
    """Serves the whole outer app (or `app`) on a free port of this machine for as long as the block runs."""

    def __init__(self, app: Any = None):
        self._app = app
        self.loop: asyncio.AbstractEventLoop | None = None

    def __enter__(self) -> Self:
        if self._app is None:
            from juxian.kit.broadcast.live_app import make_app

            self._app = make_app(ASGIStaticFilesHandler(OneThreadHandler()), is_live=True)
        config = uvicorn.Config(
            self._app, host="127.0.0.1", port=0, log_level="warning", lifespan="on", timeout_graceful_shutdown=3
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="asgi-server", daemon=True)
        self._thread.start()
        until = time.perf_counter() + STARTS_WITHIN
        while not self._server.started:
            if time.perf_counter() > until or not self._thread.is_alive():
                raise RuntimeError("the ASGI server did not start")
            threading.Event().wait(0.02)
        return self

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
            self.loop = runner.get_loop()
            runner.run(self._server.serve())

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.loop is not None and hasattr(self._app, "begin_close"):
            self.loop.call_soon_threadsafe(self._app.begin_close)
        self._server.should_exit = True
        self._thread.join(15)

    def call(self, work: Any) -> Any:
        """Run a coroutine in the server's loop and return what it returns."""
        assert self.loop is not None
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(15)

    @property
    def app(self) -> Any:
        return self._app

    @property
    def port(self) -> int:
        return self._server.servers[0].sockets[0].getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"
