"""What a merge of two rows of people means for their promises."""

from collections.abc import Iterator
from typing import Any

from juxian.benefits.models import Entitlement
from juxian.benefits.states import ENTITLEMENT, EntitlementState


def pairs_of(kept_id: Any, merged_id: Any) -> Iterator[tuple[Entitlement, Entitlement | None]]:
    """Yield each promise of the merged row beside what stands for the kept row under the same policy, if anything
    does; what an earlier hearing of the news has dealt with is passed over."""
    rows = Entitlement.objects.filter(person=kept_id).select_related("absorbed_into")
    standing = {row.policy: row.absorbed_into or row for row in rows}
    for row in Entitlement.objects.current().filter(person=merged_id).order_by("pk"):
        if standing.get(row.policy) != row:
            yield row, standing.get(row.policy)


def in_order(first: Entitlement, second: Entitlement) -> tuple[Entitlement, Entitlement]:
    """Return the one that stays and the one that goes: granted before open before ended, then the older."""
    staying, going = sorted((first, second), key=_rank)
    return staying, going


def touched_by(merge_id: Any) -> Iterator[Entitlement]:
    """Return what a merge moved or put aside."""
    return Entitlement.objects.filter(merge_id=merge_id).iterator()


def _rank(row: Entitlement) -> tuple[bool, bool, Any]:
    return row.state != EntitlementState.GRANTED, row.state in ENTITLEMENT.ended(), row.created_at
