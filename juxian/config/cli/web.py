"""`juxian web`: the pages alone, served by uvicorn."""

import argparse
import warnings

from juxian.config.cli.child import follow_parent
from juxian.config.cli.ground import CommandError, choose_settings

HOST, PORT = "127.0.0.1", 8000
LOCAL = {"127.0.0.1", "localhost", "::1"}
GRACE_SECONDS = 5


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
    import uvicorn

    parser = argparse.ArgumentParser(prog="juxian web", description=__doc__)
    add_place(parser)
    place = parser.parse_args(arguments)
    refuse_open_demo(place.host)
    follow_parent()
    # Files come from the disk in blocks and need no asynchronous iterator; Django warns of each.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    uvicorn.run(
        "juxian.config.asgi:application",
        host=place.host,
        port=place.port,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return 0
