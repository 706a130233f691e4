"""News of registers."""

from dataclasses import dataclass
from typing import ClassVar

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class DeliverySent:
    """A file was sent in and waits to be read."""

    delivery_id: str


@event
@dataclass(frozen=True)
class DeliveryBegun:
    """The rows of a file are to be taken in."""

    delivery_id: str


@event
@dataclass(frozen=True)
class FactsArrived:
    """From now on a file counts, or no longer: it was taken in or withdrawn. Whoever pays looks again."""

    delivery_id: str
    public: ClassVar[bool] = True


@event
@dataclass(frozen=True)
class FactQueryAnswered:
    """A person's question about a fact was answered."""

    query_id: str
