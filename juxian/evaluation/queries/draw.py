"""What is published of a draw: enough for anybody to replay it, and nobody's name."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from juxian.evaluation.drawing import draw_seats, keeps, lot, ranking
from juxian.evaluation.models import Assessor, Draw, PanelMember
from juxian.evaluation.states import DrawState


def published(draw: Draw) -> dict[str, Any]:
    """Return the public data. Before the draw there is only the commitment."""
    data: dict[str, Any] = {
        "number": draw.number,
        "state": draw.state,
        "commitment": draw.commitment,
        "committed_at": draw.committed_at.isoformat(),
    }
    if draw.state == DrawState.VOID:
        return data | {"reason": draw.reason}
    if draw.state != DrawState.DRAWN or draw.drawn_at is None:
        return data
    return data | {
        "drawn_at": draw.drawn_at.isoformat(),
        "secret": draw.secret.open(),
        "public_text": draw.public_text,
        "seed": draw.seed,
        "algorithm": draw.algorithm,
        "pool": draw.pool,
        "needs": draw.needs,
        "count": draw.count,
        "ranking": draw.ranking,
        "result": draw.result,
        "replaced": replaced(draw),
    }


def draw_by_number(number: str) -> Draw | None:
    """Return the draw with this number, or None."""
    return Draw.objects.filter(number=number).first()


def replaced(draw: Draw) -> list[dict[str, str]]:
    """Return who of those drawn left and who followed, by number and day: whoever replays the draw sees that the panel
    is no longer the one drawn. Why somebody left (an illness) is not published."""
    left = PanelMember.objects.filter(panel__draw=draw).exclude(left_at=None).select_related("successor")
    rows = list(left.order_by("left_at"))
    people = {row.assessor_id for row in rows} | {row.successor.assessor_id for row in rows if _followed(row)}
    numbers = dict(Assessor.objects.filter(person__in=people).values_list("person_id", "number"))
    return [
        {
            "left": numbers.get(row.assessor_id, ""),
            "left_on": timezone.localdate(row.left_at).isoformat(),
            "successor": numbers.get(row.successor.assessor_id, "") if _followed(row) else "",
        }
        for row in rows
    ]


def _followed(row: PanelMember) -> bool:
    return hasattr(row, "successor")


def lots_of(draw: Draw) -> list[tuple[str, list[str], str, bool]]:
    """Return number, trades, lot and whether drawn, of everybody in the pool in the order of the lots."""
    return [(number, draw.pool[number], lot(draw.seed, number), number in draw.result) for number in draw.ranking]


def replay(data: Mapping[str, Any]) -> list[str]:
    """Draw again from published data and return who sits. Raises ValueError where the data contradict themselves: the
    secret is not the one committed to, the seed not made of it, or the result another."""
    if not keeps(data["commitment"], data["secret"]):
        raise ValueError("the secret is not the one that was committed to")
    day = data["drawn_at"][:10]
    if data["seed"] != "|".join([data["secret"], data["number"], day, data["public_text"]]):
        raise ValueError("the seed is not made of the secret, the number, the day and the public text")
    if ranking(data["seed"], list(data["pool"])) != data["ranking"]:
        raise ValueError("the order is not the one of the lots")
    result = draw_seats(data["seed"], data["pool"], data["needs"], data["count"])
    if result != data["result"]:
        raise ValueError("the result is not the one published")
    return result
