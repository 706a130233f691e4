"""The port for OBS and ffmpeg."""

import asyncio
import contextlib
import logging

from django.conf import settings

from juxian.kit.broadcast.rtmp.amf import BadAmf
from juxian.kit.broadcast.rtmp.chunks import BadRtmp
from juxian.kit.broadcast.rtmp.session import Session
from juxian.kit.broadcast.station import Station

logger = logging.getLogger("juxian.live")
MOST_CONNECTIONS, MOST_PER_ADDRESS = 100, 20
READ_BUFFER = 1 << 18  # bytes
# Ways in which a connection ends that are nobody's fault but the other side's.
ENDS = (BadRtmp, BadAmf, asyncio.IncompleteReadError, TimeoutError, OSError, UnicodeError)


class RtmpService:
    """Listens on a port of its own; a port that is taken costs RTMP, and nothing else."""

    def __init__(self, station: Station, *, host: str | None = None, port: int | None = None):
        self._station = station
        self._host = settings.LIVE_RTMP_HOST if host is None else host
        self._port = settings.LIVE_RTMP_PORT if port is None else port
        self._server: asyncio.Server | None = None
        self._open: dict[asyncio.Task, str] = {}

    async def start(self) -> None:
        if port := self._port:
            try:
                self._server = await asyncio.start_server(self._serve, self._host, port, limit=READ_BUFFER)
            except OSError as error:
                logger.warning("no RTMP on port %s: %s. Pages and cameras work without it.", port, error.strerror)

    @property
    def port(self) -> int:
        """The port that was opened."""
        return self._server.sockets[0].getsockname()[1] if self._server else 0

    async def close(self) -> None:
        """Stop listening and let every session write its last segment."""
        if self._server is not None:
            self._server.close()
        tasks = list(self._open)
        if tasks:
            await asyncio.wait(tasks, timeout=3)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        address = (writer.get_extra_info("peername") or ("",))[0]
        try:
            if len(self._open) < MOST_CONNECTIONS and self._count(address) < MOST_PER_ADDRESS:
                self._open[task] = address
                await Session(self._station, reader, writer, address).run()
        except ENDS:
            pass  # the publisher went away, or spoke something else
        except asyncio.CancelledError:
            raise
        except Exception:
            logger.exception("an RTMP connection failed")
        finally:
            self._open.pop(task, None)
            writer.close()
            with contextlib.suppress(OSError, TimeoutError):
                await asyncio.wait_for(writer.wait_closed(), 1)

    def _count(self, address: str) -> int:
        return sum(each == address for each in self._open.values())
