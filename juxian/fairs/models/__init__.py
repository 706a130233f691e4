"""Tables of fairs, one module a noun."""

from juxian.fairs.models.barring import Barring
from juxian.fairs.models.booth import Booth, Spot, SpotKind
from juxian.fairs.models.event import Event, EventKind
from juxian.fairs.models.material import Material
from juxian.fairs.models.question import EventQuestion
from juxian.fairs.models.reservation import Reservation
from juxian.fairs.models.visit import Visit, VisitSource

__all__ = [
    "Barring",
    "Booth",
    "Event",
    "EventKind",
    "EventQuestion",
    "Material",
    "Reservation",
    "Spot",
    "SpotKind",
    "Visit",
    "VisitSource",
]
