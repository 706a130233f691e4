"""The backend that needs nothing: this platform's own process takes, cuts, keeps and hands out."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from juxian.kit.broadcast.keys import watch_token


class EmbeddedLive:
    name = "embedded"

    def playback_url(self, stream_id: UUID, *, is_public: bool, replay: bool, seconds: int) -> str:
        place = stream_id.hex if is_public else f"{stream_id.hex}~{watch_token(stream_id, seconds)}"
        return f"{settings.LIVE_URL}/hls/{place}/{'replay' if replay else 'live'}.m3u8"

    def rtmp_address(self) -> str:
        host = urlsplit(settings.LIVE_URL or settings.SITE_URL).hostname or "localhost"
        return f"rtmp://{host}:{settings.LIVE_RTMP_PORT}/live"

    def whip_address(self) -> str:
        return f"{settings.LIVE_URL or settings.SITE_URL}/whip/"
