"""The floor plan as squares to be drawn, each with its word: the drawing never says more than the table beneath."""

from dataclasses import dataclass
from uuid import UUID

from juxian.fairs.models import Booth, Event, Spot, SpotKind

# Of one square, in the units of the drawing.
WIDTH, HEIGHT, GAP = 96, 60, 8


@dataclass(frozen=True)
class Square:
    """One square with its place in the drawing. `kind` is that of the spot, or "free" for an empty booth."""

    spot: Spot
    booth: Booth | None
    x: int
    y: int
    lines: tuple[str, ...]

    @property
    def kind(self) -> str:
        return "free" if self.spot.kind == SpotKind.BOOTH and self.booth is None else str(self.spot.kind)

    @property
    def text_y(self) -> int:
        return self.y + 22

    @property
    def name_lines(self) -> list[tuple[int, str]]:
        return [(self.y + 38 + 14 * at, line) for at, line in enumerate(self.lines)]

    @property
    def text_x(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Floor:
    """The whole plan; `width` and `height` of the drawing."""

    squares: list[Square]
    width: int
    height: int

    @property
    def booths(self) -> list[Square]:
        return [square for square in self.squares if square.spot.kind == SpotKind.BOOTH]


def floor_of(event: Event) -> Floor | None:
    """Return the plan of an event, or None where nobody has drawn one."""
    spots = list(event.spots.all())
    if not spots:
        return None
    standing = _standing(event)
    squares = [_square(spot, standing.get(spot.pk)) for spot in spots]
    right = max(spot.column for spot in spots) * (WIDTH + GAP) + GAP
    return Floor(squares, right, max(spot.row for spot in spots) * (HEIGHT + GAP) + GAP)


def free_spots(event: Event) -> list[Spot]:
    """Return the booths of the plan that nobody has."""
    taken = set(event.booths.held().exclude(spot=None).values_list("spot_id", flat=True))
    return [spot for spot in event.spots.filter(kind=SpotKind.BOOTH) if spot.pk not in taken]


def _standing(event: Event) -> dict[UUID | None, Booth]:
    rows = event.booths.held().exclude(spot=None).select_related("organisation", "event")
    return {booth.spot_id: booth for booth in rows}


def _square(spot: Spot, booth: Booth | None) -> Square:
    x, y = GAP + (spot.column - 1) * (WIDTH + GAP), GAP + (spot.row - 1) * (HEIGHT + GAP)
    return Square(spot, booth, x, y, _short(booth.organisation.name) if booth else ())


def _short(name: str, width: int = 7) -> tuple[str, ...]:
    """Break a name into two lines of seven characters; the whole name stands in the table."""
    plain = name.split("（")[0]
    return tuple(part for part in (plain[:width], plain[width : 2 * width]) if part)
