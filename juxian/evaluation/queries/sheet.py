"""The score sheet of one member: what they sign, and what is set on paper."""

from typing import Any

from juxian.evaluation.models import PanelMember
from juxian.evaluation.signing import digest_of, is_signed


def sheet_of(member: PanelMember) -> dict[str, Any]:
    """Return everything that the member wrote, in a fixed order: this is signed."""
    votes = member.votes.select_related("case__application").prefetch_related("points")
    return {
        "panel": str(member.panel_id),
        "member": str(member.assessor_id),
        "votes": [
            {
                "application": vote.case.application.number,
                "score": vote.score,
                "is_in_favour": vote.is_in_favour,
                "opinion": vote.opinion,
                "points": sorted([row.part, row.item, row.points] for row in vote.points.all()),
            }
            for vote in votes.order_by("case__application__number")
        ],
    }


def is_intact(member: PanelMember) -> bool:
    """Whether the sheet is still what the member signed."""
    return digest_of(sheet_of(member)) == member.digest and is_signed(member.digest, member.signature)
