"""Reads of the catalogue that other domains use."""

from juxian.catalogue.queries.comparison import Comparison, ItemDraft, compare
from juxian.catalogue.queries.difference import Change, Difference, difference
from juxian.catalogue.queries.edition import edition_in_force, editions_seen_by, item_for, open_editions
from juxian.catalogue.queries.occupation import resolve_occupation

__all__ = [
    "Change",
    "Comparison",
    "Difference",
    "ItemDraft",
    "compare",
    "difference",
    "edition_in_force",
    "editions_seen_by",
    "item_for",
    "open_editions",
    "resolve_occupation",
]
