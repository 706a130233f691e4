"""Tables of the catalogue."""

from juxian.catalogue.models.edition import Edition, Item, ItemQuerySet, Opinion
from juxian.catalogue.models.occupation import Occupation, OccupationAlias
from juxian.catalogue.models.register import Division, Industry, IndustryGroup, Major, search_keys

__all__ = [
    "Division",
    "Edition",
    "Industry",
    "IndustryGroup",
    "Item",
    "ItemQuerySet",
    "Major",
    "Occupation",
    "OccupationAlias",
    "Opinion",
    "search_keys",
]
