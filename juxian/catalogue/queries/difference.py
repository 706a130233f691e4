"""What changes from one year's catalogue to the next. Upper domains count the people behind `gains` and `losses`."""

from dataclasses import dataclass
from uuid import UUID

from juxian.catalogue.levels import in_order, labels
from juxian.catalogue.models import Edition, Item

OccupationLevel = tuple[UUID, str]


@dataclass(frozen=True)
class Change:
    """An occupation that stays, with other levels or stars than before."""

    before: Item
    after: Item

    @property
    def occupation_id(self) -> UUID:
        return self.after.occupation_id

    @property
    def levels_added(self) -> list[str]:
        return in_order(set(self.after.levels) - set(self.before.levels))

    @property
    def levels_removed(self) -> list[str]:
        return in_order(set(self.before.levels) - set(self.after.levels))

    @property
    def levels_added_labels(self) -> list[str]:
        return labels(self.levels_added)

    @property
    def levels_removed_labels(self) -> list[str]:
        return labels(self.levels_removed)

    @property
    def stars_delta(self) -> int:
        return int(self.after.stars - self.before.stars)


@dataclass(frozen=True)
class Difference:
    """Added, removed and changed items, each in order of their codes."""

    added: list[Item]
    removed: list[Item]
    changed: list[Change]

    def gains(self) -> set[OccupationLevel]:
        """(occupation id, level) pairs for which one can be recognised now and could not before."""
        new = {(item.occupation_id, level) for item in self.added for level in item.levels}
        return new | {(row.occupation_id, level) for row in self.changed for level in row.levels_added}

    def losses(self) -> set[OccupationLevel]:
        """(occupation id, level) pairs that are gone. Who was recognised earlier keeps it (rules §1.6)."""
        gone = {(item.occupation_id, level) for item in self.removed for level in item.levels}
        return gone | {(row.occupation_id, level) for row in self.changed for level in row.levels_removed}


def difference(edition: Edition, previous: Edition) -> Difference:
    """Compare two editions, item by item, by occupation."""
    before, after = _items(previous), _items(edition)
    pairs = [Change(before[key], after[key]) for key in after if key in before]
    return Difference(
        added=[item for key, item in after.items() if key not in before],
        removed=[item for key, item in before.items() if key not in after],
        changed=[pair for pair in pairs if pair.levels_added or pair.levels_removed or pair.stars_delta],
    )


def _items(edition: Edition) -> dict[UUID, Item]:
    rows = edition.items.select_related("occupation", "industry_group").order_by("occupation__code")
    return {item.occupation_id: item for item in rows}
