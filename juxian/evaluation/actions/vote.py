"""What a member says of a case, and the signature that locks it."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import PASS_SCORE, PanelCase, PanelMember, Part, Vote, VotePoints
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.panel import Points, Rubric, overall, part_scores
from juxian.evaluation.queries.sheet import sheet_of
from juxian.evaluation.signing import digest_of, sign
from juxian.evaluation.states import PANEL
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(_("评审打分"), Permission.VOTE, lock=False)
def vote(
    case: PanelCase,
    *,
    is_in_favour: bool,
    opinion: str,
    score: int | None = None,
    points: Mapping[str, int] | None = None,
    by: Actor,
) -> Vote:
    """One vote a member, written once. With a rubric `points` has a value for each item, by "part.position" (the first
    is 0); without one `score` is for the whole. In favour needs every part to be good enough."""
    member = case.panel.members.sitting().get(assessor_id=by.person_id)
    _must_be_open(case, member)
    given = _points(case.rubric, points or {}) if case.rubric else {}
    total = overall(case.rubric, given) if case.rubric else _whole(score)
    if is_in_favour:
        _must_be_enough(case.rubric, given, total)
    try:
        with transaction.atomic():
            return _write(case, member, total, given, is_in_favour=is_in_favour, opinion=opinion)
    except IntegrityError as error:
        raise RuleBroken(_t("您已经给这份申报打过分，分数提交后不能改。")) from error


@action(_("评分签字"), Permission.VOTE)
def sign_scores(member: PanelMember, *, by: Actor) -> PanelMember:
    """Close one's own score sheet: every case is scored, the sheet's digest is signed, nothing can be added."""
    if member.signed_at:
        raise RuleBroken(_t("您已经签过字，评分已锁定。"))
    missing = member.panel.cases.count() - member.votes.count()
    if missing:
        raise RuleBroken(_t("您还有%(count)d份申报没有评分。请评完再签字。") % {"count": missing})
    member.signed_at = clock.now()
    member.digest = digest_of(sheet_of(member))
    member.signature = sign(member.digest)
    member.save(update_fields=["signed_at", "digest", "signature"])
    return member


def _must_be_open(case: PanelCase, member: PanelMember) -> None:
    if case.panel.state != PANEL.initial:
        raise RuleBroken(_t("评审已经结束，不能再打分。"))
    if member.confirmed_at is None:
        raise RuleBroken(_t("请先确认与本组申请人没有利害关系，再打分；有关系的请回避。"))


def _whole(score: int | None) -> int:
    if score is None:
        raise RuleBroken(_t("还没有打分。请填写 0 至 100 的整数。"), field="score")
    return score


def _points(rubric: Rubric, points: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Return the points by part and item name; every item needs its own."""
    given = {}
    for part in rubric:
        for position, item in enumerate(part["items"]):
            key = f"{part['part']}.{position}"
            if not isinstance(points.get(key), int) or not 0 <= points[key] <= 100:
                name = item["name"] or Part(part["part"]).label
                raise RuleBroken(_t("“%(item)s”还没有打分。请填写 0 至 100 的整数。") % {"item": name}, field=key)
            given[part["part"], item["name"]] = points[key]
    return given


def _must_be_enough(rubric: Rubric, given: Points, total: int) -> None:
    if not rubric and total < PASS_SCORE:
        raise RuleBroken(_t("评分不到六十分，不能同意认定。请核对评分或意见。"), field="score")
    scores = part_scores(rubric, given)
    for part in rubric:
        if scores[part["part"]] < part["pass_score"]:
            words = {"part": Part(part["part"]).label, "score": part["pass_score"]}
            raise RuleBroken(
                _t("“%(part)s”不到%(score)d分，不能同意认定。请核对评分或意见。") % words, field="is_in_favour"
            )


def _write(
    case: PanelCase,
    member: PanelMember,
    total: int,
    given: Points,
    *,
    is_in_favour: bool,
    opinion: str,
) -> Vote:
    row = Vote.objects.create(
        case=case, member=member, score=total, is_in_favour=is_in_favour, opinion=opinion, voted_at=clock.now()
    )
    VotePoints.objects.bulk_create(
        VotePoints(vote=row, part=part, item=item, points=value) for (part, item), value in given.items()
    )
    return row
