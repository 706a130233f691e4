"""Where the district's streets lie: `streets.yaml`, for ordering by nearness and for nothing else."""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Point:
    """Degrees of WGS-84."""

    latitude: float
    longitude: float

    def distance_km(self, other: "Point") -> float:
        """Return the length of the straight way between two points, in kilometres (haversine)."""
        north, other_north = math.radians(self.latitude), math.radians(other.latitude)
        across, along = other_north - north, math.radians(other.longitude - self.longitude)
        half = math.sin(across / 2) ** 2 + math.cos(north) * math.cos(other_north) * math.sin(along / 2) ** 2
        return 2 * EARTH_KM * math.asin(math.sqrt(half))


@cache
def street_centres(district: str) -> dict[str, Point]:
    """Return {nine digits: centre}. A street whose place nobody knows is not in it."""
    path = FOLDER / district / "streets.yaml"
    if not path.is_file():
        return {}
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {code: Point(**point) for code, point in found["centres"].items()}


def distances_km(district: str, street_code: str) -> dict[str, float]:
    """Return how far every street's centre is from this one's, nearest first; nothing where the centre is unknown."""
    centres = street_centres(district)
    if street_code not in centres:
        return {}
    here = centres[street_code]
    far = {code: here.distance_km(point) for code, point in centres.items()}
    return dict(sorted(far.items(), key=lambda pair: pair[1]))
