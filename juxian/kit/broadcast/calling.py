"""Asking the owner from the event loop: in threads of their own, each giving its database connection back."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from juxian.kit.broadcast.owners import StreamOwner, stream_owner

logger = logging.getLogger("juxian.live")
# Few: an owner's answer is a row or two, and a slow database must not fill the process with waiting threads.
_THREADS = ThreadPoolExecutor(max_workers=3, thread_name_prefix="live-owner")


async def in_thread(do: Callable[..., Any], *args: Any) -> Any:
    """Run blocking work, and return or raise what it does."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _with_own_connection, do, *args)


def _with_own_connection(do: Callable[..., Any], *args: Any) -> Any:
    try:
        return do(*args)
    finally:
        connections.close_all()


async def tell(name: str, *args: Any) -> None:
    """Tell the owner something. Its failure is logged and never stops the media."""
    owner = stream_owner()
    if owner is None:
        return
    try:
        await in_thread(getattr(owner, name), *args)
    except Exception:
        logger.exception("the owner of the streams failed in %s", name)


async def ask(name: str, default: Any, *args: Any) -> Any:
    """Ask the owner; the default where there is none, or where it fails."""
    owner: StreamOwner | None = stream_owner()
    if owner is None:
        return default
    try:
        return await in_thread(getattr(owner, name), *args)
    except Exception:
        logger.exception("the owner of the streams failed in %s", name)
        return default
