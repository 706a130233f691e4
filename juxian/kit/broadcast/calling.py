"""Asking the owner from the event loop."""

import logging
from typing import Any

from juxian.kit.broadcast.owners import StreamOwner, stream_owner
from juxian.kit.own_threads import OwnThreads

logger = logging.getLogger("juxian.live")
# Few: an owner's answer is a row or two, and a slow database must not fill the process with waiting threads.
in_thread = OwnThreads("live-owner", most=3)


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
