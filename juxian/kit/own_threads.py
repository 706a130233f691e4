"""Database work for code on the event loop: in a few threads of its own, each giving its connection back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


class OwnThreads:
    """A few threads of one purpose: slow work of one kind delays its own kind, never the pages or another kind."""

    def __init__(self, name: str, *, most: int):
        self._pool = ThreadPoolExecutor(max_workers=most, thread_name_prefix=name)

    async def __call__(self, do: Callable[..., Any], *args: Any) -> Any:
        """Run blocking work, and return or raise what it does."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, with_own_connection, do, *args)


def with_own_connection(do: Callable[..., Any], *args: Any) -> Any:
    """Run work whose connections end with it."""
    try:
        return do(*args)
    finally:
        connections.close_all()
