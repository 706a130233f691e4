"""Panels: who may sit, how they score, when a case has passed."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import advance
from juxian.evaluation.models import Application, Panel, PanelCase, PanelMember, Vote
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.panel import assessors_to_avoid
from juxian.evaluation.states import PANEL
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

SMALLEST_PANEL = 3
PASS_SCORE = 60


@action(_("组织评审组"), Permission.CONVENE)
def convene_panel(
    plan: None,
    *,
    title: str,
    convened_on: dt.date,
    assessors: Sequence[UUID],
    applications: Collection[Application],
    by: Actor,
) -> Panel:
    """An odd number of at least three assessors, none of whom must avoid one of the applicants."""
    _must_be_a_panel(assessors)
    if not applications:
        raise RuleBroken(_t("还没有选择要评审的申报。请至少选一份。"), field="applications")
    panel = Panel.objects.create(title=title, convened_on=convened_on, convened_by=by.label)
    PanelMember.objects.bulk_create(PanelMember(panel=panel, assessor_id=person) for person in assessors)
    for application in Application.objects.select_for_update(of=("self",)).filter(
        pk__in=[one.pk for one in applications]
    ):
        _must_be_impartial(application, assessors)
        advance(application, "convene")
        PanelCase.objects.create(panel=panel, application=application)
    return panel


@action(_("评审打分"), Permission.VOTE, lock=False)
def vote(case: PanelCase, *, score: int, is_in_favour: bool, opinion: str, by: Actor) -> Vote:
    """One vote a member, written once. In favour needs a score of at least 60."""
    if case.panel.state != PANEL.initial:
        raise RuleBroken(_t("评审已经结束，不能再打分。"))
    if is_in_favour and score < PASS_SCORE:
        raise RuleBroken(_t("评分不到六十分，不能同意认定。请核对评分或意见。"), field="score")
    member = case.panel.members.get(assessor_id=by.person_id)
    if case.votes.filter(member=member).exists():
        raise RuleBroken(_t("您已经给这份申报打过分，分数提交后不能改。"))
    return Vote.objects.create(
        case=case, member=member, score=score, is_in_favour=is_in_favour, opinion=opinion, voted_at=clock.now()
    )


@action(_("结束评审"), Permission.CONVENE)
def close_panel(panel: Panel, *, by: Actor) -> Panel:
    """Every member must have scored every case; two thirds in favour pass, with a mean of at least 60."""
    member_count = panel.members.count()
    cases = list(panel.cases.select_related("application").prefetch_related("votes"))
    missing = sum(member_count - len(case.votes.all()) for case in cases)
    if missing:
        raise RuleBroken(_t("还差%(count)d个评分，评审不能结束。请提醒评审组成员。") % {"count": missing})
    for case in cases:
        case.has_passed = has_passed(case.votes.all(), member_count)
        case.save(update_fields=["has_passed"])
        reason = "" if case.has_passed else _t("评审组未达到三分之二同意且平均六十分。")
        advance(case.application, "panel_pass" if case.has_passed else "panel_fail", reason=reason)
    PANEL.move(panel, "close")
    panel.closed_at = clock.now()
    panel.save(update_fields=["state", "closed_at"])
    return panel


def has_passed(votes: Collection[Vote], member_count: int) -> bool:
    """Two thirds of all members in favour (rules.md §2.2, general practice), and 60 of 100 on average."""
    in_favour = sum(vote.is_in_favour for vote in votes)
    total = sum(vote.score for vote in votes)
    return 3 * in_favour >= 2 * member_count and total >= PASS_SCORE * member_count


def _must_be_a_panel(assessors: Sequence[UUID]) -> None:
    if len(set(assessors)) != len(assessors):
        raise RuleBroken(_t("同一位考评员选了两次。请换成另一位。"), field="assessors")
    if len(assessors) < SMALLEST_PANEL or len(assessors) % 2 == 0:
        raise RuleBroken(_t("评审组要有单数的考评员，至少三位。请调整人选。"), field="assessors")


def _must_be_impartial(application: Any, assessors: Sequence[UUID]) -> None:
    """Avoidance: the applicant, both reviewers, and everybody of the applicant's employer."""
    if assessors_to_avoid(application, assessors):
        raise RuleBroken(
            _t("%(number)s 的评审要回避：有考评员与申请人同单位，或已审核过这份申报。请换人。")
            % {"number": application.number},
            field="assessors",
        )
