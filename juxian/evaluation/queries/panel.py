"""What makes a case pass, and what members said, in numbers.

The rubric of a case is a list of parts as they stood when the panel was convened:
    [{"part": "comprehensive", "pass_score": 60, "items": [{"name": "答辩", "weight": 40, "minimum": 50}, …]}, …]
A part without items of its own has one, named like nothing, of weight 100. Where an application has no scheme the
rubric is empty, and a vote has one score for the whole.
"""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from juxian.evaluation.models import PASS_SCORE, Application, Panel, Part, SchemePart, Vote, VotePoints
from juxian.evaluation.queries.scheme import panel_parts
from juxian.kit.punctuation import sentences

Rubric = list[dict[str, Any]]
Points = Mapping[tuple[str, str], int]  # (part, item) → points of a hundred


def rubric_for(application: Application) -> Rubric:
    """Return what the panel will score, to be kept with the case."""
    return [{"part": row.part, "pass_score": row.pass_score, "items": _items(row)} for row in panel_parts(application)]


def part_scores(rubric: Rubric, points: Points) -> dict[str, Fraction]:
    """Return the weighted score of each part, exactly: rounding makes no one pass or fail."""
    return {part["part"]: _weighted(part, points) for part in rubric}


def overall(rubric: Rubric, points: Points) -> int:
    """Return the mean of the parts in whole points, rounded down."""
    scores = part_scores(rubric, points).values()
    return int(sum(scores) / len(scores))


def has_passed(votes: Collection[Vote], member_count: int) -> bool:
    """Two thirds of all members in favour (rules.md §2.2, general practice), and 60 of 100 on average."""
    return not finding(votes, member_count)


def scores_are_open(panel: Panel) -> bool:
    """Whether the office may read what the members gave: once all who sit have signed, so that nobody is replaced, or
    talked to, for how they voted."""
    return not panel.members.sitting().filter(signed_at=None).exists()


def finding(votes: Collection[Vote], member_count: int, rubric: Rubric | None = None) -> str:
    """Return why a case has not passed, in words for the applicant; nothing where it has. Says no word of who voted
    what. Every part needs its pass score as the mean of the members, every item its minimum."""
    reasons = []
    if 3 * sum(vote.is_in_favour for vote in votes) < 2 * member_count:
        reasons.append(_t("同意认定的评审组成员未达到三分之二"))
    reasons += _short_parts(votes, member_count, rubric) if rubric else _short_score(votes, member_count)
    return _t("评审组的结论：%(reasons)s。") % {"reasons": sentences(reasons)} if reasons else ""


def points_of(vote: Vote) -> dict[tuple[str, str], int]:
    """Return the points of a vote by part and item."""
    return {(row.part, row.item): row.points for row in vote.points.all()}


def votes_by_assessor(year: int) -> list[dict[str, Any]]:
    """Return every score that counted in the panels of a year, one line an item, in two queries.

    Keys: assessor (person), case, panel, convened_on, trade (code), level, part, item, points, is_in_favour. Without a
    scheme part and item are empty and the points are the score of the whole.
    """
    votes = _counted(year)
    whole = votes.filter(points=None).values(*_COLUMNS, "score")
    parts = VotePoints.objects.filter(vote__in=votes).values(
        *(f"vote__{name}" for name in _COLUMNS), "part", "item", "points"
    )
    lines = [_line(row, "", part="", item="", points=row["score"]) for row in whole]
    return lines + [_line(row, "vote__", part=row["part"], item=row["item"], points=row["points"]) for row in parts]


_COLUMNS = (
    "member__assessor_id",
    "case_id",
    "case__panel_id",
    "case__panel__convened_on",
    "case__application__item__occupation__code",
    "case__application__level",
    "is_in_favour",
)
_NAMES = ("assessor", "case", "panel", "convened_on", "trade", "level", "is_in_favour")


def _counted(year: int) -> QuerySet[Vote]:
    """Votes of members who sat to the end."""
    return Vote.objects.filter(member__left_at=None, case__panel__convened_on__year=year)


def _line(row: Mapping[str, Any], prefix: str, **more: Any) -> dict[str, Any]:
    return {name: row[prefix + column] for name, column in zip(_NAMES, _COLUMNS, strict=True)} | more


def _items(row: SchemePart) -> list[dict[str, Any]]:
    items = [{"name": one.name, "weight": one.weight, "minimum": one.minimum} for one in row.rubric.all()]
    return items or [{"name": "", "weight": 100, "minimum": 0}]


def _weighted(part: Mapping[str, Any], points: Points) -> Fraction:
    weights = sum(item["weight"] for item in part["items"])
    total = sum(item["weight"] * points[part["part"], item["name"]] for item in part["items"])
    return Fraction(total, weights)


def _short_score(votes: Collection[Vote], member_count: int) -> list[str]:
    total = sum(vote.score for vote in votes)
    if total >= PASS_SCORE * member_count:
        return []
    return [_t("平均得分未达到%(score)d分") % {"score": PASS_SCORE}]


def _short_parts(votes: Collection[Vote], member_count: int, rubric: Rubric) -> list[str]:
    sheets = [points_of(vote) for vote in votes]
    reasons = []
    for part in rubric:
        label = str(Part(part["part"]).label)
        if sum((_weighted(part, one) for one in sheets), Fraction()) < part["pass_score"] * member_count:
            reasons.append(_t("“%(part)s”平均未达到%(score)d分") % {"part": label, "score": part["pass_score"]})
        for item in _below(part, sheets, member_count):
            words = {"item": item["name"], "score": item["minimum"]}
            reasons.append(_t("“%(item)s”平均未达到最低分%(score)d分") % words)
    return reasons


def _below(part: Mapping[str, Any], sheets: Collection[Points], member_count: int) -> Iterable[dict[str, Any]]:
    for item in part["items"]:
        if sum(one[part["part"], item["name"]] for one in sheets) < item["minimum"] * member_count:
            yield item
