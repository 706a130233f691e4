"""WHIP: an aiortc peer publishes H.264 by WebRTC; what it sends is copied, not decoded. No H.264: refused in words."""

import asyncio
import fractions
import urllib.error
import urllib.request

import aiortc
import av
import pytest

from juxian.kit.broadcast.addresses import playback_url
from tests.asgi_server import AsgiServer
from tests.kit.broadcast.conftest import KEY, REFUSED, ListOwner
from tests.kit.broadcast.test_ingest import get, send

pytestmark = pytest.mark.race
RATE = 15


class Grey(aiortc.VideoStreamTrack):
    """A picture that changes."""

    async def recv(self) -> av.VideoFrame:
        pts, base = await self.next_timestamp()
        frame = av.VideoFrame(160, 90, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([pts // 3000 % 255]) * plane.buffer_size)
        frame.pts, frame.time_base = pts, fractions.Fraction(base)
        return frame


async def publish(live: AsgiServer, owner: ListOwner, codec: str = "video/H264") -> tuple[int, str]:
    """Offer, be answered, send until the stream is there."""
    peer = aiortc.RTCPeerConnection(aiortc.RTCConfiguration(iceServers=[]))
    sender = peer.addTransceiver(Grey(), direction="sendonly")
    capabilities = aiortc.RTCRtpSender.getCapabilities("video")
    assert capabilities is not None
    sender.setCodecPreferences([each for each in capabilities.codecs if each.mimeType == codec])
    await peer.setLocalDescription(await peer.createOffer())
    status, text = await asyncio.to_thread(offer, live.url, peer.localDescription.sdp)
    if status == 201:
        await peer.setRemoteDescription(aiortc.RTCSessionDescription(text, "answer"))
        for _ in range(150):
            if "publish" in owner.news:
                break
            await asyncio.sleep(0.1)
    await peer.close()
    return status, text


def offer(url: str, sdp: str, key: str = KEY) -> tuple[int, str]:
    headers = {"Content-Type": "application/sdp", "Authorization": f"Bearer {key}"}
    request = urllib.request.Request(f"{url}/whip/", data=sdp.encode(), headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_webrtc_becomes_the_same_playlist(live: AsgiServer, owner: ListOwner) -> None:
    status, answer = asyncio.run(publish(live, owner))
    assert status == 201
    assert "H264" in answer
    assert owner.heard[0] == ("publish", 1, "whip")
    assert "#EXTINF" in get(live.url + playback_url(owner.stream, is_public=True))[1].decode()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_without_h264_or_key_there_is_no_answer(live: AsgiServer, owner: ListOwner) -> None:
    status, words = asyncio.run(publish(live, owner, codec="video/VP8"))
    assert status == 403
    assert "没有谈成" in words
    status, words = offer(live.url, "v=0", key="wrong")
    assert status == 403
    assert REFUSED in words
    assert send("POST", f"{live.url}/whip/", b"x", **{"Content-Type": "text/plain"})[0] == 415
