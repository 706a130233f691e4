"""A panel on paper: the record of the review (评审记录表) and each member's score sheet."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from juxian.evaluation.models import Panel, PanelMember, Part
from juxian.evaluation.queries.panel import part_scores, points_of, scores_are_open
from juxian.evaluation.queries.sheet import is_intact
from juxian.kit import clock
from juxian.kit.language import of_the_office
from juxian.kit.pdf import typeset

RECORD, SHEET = "evaluation/pdf/panel.typ", "evaluation/pdf/score_sheet.typ"


def panel_pdf(panel: Panel) -> bytes:
    """Return the record: who sat, how they came to sit, what they said of each case, and what came of it."""
    with of_the_office():
        data = _panel(panel) | {"members": _members(panel), "cases": _cases(panel)}
    return typeset(RECORD, data, {}, at=clock.now(), missing="mark")


def sheet_pdf(member: PanelMember) -> bytes:
    """Return one member's sheet; blank, to be written on, until everybody has signed. It names no applicant."""
    with of_the_office():
        data = _panel(member.panel) | {"member": _member(member), "cases": list(_sheet_rows(member))}
    return typeset(SHEET, data, {}, at=clock.now(), missing="mark")


def _panel(panel: Panel) -> dict[str, Any]:
    starts = timezone.localtime(panel.starts_at).strftime("%Y-%m-%d %H:%M") if panel.starts_at else ""
    draw = panel.draw
    return {
        "title": panel.title,
        "record_url": f"{settings.SITE_URL}{reverse('evaluation:panel_detail', args=[panel.pk])}",
        "when": starts or panel.convened_on.isoformat(),
        "room": panel.room,
        "state": str(panel.get_state_display()),
        "draw": draw.number if draw else "",
        "seed": draw.seed if draw else "",
        "reason": panel.reason,
    }


def _members(panel: Panel) -> list[dict[str, Any]]:
    rows = panel.members.select_related("assessor").prefetch_related("votes")
    return [_member(row) for row in rows]


def _member(row: PanelMember) -> dict[str, Any]:
    signed = timezone.localtime(row.signed_at).strftime("%Y-%m-%d %H:%M") if row.signed_at else ""
    return {
        "name": row.assessor.name,
        "left": row.left_reason if row.left_at else "",
        "signed": signed,
        "digest": row.digest[:16],
        "is_intact": bool(row.signed_at) and is_intact(row),
    }


def _cases(panel: Panel) -> list[dict[str, Any]]:
    cases = panel.cases.select_related("application__applicant", "application__item__occupation")
    is_open = scores_are_open(panel)
    return [_case(case, is_open) for case in cases.prefetch_related("votes__member", "votes__points")]


def _case(case: Any, is_open: bool) -> dict[str, Any]:
    counted = [vote for vote in case.votes.all() if is_open and vote.member.left_at is None]
    return {
        "number": case.application.number,
        "name": case.application.applicant.name,
        "trade": case.application.item.name,
        "level": str(case.application.get_level_display()),
        "in_favour": sum(vote.is_in_favour for vote in counted),
        "votes": len(counted),
        "parts": [f"{label} {mean}" for label, mean in _means(case, counted)],
        "result": "" if case.has_passed is None else ("pass" if case.has_passed else "fail"),
        "finding": case.finding,
    }


def _means(case: Any, votes: list[Any]) -> Iterable[tuple[str, str]]:
    """The mean of each part, or of the whole where the application has no scheme, with one decimal."""
    if not votes:
        return
    if not case.rubric:
        yield "", f"{sum(vote.score for vote in votes) / len(votes):.1f}"
        return
    scores = [part_scores(case.rubric, points_of(vote)) for vote in votes]
    for part in case.rubric:
        mean = float(sum(one[part["part"]] for one in scores) / len(votes))
        yield str(Part(part["part"]).label), f"{mean:.1f}"


def _sheet_rows(member: PanelMember) -> Iterable[dict[str, Any]]:
    given_so_far = member.votes.prefetch_related("points") if scores_are_open(member.panel) else []
    votes = {vote.case_id: vote for vote in given_so_far}
    cases = member.panel.cases.select_related("application__item__occupation").order_by("application__number")
    for case in cases:
        vote = votes.get(case.pk)
        given = points_of(vote) if vote else {}
        yield {
            "number": case.application.number,
            "trade": case.application.item.name,
            "level": str(case.application.get_level_display()),
            "items": [
                f"{Part(part['part']).label} {item['name']}（{item['weight']}%）"
                f"{given.get((part['part'], item['name']), '____')}"
                for part in case.rubric
                for item in part["items"]
            ],
            "score": str(vote.score) if vote else "",
            "in_favour": "" if vote is None else ("yes" if vote.is_in_favour else "no"),
            "opinion": vote.opinion if vote else "",
        }
