"""The one line of this process to PostgreSQL on which news arrives. It is made again whenever it breaks."""

import asyncio
import json
import logging
from typing import Any

import psycopg
from procrastinate.contrib.django.utils import connector_params

from juxian.kit.pushes.hub import Hub
from juxian.kit.pushes.registry import CHANNEL

logger = logging.getLogger("juxian.pushes")
# Silence this long is doubted: is the line still there? An answer that takes longer than PATIENCE is none.
QUIET_SECONDS = 20
PATIENCE_SECONDS = 10
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
# The kernel notices a machine that went away without a word.
KEEPALIVES = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3, "connect_timeout": 10}


async def listen_for_ever(hub: Hub, ready: asyncio.Event) -> None:
    """Bring news to the hub. After a break it says that news was lost: nobody can know what was told meanwhile."""
    pause, was_broken = FIRST_PAUSE, False
    while True:
        try:
            async with await _line() as line:
                if was_broken:
                    hub.lost_news()
                pause, was_broken = FIRST_PAUSE, True
                ready.set()
                await _take_news(line, hub)
        except (psycopg.Error, OSError, TimeoutError) as error:
            logger.warning("the line for news broke (%s); trying again in %s s", type(error).__name__, pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _line() -> psycopg.AsyncConnection:
    """Pooled connections and PgBouncer's transaction mode cannot listen: this line is opened by itself, for good."""
    params: dict[str, Any] = {**KEEPALIVES, **connector_params(), "application_name": "juxian pushes"}
    line = await psycopg.AsyncConnection.connect(**params, autocommit=True)
    await line.execute(f"LISTEN {CHANNEL}")
    return line


async def _take_news(line: psycopg.AsyncConnection, hub: Hub) -> None:
    while True:
        async for notice in line.notifies(timeout=QUIET_SECONDS):
            _tell(hub, notice.payload)
        async with asyncio.timeout(PATIENCE_SECONDS):
            await line.execute("SELECT 1")


def _tell(hub: Hub, payload: str) -> None:
    """Whoever may write to our database may also write rubbish into the channel; it must not end the line."""
    try:
        topic, kind, refs = json.loads(payload)
        hub.receive(str(topic), str(kind), [str(ref) for ref in refs])
    except (ValueError, TypeError):
        logger.exception("news that cannot be read")
