"""What the catalogue tells."""

from dataclasses import dataclass
from typing import ClassVar

from juxian.kit.events import event


@event
@dataclass(frozen=True)
class EditionPublished:
    """A year's shortage catalogue is in force from now on."""

    public: ClassVar[bool] = True

    edition_id: str
    year: int
