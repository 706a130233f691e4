"""MediaMTX beside the platform (https://mediamtx.org): it moves media, we say who may, and hear what happens.

Its `mediamtx.yml` (docs/how-to/live.md) has `authMethod: http` with our address `…/mediamtx/auth`; the path of a stream
is its id, the publisher's password its key; `runOnReady`, `runOnNotReady` and `runOnRecordSegmentComplete` call
`…/ready`, `…/not-ready` and `…/record` with curl.
"""

from typing import Any
from uuid import UUID

from django.conf import settings

from juxian.kit.broadcast.admission import admit_now
from juxian.kit.broadcast.calling import in_thread, tell
from juxian.kit.broadcast.keys import read_watch_token, watch_token
from juxian.kit.broadcast.owners import Recording, stream_owner
from juxian.kit.errors import RuleBroken

READS = ("read", "playback")


class MediaMtx:
    name = "mediamtx"

    def playback_url(self, stream_id: UUID, *, is_public: bool, replay: bool, seconds: int) -> str:
        """Its HLS; a recording is played by its playback server. The token travels as a query it passes to `auth`."""
        token = "" if is_public else f"?token={watch_token(stream_id, seconds)}"
        if replay:
            return f"{settings.LIVE_SERVER_URL}/replay/{stream_id.hex}/replay.mp4{token}"
        return f"{settings.LIVE_SERVER_URL}/{stream_id.hex}/index.m3u8{token}"

    def rtmp_address(self) -> str:
        return settings.LIVE_SERVER_RTMP

    def whip_address(self) -> str:
        return f"{settings.LIVE_SERVER_URL}/whip"


async def handle(event: str, facts: dict[str, Any]) -> tuple[int, Any]:
    """Answer one call. Any status but 2xx refuses."""
    path, stream_id = str(facts.get("path", "")), _stream(facts.get("path"))
    if event == "auth":
        return await in_thread(authorise, facts, path, stream_id)
    if stream_id is None:
        return 400, {}
    if event == "ready":
        await tell("on_publish", stream_id, int(facts.get("take") or 1), "mediamtx")
    elif event == "not-ready":
        await tell("on_interrupted", stream_id)
    elif event == "record":
        seconds = float(facts.get("duration") or 0)
        await tell("on_record", stream_id, Recording(seconds, int(facts.get("size") or 0), 1))
    else:
        return 404, {}
    return 200, {}


def authorise(facts: dict[str, Any], path: str, stream_id: UUID | None) -> tuple[int, Any]:
    """MediaMTX sends user, password, ip, action, path, protocol, id, query. The password (or token) is the key."""
    action = facts.get("action")
    if action == "publish":
        secret = str(facts.get("password") or facts.get("token") or "")
        try:
            admission = admit_now(secret, str(facts.get("protocol") or "rtmp"), str(facts.get("ip") or ""))
        except RuleBroken as refusal:
            return 403, {"message": refusal.message}
        return (200, {}) if admission.stream_id == stream_id else (403, {"message": "path"})
    if action in READS and stream_id is not None:
        return (200, {}) if may_watch(stream_id, str(facts.get("query") or "")) else (403, {})
    return 403, {}


def may_watch(stream_id: UUID, query: str) -> bool:
    """Everybody may watch what is public; a token opens the rest."""
    token = dict(pair.partition("=")[::2] for pair in query.lstrip("?").split("&")).get("token", "")
    if token:
        return read_watch_token(token) == stream_id
    owner = stream_owner()
    standing = owner.standing([stream_id]).get(stream_id) if owner is not None else None
    return standing is not None and standing.is_public


def _stream(path: Any) -> UUID | None:
    try:
        return UUID(hex=str(path).strip("/").rpartition("/")[2])
    except ValueError:
        return None
