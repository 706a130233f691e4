"""What every backend answers."""

from typing import Protocol
from uuid import UUID


class LiveBackend(Protocol):
    """A way to publish and to watch. What happens to a stream reaches the owner through `juxian.kit.broadcast`: the
    embedded backend calls it, the others call the addresses under /live-hooks/."""

    name: str

    def playback_url(self, stream_id: UUID, *, is_public: bool, replay: bool, seconds: int) -> str:
        """The playlist that a player opens."""
        ...

    def rtmp_address(self) -> str:
        """What is typed into OBS as the server."""
        ...

    def whip_address(self) -> str:
        """Where WHIP publishes."""
        ...
