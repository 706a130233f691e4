"""SRS beside the platform (https://ossrs.io): it moves the media, `http_hooks` ask and tell us.

Its `srs.conf` (docs/how-to/live.md) names `…/live-hooks/srs/on_publish?secret=…` and so on. The name of the stream is
its id, the key stands in the parameters behind it: `rtmp://host/live/<id>?secret=<key>`. SRS takes 0 as yes and any
other code as no; it tells `on_unpublish`, `on_play`, `on_stop`, `on_hls`, `on_dvr`.
"""

from typing import Any
from uuid import UUID

from django.conf import settings

from juxian.kit.broadcast.admission import admit_now
from juxian.kit.broadcast.backends.mediamtx import may_watch
from juxian.kit.broadcast.calling import in_thread, tell
from juxian.kit.broadcast.keys import watch_token
from juxian.kit.broadcast.owners import Recording
from juxian.kit.errors import RuleBroken

YES, NO = {"code": 0, "msg": "OK"}, 403


class Srs:
    name = "srs"

    def playback_url(self, stream_id: UUID, *, is_public: bool, replay: bool, seconds: int) -> str:
        """Its HLS with `hls_ctx on`, so that `on_play` is asked with the token; the recording is what `dvr` wrote."""
        token = "" if is_public else f"?token={watch_token(stream_id, seconds)}"
        name = f"replay/{stream_id.hex}.mp4" if replay else f"live/{stream_id.hex}.m3u8"
        return f"{settings.LIVE_SERVER_URL}/{name}{token}"

    def rtmp_address(self) -> str:
        return settings.LIVE_SERVER_RTMP

    def whip_address(self) -> str:
        return f"{settings.LIVE_SERVER_URL}/rtc/v1/whip/"


async def handle(event: str, facts: dict[str, Any]) -> tuple[int, Any]:
    """Answer one call. The status is 200 also for a refusal: the code says no."""
    stream_id = _stream(facts.get("stream"))
    if stream_id is None or facts.get("action") not in (None, event):
        return 200, {"code": NO, "msg": "stream"}
    if event == "on_publish":
        return await _publish(stream_id, facts)
    if event == "on_play":
        allowed = await in_thread(may_watch, stream_id, str(facts.get("param") or ""))
        return 200, YES if allowed else {"code": NO, "msg": "not public"}
    if event == "on_unpublish":
        await tell("on_interrupted", stream_id)
    elif event == "on_dvr":
        await tell("on_record", stream_id, Recording(float(facts.get("duration") or 0), 0, 1))
    return 200, YES


async def _publish(stream_id: UUID, facts: dict[str, Any]) -> tuple[int, Any]:
    key = _parameter(str(facts.get("param") or ""), "secret")
    try:
        admission = await in_thread(admit_now, key, "srs", str(facts.get("ip") or ""))
    except RuleBroken as refusal:
        return 200, {"code": NO, "msg": refusal.message}
    if admission.stream_id != stream_id:
        return 200, {"code": NO, "msg": "stream"}
    await tell("on_publish", stream_id, 1, "srs")
    return 200, YES


def _parameter(query: str, name: str) -> str:
    return dict(pair.partition("=")[::2] for pair in query.lstrip("?").split("&")).get(name, "")


def _stream(name: Any) -> UUID | None:
    try:
        return UUID(hex=str(name).strip("/"))
    except ValueError:
        return None
