"""A browser's side of an event stream, without a network: calls the mount as uvicorn does."""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from juxian.kit.pushes import tickets
from juxian.kit.pushes.asgi import PushesMount


def scope_of(token: str, **other: Any) -> dict:
    query = urlencode({"t": token}).encode()
    return {
        "type": "http", "method": "GET", "path": "/pushes/", "query_string": query, "headers": [],
        "client": ("192.0.2.7", 1), **other,
    }  # fmt: skip


class Stream:
    """One open stream. `news()` waits for the next message and returns its items."""

    def __init__(self, mount: PushesMount, scope: dict) -> None:
        self.status = 0
        self.sent: asyncio.Queue[dict] = asyncio.Queue()
        self.to_server: asyncio.Queue[dict] = asyncio.Queue()
        self.last = ""
        self.task = asyncio.create_task(mount(scope, self.to_server.get, self.sent.put))

    async def begin(self) -> "Stream":
        self.status = (await asyncio.wait_for(self.sent.get(), 5))["status"]
        return self

    async def message(self) -> str:
        """The next message that says something."""
        while True:
            body = (await asyncio.wait_for(self.sent.get(), 5))["body"].decode()
            if "data: " in body:
                self.last = body.split("id: ")[-1].split("\n")[0]
                return body

    async def news(self) -> list[dict]:
        body = await self.message()
        return [item for line in body.split("\n") if line.startswith("data: [") for item in json.loads(line[6:])]

    async def hang_up(self) -> None:
        self.to_server.put_nowait({"type": "http.disconnect"})
        await asyncio.wait_for(self.task, 5)


async def open_stream(mount: PushesMount, *topics: str, viewer: str = "", **other: Any) -> Stream:
    token = tickets.issue(topics, language="zh-hans", viewer=viewer)
    return await Stream(mount, scope_of(token, **other)).begin()
