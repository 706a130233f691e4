"""Card → application → interview → hire. Pure arithmetic over counts; every count has rows behind it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Funnel:
    """What one card, or all cards together, led to. Impressions are pairs of viewer and pinning, not people."""

    impressions: int = 0
    applications: int = 0
    interviews: int = 0
    hires: int = 0

    def __add__(self, other: "Funnel") -> "Funnel":
        return Funnel(
            self.impressions + other.impressions,
            self.applications + other.applications,
            self.interviews + other.interviews,
            self.hires + other.hires,
        )

    @property
    def application_percent(self) -> float | None:
        return percent(self.applications, self.impressions)

    @property
    def interview_percent(self) -> float | None:
        return percent(self.interviews, self.applications)

    @property
    def hire_percent(self) -> float | None:
        return percent(self.hires, self.interviews)


def percent(part: int, whole: int) -> float | None:
    """Return the share in percent, one decimal; None where there is nothing to divide by, never a made-up zero."""
    return round(100 * part / whole, 1) if whole else None


def total(funnels: Iterable[Funnel]) -> Funnel:
    """Return all of them together."""
    return sum(funnels, Funnel())
