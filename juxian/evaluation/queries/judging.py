"""How the scores of a year came about: how far assessors agree, who grows stricter, which lines of a sheet are hard."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.agreement import FEWEST_CASES, Drift, deviations, drift, kappas
from juxian.evaluation.models import PASS_SCORE, Mark, Part, Vote, VotePoints
from juxian.evaluation.queries.report import Section
from juxian.evaluation.states import MarkState
from juxian.kit.excel import Column

Row = dict[str, Any]

ASSESSOR_COLUMNS = [
    Column("name", _("考评员")),
    Column("cases", _("评审份数"), "integer"),
    Column("mean", _("平均分")),
    Column("in_favour", _("同意率（%）"), "integer"),
    Column("kappa", _("加权 kappa")),
    Column("pairs", _("比较次数"), "integer"),
    Column("severity", _("与同组相差（分）")),
    Column("drift", _("前后变化（分）")),
    Column("alert", _("提示")),
]


def assessor_section(year: int) -> Section:
    """Agreement with colleagues who scored the same cases, and severity against their mean."""
    votes = _votes(year)
    cases: dict[Any, dict[Any, int]] = defaultdict(dict)
    for vote in votes:
        cases[vote["case_id"]][vote["member__assessor_id"]] = vote["score"]
    scored = list(cases.values())
    agreed, apart = kappas(scored), deviations(scored)
    rows = [_assessor(own, agreed.get(who, (None, 0)), apart.get(who, [])) for who, own in _by_assessor(votes).items()]
    note = _("kappa 为与同组其他考评员在五档分数上的二次加权一致性，一为完全一致，零为与随机相当；相差为负表示更严。")
    return Section("assessor", _("按考评员"), ASSESSOR_COLUMNS, sorted(rows, key=lambda row: row["name"]), note)


def _votes(year: int) -> list[Row]:
    """The scores that counted in panels of the year, in the order in which they were given."""
    rows = Vote.objects.filter(case__panel__convened_on__year=year, member__left_at=None)
    names = ("case_id", "member__assessor_id", "member__assessor__name", "score", "is_in_favour")
    return list(rows.order_by("voted_at", "pk").values(*names))


def _by_assessor(votes: Sequence[Row]) -> dict[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for vote in votes:
        found[vote["member__assessor_id"]].append(vote)
    return found


def _assessor(own: list[Row], agreed: tuple[float | None, int], apart: list[float]) -> Row:
    kappa, pairs = agreed
    found = drift(apart)
    return {
        "name": own[0]["member__assessor__name"],
        "cases": len(own),
        "mean": f"{fmean(vote['score'] for vote in own):.1f}",
        "in_favour": round(100 * sum(vote["is_in_favour"] for vote in own) / len(own)),
        "kappa": "—" if kappa is None else f"{kappa:.2f}",
        "pairs": pairs,
        "severity": f"{fmean(apart):+.1f}" if apart else "—",
        "drift": f"{found.change:+.1f}" if found else "—",
        "alert": _alert(found),
    }


def _alert(found: Drift | None) -> str:
    if found is None:
        return _t("份数不足，前后各要有%(count)d份") % {"count": FEWEST_CASES}
    if not found.is_alarming:
        return ""
    return _t("明显变严，请复核") if found.change < 0 else _t("明显变松，请复核")


def item_section(year: int) -> Section:
    """Difficulty of each line of the score sheets, in rooms and in panels: mean, and how many stayed below the pass."""
    columns = [
        Column("part", _("考核部分")),
        Column("name", _("评分项")),
        Column("count", _("评分次数"), "integer"),
        Column("mean", _("平均分")),
        Column("below", _("不足六十分（%）"), "integer"),
    ]
    points: dict[tuple[str, str], list[float]] = defaultdict(list)
    for part, name, value in (*_marked_lines(year), *_voted_lines(year)):
        points[part, name].append(float(value))
    rows = [_item(part, name, values) for (part, name), values in points.items()]
    rows.sort(key=lambda row: float(row["mean"]))
    return Section("item", _("评分项难度"), columns, rows, _("由难到易。每项按百分计。"))


def _marked_lines(year: int) -> Iterator[tuple[str, str, float]]:
    rows = Mark.objects.filter(state=MarkState.RELEASED, released_at__year=year, points__isnull=False)
    for part, measure, points in rows.values_list("part", "measure", "points").iterator(500):
        yield from ((part, line["name"], point) for line, point in zip(measure, points, strict=True))


def _voted_lines(year: int) -> Iterator[tuple[str, str, float]]:
    counted = VotePoints.objects.filter(vote__case__panel__convened_on__year=year, vote__member__left_at=None)
    yield from counted.order_by().values_list("part", "item", "points").iterator(2000)


def _item(part: str, name: str, values: list[float]) -> Row:
    return {
        "part": str(Part(part).label) if part in Part.values else part,
        "name": name or _t("整体评分"),
        "count": len(values),
        "mean": f"{fmean(values):.1f}",
        "below": round(100 * sum(value < PASS_SCORE for value in values) / len(values)),
    }
