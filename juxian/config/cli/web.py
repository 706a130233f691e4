"""`juxian web`: the pages alone, served by uvicorn; with them the live streams, where no `juxian live` runs."""

import argparse
import warnings
from typing import Any

from juxian.config.cli.child import follow_parent
from juxian.config.cli.ground import CommandError, choose_settings

HOST, PORT = "127.0.0.1", 8000
LOCAL = {"127.0.0.1", "localhost", "::1"}
GRACE_SECONDS = 5
MOST_WS_BYTES = 8 << 20  # a chunk of a camera


def add_place(parser: argparse.ArgumentParser) -> None:
    """The two arguments that say where to listen."""
    parser.add_argument("--host", default=HOST, help=f"address to listen on (default {HOST})")
    parser.add_argument("--port", type=int, default=PORT, help=f"port to listen on (default {PORT})")


def refuse_open_demo(host: str) -> None:
    """Development settings sign anybody in as anybody; they stay on this machine."""
    if host not in LOCAL and choose_settings().endswith(".development"):
        raise CommandError(
            f"The demo signs anybody in as anybody, so it listens on this machine only, not on {host}. "
            f"Set JUXIAN_SECRET_KEY (and JUXIAN_HOSTS) to run with production settings."
        )


def main(arguments: list[str]) -> int:
    """Serve until a signal comes. Addresses of proxies are read by our own middleware, not by uvicorn."""
    parser = argparse.ArgumentParser(prog="juxian web", description=__doc__)
    add_place(parser)
    place = parser.parse_args(arguments)
    refuse_open_demo(place.host)
    follow_parent()
    # Files come from the disk in blocks and need no asynchronous iterator; Django warns of each.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    from juxian.config.asgi import application

    run_server(application, place.host, place.port)
    return 0


def run_server(app: Any, host: str, port: int) -> None:
    """Serve until a signal comes. Open streams are told at once, before uvicorn begins to wait for them."""
    import asyncio

    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[Any] | None = None) -> None:
            self.loop = asyncio.get_running_loop()
            await super().startup(sockets)

        def handle_exit(self, sig: int, frame: Any) -> None:
            self.loop.call_soon_threadsafe(app.begin_close)
            super().handle_exit(sig, frame)

    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        lifespan="on",
        ws_max_size=MOST_WS_BYTES,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    Server(config).run()
