"""Occupations that a title suggests: the whole title, then its parts, those of the shortage catalogue first."""

from dataclasses import dataclass
from typing import Any

from juxian.catalogue.queries import resolve_occupation
from juxian.catalogue.queries.current import current_items
from juxian.catalogue.queries.occupation import occupations_like
from juxian.kit import clock
from juxian.kit.text import fold

MOST = 6
MOST_LOOKED_AT = 200
SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    """One occupation, and whether the district is short of it."""

    occupation: Any
    is_short: bool
    is_likely: bool = False  # its name is what the title says, so that it may be ticked beforehand


def suggest_occupations(title: str) -> list[Suggestion]:
    """Return up to six occupations for a title, the best first, in three queries: the longest part that a name has in
    common decides. 高级数控车工（夜班）finds 车工."""
    parts = parts_of(title)
    rows = list(occupations_like(parts)[:MOST_LOOKED_AT])
    exact = resolve_occupation(title=title.strip()) if parts else None
    if exact:  # also another title by which the classification knows it
        rows = [exact, *(row for row in rows if row.pk != exact.pk)]
    rows.sort(key=lambda row: (row != exact, _place(row.name, parts), len(row.name)))
    best = rows[:MOST]
    short = set(current_items(clock.today()).filter(occupation__in=best).values_list("occupation_id", flat=True))
    return [Suggestion(row, row.pk in short, row == exact or row.name in fold(title)) for row in best]


def _place(name: str, parts: list[str]) -> int:
    return next((place for place, part in enumerate(parts) if part in name), len(parts))


def parts_of(title: str) -> list[str]:
    """Return what to look for, longest first: the title, then its ends of at least two characters. In Chinese the
    occupation stands at the end (高级数控车工), sometimes at the beginning (焊工二班)."""
    text = "".join(letter for letter in fold(title) if letter.isalnum())[:20]
    ends = [text[start:] for start in range(len(text) - SHORTEST + 1)]
    starts = [text[:end] for end in range(len(text) - 1, SHORTEST - 1, -1)]
    return sorted(dict.fromkeys([*ends, *starts]), key=len, reverse=True)
