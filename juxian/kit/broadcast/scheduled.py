"""A session on schedule: an uploaded video goes through the same remuxer, second by second, as if it were live."""

import asyncio
import contextlib
import logging
from uuid import UUID

from django.utils import timezone

from juxian.kit.broadcast.calling import ask
from juxian.kit.broadcast.channel import Phase
from juxian.kit.broadcast.feed import Feed
from juxian.kit.broadcast.owners import ScheduledFile
from juxian.kit.broadcast.shelves import shelf_of
from juxian.kit.broadcast.station import Station
from juxian.kit.errors import RuleBroken
from juxian.kit.media.playlist import Segment
from juxian.kit.media.shelf import Shelf

logger = logging.getLogger("juxian.live")
LOOK_SECONDS = 5.0
AHEAD_SECONDS = 2.0  # so much is given at the beginning, that players need not wait for it


class ScheduledService:
    """Looks for videos whose time has come and plays each once."""

    def __init__(self, station: Station):
        self._station = station
        self._playing: dict[UUID, asyncio.Task] = {}

    async def start(self) -> None:
        self._station.spawn(self._look_for_ever())

    async def close(self) -> None:
        """The station ends what was spawned."""

    async def _look_for_ever(self) -> None:
        while not self._station.is_closing:
            try:
                await self.look()
            except Exception:
                logger.exception("the schedule of videos could not be read; trying again")
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Begin what is due and does not play yet. After a restart it goes on where it would be by now."""
        for due in await ask("due_files", []):
            task = self._playing.get(due.stream_id)
            channel = self._station.channels.get(due.stream_id)
            if task is None or (task.done() and channel is not None and channel.phase is not Phase.ENDED):
                self._playing[due.stream_id] = self._station.spawn(self._play(due))

    async def _play(self, due: ScheduledFile) -> None:
        shelf = shelf_of(due.video_id)
        segments = await asyncio.to_thread(shelf.segments)
        offset = max(0.0, (timezone.now() - due.starts_at).total_seconds())
        try:
            admission = await self._station.admission_by_standing(due.stream_id)
            feed = self._station.publish(admission, protocol="file")
        except RuleBroken as refusal:
            logger.warning("a scheduled video cannot be shown: %s", refusal.message)
            return
        await play(feed, shelf, segments, offset)
        if not feed.closing.is_set():
            await feed.finish()
            if due.stream_id in self._station.channels:
                await self._station.end(due.stream_id, "finished")


async def play(feed: Feed, shelf: Shelf, segments: list[Segment], offset: float) -> None:
    """Hand the segments of a stored video to the feed at the pace at which they play."""
    clock = asyncio.get_running_loop().time
    began, given, take = clock(), 0.0, 0
    for segment in _after(segments, offset):
        if segment.take != take:
            take = segment.take
            await feed.put((shelf.folder / segment.init).read_bytes())
        await feed.put((shelf.folder / segment.name).read_bytes())
        given += segment.seconds
        wait = given - AHEAD_SECONDS - (clock() - began)
        if wait > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(feed.closing.wait(), wait)
        if feed.closing.is_set() or feed.done.is_set():
            return


def _after(segments: list[Segment], offset: float) -> list[Segment]:
    """The segments that are still to be shown so many seconds after the beginning."""
    at = 0.0
    for number, segment in enumerate(segments):
        at += segment.seconds
        if at > offset:
            return segments[number:]
    return []
