"""What a sheet of items would change in an edition: the preview shows it, and the import does exactly that."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from juxian.catalogue.models import Edition, Item


@dataclass(frozen=True)
class ItemDraft:
    """What an item says, before it is one. Ids as text: a draft travels through the preview page."""

    occupation_id: str
    industry_group_id: str
    levels: tuple[str, ...]
    stars: int
    local_name: str = ""
    demand_count: int = 0
    note: str = ""

    def values(self) -> dict[str, Any]:
        """The columns of an item."""
        return {
            **asdict(self),
            "occupation_id": UUID(self.occupation_id),
            "industry_group_id": UUID(self.industry_group_id),
            "levels": list(self.levels),
        }


@dataclass
class Comparison:
    """The drafts that are new, that change an item, and that say what is there already."""

    new: list[ItemDraft] = field(default_factory=list)
    changed: list[tuple[Item, ItemDraft]] = field(default_factory=list)
    same: list[ItemDraft] = field(default_factory=list)


def compare(edition: Edition, drafts: Iterable[ItemDraft]) -> Comparison:
    """Sort the drafts by what importing them would do to the edition as it is now."""
    items = {str(item.occupation_id): item for item in edition.items.select_related("occupation", "industry_group")}
    result = Comparison()
    for draft in drafts:
        item = items.get(draft.occupation_id)
        if item is None:
            result.new.append(draft)
        elif all(getattr(item, name) == value for name, value in draft.values().items()):
            result.same.append(draft)
        else:
            result.changed.append((item, draft))
    return result
