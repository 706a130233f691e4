"""What one topic remembers: who listens, what waits to be loaded, and what was told lately."""

from collections import deque
from collections.abc import Iterable

from juxian.kit.pushes.frames import Frame, News
from juxian.kit.pushes.listeners import Listener, Since

FRAMES_KEPT = 100
QUIET_KEPT = 200


class Topic:
    """The memory of a topic in this process. What happened up to `forgotten` (number, seconds) it does not know."""

    def __init__(self, forgotten: tuple[int, float]) -> None:
        self.listeners: set[Listener] = set()
        self.pending: dict[News, None] = {}
        self.frames: deque[Frame] = deque()
        # News while nobody listens: not loaded, only noted, for the page that was just made and opens its stream next.
        self.quiet: deque[tuple[int, float, News]] = deque()
        self.forgotten = forgotten
        self.is_flushing = False

    def note_quietly(self, number: int, at: float, news: Iterable[News]) -> None:
        """Remember what nobody here wants to know yet."""
        self.quiet.extend((number, at, item) for item in news)
        while len(self.quiet) > QUIET_KEPT:
            self._forget(*self.quiet.popleft()[:2])

    def keep(self, frame: Frame) -> None:
        """Remember a frame for those who come back."""
        self.frames.append(frame)
        if len(self.frames) > FRAMES_KEPT:
            dropped = self.frames.popleft()
            self._forget(dropped.number, dropped.at)

    def wake(self, since: Since) -> None:
        """Somebody comes who wants news from there: what was noted since is to be loaded, the rest is forgotten."""
        for number, at, item in self.quiet:
            if since.is_before(number, at):
                self.pending[item] = None
            else:
                self._forget(number, at)
        self.quiet.clear()

    def missed_by(self, since: Since) -> bool:
        """Tell whether something may have happened after `since` that is not remembered."""
        return since.is_before(*self.forgotten)

    def frames_after(self, since: Since, language: str) -> list[bytes] | None:
        """Return what somebody missed; None where it was never said in their language."""
        frames = [frame for frame in self.frames if since.is_before(frame.number, frame.at)]
        if any(language not in frame.texts for frame in frames):
            return None
        return [frame.texts[language] for frame in frames]

    def _forget(self, number: int, at: float) -> None:
        self.forgotten = max(self.forgotten[0], number), max(self.forgotten[1], at)
