"""Event streams to thousands of listeners: what one piece of news costs a process, over real sockets.

    python -m benchmarks.fan_out [--listeners 5000] [--news 20]

The server is the product's own mount behind uvicorn in a process of its own, with a loader in memory in place of
PostgreSQL (tests/kit/pushes measures that way). The listeners are plain sockets of this process that read every byte.
Prints CPU of the server per 1,000 listeners and news, memory per listener, and the delay until the last one heard.
"""

import argparse
import asyncio
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.test")
TOPIC = "bench:1"
PAUSE_SECONDS = 1.5


def serve(place: socket.socket) -> None:
    """The server's process: news comes from a file of its own rhythm, as many as asked."""
    import django
    import uvicorn

    django.setup()
    from django.conf import settings

    from juxian.kit.pushes.asgi import PushesMount

    settings.PUSHES_STREAMS = settings.PUSHES_STREAMS_AN_ADDRESS = 100_000
    mount = PushesMount()

    async def load(news, languages):
        html = '<li id="comment-{ref}"><b>李同学</b> 请问这个岗位包住宿吗？</li>'
        items = [{"kind": kind, "ref": ref, "html": html.format(ref=ref)} for kind, ref in news]
        return dict.fromkeys(languages, items)

    async def nothing():
        return None

    mount.hub._load, mount.start, mount.attendance.close = load, nothing, nothing  # no database here

    async def app(scope, receive, send):
        if scope["type"] == "http" and scope["path"] == "/say":
            mount.hub.receive(TOPIC, "comment", [scope["query_string"].decode()])
            await _answer(send, json.dumps(_figures(mount)).encode())
        elif scope["type"] == "http":
            await mount(scope, receive, send)

    uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning", backlog=8192)).run(sockets=[place])


def _figures(mount) -> dict:
    used = resource.getrusage(resource.RUSAGE_SELF)
    status = Path("/proc/self/status").read_text()
    kilobytes = int(status.split("VmRSS:")[1].split()[0])
    return {"cpu": used.ru_utime + used.ru_stime, "memory": kilobytes * 1024, "listeners": len(mount.hub.listeners)}


async def _answer(send, body: bytes) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


class Listener(asyncio.Protocol):
    """One page: notes when it heard which news."""

    heard: dict[str, list[float]] = {}

    def __init__(self, request: bytes):
        self._request = request

    def connection_made(self, transport) -> None:
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        for part in data.split(b'"ref":"')[1:]:
            self.heard.setdefault(part.split(b'"')[0].decode(), []).append(at)


async def ask(port: int, ref: str) -> dict:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /say?{ref} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    body = (await reader.read()).partition(b"\r\n\r\n")[2]
    writer.close()
    return json.loads(body[body.index(b"{") : body.rindex(b"}") + 1])


async def measure(port: int, token: str, listeners: int, news: int) -> None:
    request = f"GET /pushes/?t={token} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    empty = await ask(port, "first")
    loop = asyncio.get_running_loop()
    for number in range(listeners):
        await loop.create_connection(lambda: Listener(request), "127.0.0.1", port)
        if number % 200 == 0:
            await asyncio.sleep(0.05)
    while (await ask(port, "warm"))["listeners"] < listeners:
        await asyncio.sleep(0.5)
    await asyncio.sleep(3)
    delays: list[float] = []
    first = await ask(port, "n0")
    await asyncio.sleep(3)
    for number in range(1, news + 1):
        said_at = time.perf_counter()
        await ask(port, f"n{number}")
        await asyncio.sleep(PAUSE_SECONDS)
        heard = Listener.heard.get(f"n{number}", [])
        assert len(heard) == listeners, f"{len(heard)} of {listeners} heard"
        delays.append(max(heard) - said_at)
    after = await ask(port, "last")
    report(listeners, news + 1, empty, first, after, delays)


def report(listeners: int, news: int, empty: dict, first: dict, after: dict, delays: list[float]) -> None:
    cpu = (after["cpu"] - first["cpu"]) / news
    print(f"listeners                         {listeners:,}")
    print(f"news told one by one              {news}, {listeners * news:,} messages, none lost")
    print(f"CPU of one news                   {cpu * 1000:.0f} ms")
    print(f"CPU per 1,000 listeners and news  {cpu * 1_000_000 / listeners:.1f} ms")
    print(f"memory per listener               {(after['memory'] - empty['memory']) / listeners / 1024:.1f} KiB")
    print(f"last listener heard after         {statistics.median(delays):.2f} s (most {max(delays):.2f} s)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--listeners", type=int, default=5000)
    parser.add_argument("--news", type=int, default=20)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.serve is not None:
        serve(socket.socket(fileno=wanted.serve))
        return
    _run(wanted.listeners, wanted.news)


def _run(listeners: int, news: int) -> None:
    import django

    django.setup()
    from juxian.kit.pushes import tickets

    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(files, 65536), files))
    place = socket.create_server(("127.0.0.1", 0), backlog=8192)
    command = [sys.executable, "-m", "benchmarks.fan_out", "--serve", str(place.fileno())]
    server = subprocess.Popen(command, pass_fds=[place.fileno()])
    try:
        token = tickets.issue([TOPIC], language="zh-hans")
        asyncio.run(measure(place.getsockname()[1], token, listeners, news))
    finally:
        server.kill()  # its streams are open for hours
        server.wait(20)


if __name__ == "__main__":
    main()
