"""Database work of the stream server: in few threads of its own, each giving its connection back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

# Two loaders at a time: a slow one delays news, not pages.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="pushes")


async def in_thread(do: Callable[..., Any], *args: Any) -> Any:
    """Run blocking work, and return or raise what it does."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _with_own_connection, do, *args)


def _with_own_connection(do: Callable[..., Any], *args: Any) -> Any:
    try:
        return do(*args)
    finally:
        connections.close_all()
