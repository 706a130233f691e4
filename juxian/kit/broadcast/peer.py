"""One WebRTC connection that publishes."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import aiortc
import aiortc.rtcrtpreceiver as receiver
import av
from aiortc.mediastreams import MediaStreamError
from django.utils.translation import gettext as _

from juxian.kit.broadcast.feed import Feed
from juxian.kit.broadcast.owners import Admission
from juxian.kit.broadcast.station import Station
from juxian.kit.errors import RuleBroken

logger = logging.getLogger("juxian.live")
RATES = {"video": 90_000, "audio": 48_000}  # RTP clock, Hz (RFC 6184, RFC 7587)
KEY_REQUEST_SECONDS = 2.0  # browsers send a key frame only when asked
SILENT_SECONDS = 15.0


@dataclass(frozen=True)
class Encoded:
    """A frame as it was sent."""

    data: bytes
    timestamp: int


class HandOn:
    """Stands where aiortc keeps its decoder: pictures and sound are copied, not decoded."""

    def decode(self, frame: Any) -> list[Encoded]:
        return [Encoded(frame.data, frame.timestamp)]


def _hand_on(codec: Any) -> HandOn:
    return HandOn()


receiver.get_decoder = _hand_on  # type: ignore[assignment]  # this process receives WebRTC for nothing else


class Bytes:
    """Collects what the MPEG-TS writer puts out."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data = b"".join(self._parts)
        self._parts.clear()
        return data


class Peer:
    """From the offer to the end of the connection."""

    def __init__(self, station: Station, admission: Admission, *, on_end: Callable[[], Any]):
        self._station, self._admission, self._on_end = station, admission, on_end
        self._connection = aiortc.RTCPeerConnection(aiortc.RTCConfiguration(iceServers=[]))
        self._tracks: dict[str, Any] = {}
        self._first: dict[str, int] = {}
        self._feed: Feed | None = None
        self._is_closed = False
        self._out = Bytes()
        self._muxer: Any = None
        self._streams: dict[str, Any] = {}
        self._connection.on("track", self._add_track)
        self._connection.on("connectionstatechange", self._state_changed)

    async def answer(self, offer: str) -> str:
        """Return the answer with every address in it, for WHIP needs no second message. Raises `RuleBroken`."""
        try:
            self._prefer_h264(offer)
            await self._connection.setRemoteDescription(aiortc.RTCSessionDescription(offer, "offer"))
            made = await self._connection.createAnswer()
            await self._connection.setLocalDescription(made)
        except (ValueError, KeyError, IndexError, AttributeError, AssertionError, aiortc.InvalidStateError) as error:
            await self.close()
            raise RuleBroken(_("浏览器与服务器没有谈成推流方式。请换用 Chrome、Edge、Safari 或直播软件。")) from error
        self._station.spawn(self._copy())
        return str(self._connection.localDescription.sdp)

    def _prefer_h264(self, offer: str) -> None:
        """Make the transceivers first: preferences that are set after the offer was read do not count."""
        if "m=video" in offer:
            if "H264/90000" not in offer.upper():
                raise ValueError("no H.264")
            self._accept("video", "video/h264")
        if "m=audio" in offer:
            self._accept("audio", "audio/opus")

    def _accept(self, kind: str, wanted: str) -> None:
        capabilities = aiortc.RTCRtpReceiver.getCapabilities(kind)
        assert capabilities is not None
        transceiver = self._connection.addTransceiver(kind, direction="recvonly")
        transceiver.setCodecPreferences([codec for codec in capabilities.codecs if codec.mimeType.lower() == wanted])

    def _add_track(self, track: Any) -> None:
        self._tracks[track.kind] = track

    async def _state_changed(self) -> None:
        if self._connection.connectionState in ("failed", "closed", "disconnected"):
            await self.close()

    async def _copy(self) -> None:
        """Copy until the connection ends or falls silent."""
        try:
            self._feed = self._station.publish(self._admission, protocol="whip", container="mpegts")
            self._open_muxer()
            copying = [asyncio.create_task(self._copy_track(kind)) for kind in self._tracks]
            asking = asyncio.create_task(self._ask_for_keys())
            ends = [asyncio.create_task(self._feed.closing.wait()), asyncio.create_task(self._feed.done.wait())]
            await asyncio.wait([*copying, *ends], return_when=asyncio.FIRST_COMPLETED)
            for task in (*copying, *ends, asking):
                task.cancel()
            await asyncio.gather(*copying, *ends, asking, return_exceptions=True)
        except RuleBroken as refusal:
            logger.info("a WHIP publisher came second: %s", refusal.message)
        finally:
            await self.close()

    def _open_muxer(self) -> None:
        self._muxer = av.open(self._out, "w", format="mpegts", options={"flush_packets": "1", "muxdelay": "0"})
        for kind, codec in (("video", "h264"), ("audio", "libopus")):
            if kind in self._tracks and kind == "video":
                self._streams[kind] = self._muxer.add_mux_stream(codec, rate=30, width=1280, height=720)
            elif kind in self._tracks:
                self._streams[kind] = self._muxer.add_stream(codec, rate=48_000, layout="stereo")

    async def _copy_track(self, kind: str) -> None:
        while True:
            try:
                frame = await asyncio.wait_for(self._tracks[kind].recv(), SILENT_SECONDS)
            except (MediaStreamError, TimeoutError):
                return
            assert self._feed is not None
            self._mux(kind, frame)
            await self._feed.put(self._out.taken())

    def _mux(self, kind: str, frame: Encoded) -> None:
        first = self._first.setdefault(kind, frame.timestamp)
        packet = av.Packet(frame.data)
        packet.stream = self._streams[kind]
        packet.time_base = Fraction(1, RATES[kind])
        packet.pts = packet.dts = (frame.timestamp - first) & 0xFFFFFFFF
        packet.is_keyframe = kind == "audio" or _has_key_frame(frame.data)
        with contextlib.suppress(av.error.FFmpegError, ValueError):
            self._muxer.mux(packet)

    async def _ask_for_keys(self) -> None:
        """Ask for a key frame now and then: without one no segment ends."""
        while True:
            for transceiver in self._connection.getTransceivers():
                if transceiver.kind == "video":
                    await _send_pli(transceiver.receiver)
            await asyncio.sleep(KEY_REQUEST_SECONDS)

    async def close(self) -> None:
        """End the connection and finish the last segment."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._muxer is not None:
            with contextlib.suppress(av.error.FFmpegError, ValueError):
                self._muxer.close()
            if self._feed is not None:
                await self._feed.put(self._out.taken())
        if self._feed is not None:
            await self._feed.finish()
        await self._connection.close()
        self._on_end()


async def _send_pli(rtp: Any) -> None:
    """Ask every sender of a track for a key frame (RFC 4585, picture loss indication)."""
    for ssrc in list(getattr(rtp, "_RTCRtpReceiver__remote_streams", {})):
        await rtp._send_rtcp_pli(ssrc)


def _has_key_frame(data: bytes) -> bool:
    """Does this access unit (Annex B) hold an IDR slice (type 5)?"""
    at = data.find(b"\0\0\1")
    while at >= 0 and at + 3 < len(data):
        if data[at + 3] & 0x1F == 5:
            return True
        at = data.find(b"\0\0\1", at + 3)
    return False
