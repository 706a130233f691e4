"""Panels: who may sit, how they score, when a case has passed."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.models import Application, Panel, PanelCase, PanelMember, Vote
from juxian.evaluation.permissions import Permission, is_not_own
from juxian.evaluation.queries.panel import PASS_SCORE, assessors_to_avoid, has_passed
from juxian.evaluation.states import PANEL
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

SMALLEST_PANEL = 3


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
        _must_not_be_own(application, by)
        _must_be_impartial(application, assessors)
        _advance(application, "convene")
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
    try:
        with transaction.atomic():
            return Vote.objects.create(
                case=case, member=member, score=score, is_in_favour=is_in_favour, opinion=opinion, voted_at=clock.now()
            )
    except IntegrityError as error:
        raise RuleBroken(_t("您已经给这份申报打过分，分数提交后不能改。")) from error


@action(_("结束评审"), Permission.CONVENE)
def close_panel(panel: Panel, *, by: Actor) -> Panel:
    """Every member must have scored every case; two thirds in favour pass, with a mean of at least 60."""
    member_count = panel.members.count()
    cases = list(panel.cases.select_related("application").prefetch_related("votes"))
    missing = sum(member_count - len(case.votes.all()) for case in cases)
    if missing:
        raise RuleBroken(_t("还差%(count)d个评分，评审不能结束。请提醒评审组成员。") % {"count": missing})
    for case in cases:
        _must_not_be_own(case.application, by)
        case.has_passed = has_passed(case.votes.all(), member_count)
        case.save(update_fields=["has_passed"])
        reason = "" if case.has_passed else _t("评审组未达到三分之二同意且平均六十分。")
        _advance(case.application, "pass" if case.has_passed else "fail", reason=reason)
    PANEL.move(panel, "close")
    panel.closed_at = clock.now()
    panel.save(update_fields=["state", "closed_at"])
    return panel


def _must_not_be_own(application: Application, by: Actor) -> None:
    """Who handles many at once handles none of their own."""
    if not is_not_own(by, application):
        raise RuleBroken(_t("%(number)s 是您本人的申报，要由同事办理。请去掉它再试。") % {"number": application.number})


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
