"""What one process serves: the mounts beside Django, the station of the streams, RTMP, and the limit of bodies."""

from typing import Any

from django.conf import settings

from juxian.kit.broadcast.hls import HlsMount
from juxian.kit.broadcast.hooks import HooksMount
from juxian.kit.broadcast.ingest import IngestMount
from juxian.kit.broadcast.limits import LimitedBodies
from juxian.kit.broadcast.outer import Mount, OuterApp, Service
from juxian.kit.broadcast.redirecting import ElsewhereMount
from juxian.kit.broadcast.refusal import most_bytes, too_large_page
from juxian.kit.broadcast.rtmp.server import RtmpService
from juxian.kit.broadcast.scheduled import ScheduledService
from juxian.kit.broadcast.station import Station
from juxian.kit.broadcast.whip import WhipMount
from juxian.kit.pushes.asgi import PushesMount


class WholeApp(OuterApp):
    """The outer app with its station at hand, for tests and measurements."""

    def __init__(self, django: Any, mounts: list[Mount], services: list[Service], station: Station):
        limited = LimitedBodies(django, most=most_bytes, page=too_large_page)
        super().__init__(limited, mounts, services)
        self.station = station


def make_app(django: Any, *, is_live: bool | None = None) -> WholeApp:
    """Return the app of a process. Without LIVE_URL every process is the live one; with it, only `juxian live` is, and
    the others send publishers and players there."""
    station = Station()
    if is_live is None:
        is_live = not settings.LIVE_URL
    mounts: list[Mount] = [HlsMount(station), HooksMount(station), PushesMount()]
    if not is_live:
        elsewhere: list[Mount] = [ElsewhereMount(prefix) for prefix in ("/ingest/", "/whip/")]
        return WholeApp(django, [*mounts, *elsewhere], [], station)
    mounts += [IngestMount(station), WhipMount(station)]
    return WholeApp(django, mounts, [station, RtmpService(station), ScheduledService(station)], station)
