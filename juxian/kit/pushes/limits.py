"""How many streams one address and one viewer may hold open. A campus is one address, so its share is large."""

from collections import Counter

from django.conf import settings

from juxian.kit.pushes.tickets import Ticket

STREAMS_A_VIEWER = 12


class Places:
    """The places for streams in this process."""

    def __init__(self) -> None:
        self._by_address: Counter[str] = Counter()
        self._by_viewer: Counter[str] = Counter()

    def refusal(self, address: str, ticket: Ticket) -> int:
        """Return the status of a refusal, or 0 where there is room."""
        if self._by_address.total() >= settings.PUSHES_STREAMS:
            return 503
        if self._by_address[address] >= settings.PUSHES_STREAMS_AN_ADDRESS:
            return 429
        return 429 if ticket.viewer and self._by_viewer[ticket.viewer] >= STREAMS_A_VIEWER else 0

    def take(self, address: str, ticket: Ticket) -> None:
        self._count(address, ticket, 1)

    def give_back(self, address: str, ticket: Ticket) -> None:
        self._count(address, ticket, -1)

    def _count(self, address: str, ticket: Ticket, change: int) -> None:
        self._by_address[address] += change
        if ticket.viewer:
            self._by_viewer[ticket.viewer] += change
        for counter, key in ((self._by_address, address), (self._by_viewer, ticket.viewer)):
            if not counter[key]:
                del counter[key]
