"""Live streams in the real product: publishers, viewers and listeners of the event stream against one process.

    .venv/bin/python benchmarks/live.py [--publishers 10] [--viewers 600] [--listeners 5000] [--seconds 60]

Publishers send 2 Mbps as browsers do (Matroska over WebSocket); every viewer reads its playlist once a second and each
new segment whole; every listener holds an event stream that brings a comment a second. A stall is a segment that came
more than the buffer of a player (three seconds) late. DATABASE_URL names a migrated database.
"""

import argparse
import asyncio
import hashlib
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
BITS, BUFFER_SECONDS, PEER_SECONDS, PEER_CLIENTS = "2M", 3.0, 5.0, 50
MIB = 1 << 20


@dataclass
class Seen:
    """What the clients saw."""

    segments: int = 0
    bytes: int = 0
    errors: int = 0
    stalls: int = 0
    news: int = 0
    delays: list[float] = field(default_factory=list)  # seconds of an answer


async def request(reader: Any, writer: Any, target: str) -> tuple[int, bytes]:
    """One GET over a connection that is kept."""
    writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(int(line.split(":")[1]) for line in head.splitlines() if line.startswith("content-length:"))
    return int(head.split()[1]), await reader.readexactly(length)


async def view(port: int, stream: str, until: float, seen: Seen) -> None:
    """Watch as a player does."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=MIB)
    known, last = "", time.monotonic()
    while time.monotonic() < until:
        began = time.monotonic()
        status, text = await request(reader, writer, f"/hls/{stream}/live.m3u8")
        seen.delays.append(time.monotonic() - began)
        names = [line for line in text.decode().splitlines() if line.endswith(".m4s")]
        seen.errors += status != 200 and bool(known)
        for name in [each for each in names if each > known] if known else names[-1:]:
            status, data = await request(reader, writer, f"/hls/{stream}/{name}")
            seen.errors += status != 200
            seen.segments, seen.bytes, known = seen.segments + 1, seen.bytes + len(data), name
            seen.stalls += time.monotonic() - last > BUFFER_SECONDS
            last = time.monotonic()
        await asyncio.sleep(max(0.0, 1 - (time.monotonic() - began)))
    writer.close()


async def listen(port: int, token: str, until: float, seen: Seen) -> None:
    """Hold an event stream and count what it brings."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /pushes/?t={token} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while (left := until - time.monotonic()) > 0:
            part = await asyncio.wait_for(reader.read(65536), left)
            if not part:
                seen.errors += 1
                return
            seen.news += part.count(b"bench_line-")
        writer.close()
    except TimeoutError:
        writer.close()
    except OSError:
        seen.errors += 1


async def send(port: int, key: str, data: bytes, seconds: float) -> None:
    """Publish a file at the pace at which it plays."""
    from websockets.asyncio.client import connect

    async with connect(f"ws://127.0.0.1:{port}/ingest/ws", max_queue=None) as socket_:
        await socket_.send(json.dumps({"secret": key}))
        await socket_.recv()
        began, step = time.monotonic(), max(1, int(len(data) / seconds / 2))
        for number, at in enumerate(range(0, len(data), step)):
            await socket_.send(data[at : at + step])
            await asyncio.sleep(max(0.0, began + (number + 1) / 2 - time.monotonic()))


async def measure(port: int, pid: int, options: Any, video: bytes, token: str) -> tuple[Seen, dict[str, float]]:
    """Begin listeners, publishers, then viewers, and watch the process while they watch."""
    keys = [f"{number:040x}" for number in range(options.publishers)]
    streams = [hashlib.sha256(key.encode()).hexdigest()[:32] for key in keys]
    seen, total = Seen(), options.seconds + 8
    forever = time.monotonic() + 3600
    listening = []
    for number in range(options.listeners):
        listening.append(asyncio.create_task(listen(port, token, forever, seen)))
        if number % 50 == 49:
            await asyncio.sleep(0.1)
    publishing = [asyncio.create_task(send(port, key, video, total)) for key in keys]
    await asyncio.sleep(5)
    until, seen.news = time.monotonic() + options.seconds, 0
    viewing = [view(port, streams[number % len(streams)], until, seen) for number in range(options.viewers)]
    cpu, began = cpu_seconds(pid), time.monotonic()
    results = await asyncio.gather(*viewing, return_exceptions=True)
    seen.errors += sum(isinstance(each, BaseException) for each in results)
    spent = {"cpu": (cpu_seconds(pid) - cpu) / (time.monotonic() - began), "memory": memory_mib(pid)}
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, *publishing, return_exceptions=True)
    return seen, spent


async def rate(port: int, target: str) -> float:
    """Requests a second of one address, from fifty clients."""
    count, until = 0, time.monotonic() + PEER_SECONDS

    async def ask() -> None:
        nonlocal count
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=MIB)
        while time.monotonic() < until:
            status, _ = await request(reader, writer, target)
            count += status == 200
        writer.close()

    await asyncio.gather(*(ask() for _ in range(PEER_CLIENTS)))
    return count / PEER_SECONDS


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def make_video(seconds: int) -> bytes:
    """Two megabits a second of moving noise with a key frame a second, in the container that browsers send."""
    picture = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25"]
    sound = ["-f", "lavfi", "-i", "sine=sample_rate=48000"]
    codec = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25", "-pix_fmt", "yuv420p"]
    constant = ["-b:v", BITS, "-minrate", BITS, "-maxrate", BITS, "-bufsize", "1M", "-x264-params", "nal-hrd=cbr"]
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/video.mkv"
        words = ["ffmpeg", "-nostdin", "-loglevel", "error", *picture, *sound, "-t", str(seconds), *codec, *constant]
        subprocess.run([*words, "-c:a", "libopus", "-b:a", "64k", path], check=True)
        return Path(path).read_bytes()


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def report(options: Any, seen: Seen, spent: dict[str, float], own: float, peer: float) -> None:
    p95 = statistics.quantiles(seen.delays, n=20)[-1] * 1000 if len(seen.delays) > 20 else 0
    people = f"{options.publishers} publishers · {options.viewers} viewers · {options.listeners} listeners"
    print(f"\n{people} · {options.seconds} s")
    print("| segments | MB to viewers | errors | stalls | news told | playlist p95 ms | CPU of one core | peak MB |")
    print(f"|{'---|' * 8}")
    facts = [seen.segments, round(seen.bytes / 1e6), seen.errors, seen.stalls, seen.news, round(p95)]
    print("| " + " | ".join(map(str, facts)) + f" | {spent['cpu']:.0%} | {spent['memory']:.0f} |")
    print(
        f"one segment of 0.25 MB, {PEER_CLIENTS} clients: {own:.0f} requests/s · through Django's middleware {peer:.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("publishers", 10), ("viewers", 600), ("listeners", 5000), ("seconds", 60)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (20_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juxian.config.settings.test")
    import django

    django.setup()
    from juxian.kit.pushes import tickets

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    video = make_video(options.seconds + 8)
    server = subprocess.Popen([sys.executable, str(Path(__file__).with_name("live_server.py")), str(port)])
    try:
        wait_for(port)
        token = tickets.issue(["bench.room"], language="zh-hans")
        seen, spent = asyncio.run(measure(port, server.pid, options, video, token))
        first = hashlib.sha256(f"{0:040x}".encode()).hexdigest()[:32]
        own = asyncio.run(rate(port, f"/hls/{first}/000003.m4s"))
        peer = asyncio.run(rate(port, "/peer.m4s"))
        report(options, seen, spent, own, peer)
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
