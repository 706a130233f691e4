"""Panels: drawn by lot or, with a reason, named by hand; closed when every member has signed."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.actions.appeal import _settle_appeal
from juxian.evaluation.actions.seating import (
    SMALLEST_PANEL,
    _must_be_a_panel,
    _must_be_fit,
    _must_know_the_trades,
    _must_not_be_own,
    _seat,
)
from juxian.evaluation.drawing import ALGORITHM, draw_seats, ranking, seed_of
from juxian.evaluation.events import PanelConvened
from juxian.evaluation.models import Application, Channel, Draw, Panel, PanelCase
from juxian.evaluation.models.panel import HALF_A_DAY
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.panel import finding, rubric_for
from juxian.evaluation.queries.pool import candidates_for, needs_of, pool_of
from juxian.evaluation.queries.scheme import sitting_parts_due
from juxian.evaluation.queries.sheet import is_intact
from juxian.evaluation.states import DRAW, PANEL, PanelState
from juxian.evaluation.states import ApplicationState as S
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce


@action(_("组织评审组"), Permission.CONVENE)
def convene_panel(
    plan: None,
    *,
    title: str,
    convened_on: dt.date,
    assessors: Sequence[UUID],
    applications: Collection[Application],
    reason: str,
    starts_at: dt.datetime | None = None,
    minutes: int = HALF_A_DAY,
    room: str = "",
    by: Actor,
) -> Panel:
    """Name the members by hand, which needs a reason: an odd number of at least three, fit, and near no applicant."""
    _must_be_a_panel(assessors)
    if not reason.strip():
        raise RuleBroken(_t("人工指定评审组成员要说明不抽签的原因。请填写原因，或改用抽签。"), field="reason")
    rows = _cases_to_be(applications, by)
    when = {"starts_at": starts_at, "minutes": minutes, "room": room}
    panel = Panel(title=title, convened_on=convened_on, convened_by=by.label, reason=reason, **when)
    _must_know_the_trades(_must_be_fit(panel, rows, assessors), rows)
    return _convene(panel, rows, assessors)


@action(_("抽签组成评审组"), Permission.CONVENE)
def draw_panel(
    draw: Draw,
    *,
    title: str,
    starts_at: dt.datetime,
    minutes: int,
    room: str,
    size: int,
    public_text: str,
    witness: str,
    applications: Collection[Application],
    by: Actor,
) -> Panel:
    """Draw the members from everybody who is fit. The seed is the committed secret, the number of the draw, the day,
    and the text that somebody else gives now, before the witness: neither office nor witness can choose the result."""
    if size < SMALLEST_PANEL or size % 2 == 0:
        raise RuleBroken(_t("评审组要有单数的考评员，至少三位。请调整人数。"), field="size")
    rows = _cases_to_be(applications, by)
    convened_on = starts_at.astimezone(clock.now().tzinfo).date()
    when = {"starts_at": starts_at, "minutes": minutes, "room": room}
    panel = Panel(title=title, convened_on=convened_on, convened_by=by.label, draw=draw, **when)
    candidates = candidates_for(rows, starts_at=panel.starts_at, ends_at=panel.ends_at)
    pool, needs = pool_of(candidates), needs_of(rows)
    _must_be_enough(pool, rows, size)
    seed = seed_of(draw.secret.open(), draw.number, clock.today().isoformat(), public_text.strip())
    result = _drawn(seed, pool, needs, size)
    DRAW.move(draw, "draw")
    draw.public_text, draw.witness, draw.seed, draw.algorithm = public_text.strip(), witness, seed, ALGORITHM
    draw.pool, draw.needs, draw.count = pool, needs, size
    draw.ranking, draw.result, draw.drawn_at = ranking(seed, list(pool)), result, clock.now()
    draw.save()
    people = {one.number: one.assessor.person_id for one in candidates}
    return _convene(panel, rows, [people[number] for number in result])


@action(_("结束评审"), Permission.CONVENE)
def close_panel(panel: Panel, *, by: Actor) -> Panel:
    """Every sitting member must have scored every case and signed; then each case passes or fails."""
    members = list(panel.members.sitting())
    cases = list(panel.cases.select_related("application").prefetch_related("votes__points"))
    counted = {case.pk: [vote for vote in case.votes.all() if vote.member in members] for case in cases}
    missing = sum(len(members) - len(votes) for votes in counted.values())
    if missing:
        raise RuleBroken(_t("还差%(count)d个评分，评审不能结束。请提醒评审组成员。") % {"count": missing})
    if len(members) < SMALLEST_PANEL or len(members) % 2 == 0:
        raise RuleBroken(_t("有成员退出还没有人接替，评审不能结束。请先补足单数、至少三位成员。"))
    unsigned = sum(member.signed_at is None for member in members)
    if unsigned:
        raise RuleBroken(_t("还有%(count)d位成员没有签字，评审不能结束。请提醒他们。") % {"count": unsigned})
    if not all(is_intact(member) for member in members):
        raise RuleBroken(_t("评分与成员签字时不一致，评审不能结束。请报告系统管理员核查。"))
    for case in cases:
        _must_not_be_own(case.application, by)
        _decide(case, counted[case.pk], len(members))
    PANEL.move(panel, "close")
    panel.closed_at = clock.now()
    panel.save(update_fields=["state", "closed_at"])
    return panel


def _decide(case: PanelCase, votes: Sequence[Any], member_count: int) -> None:
    """Two thirds in favour, and enough points in every part; the applicant reads why not."""
    application = case.application
    case.finding = finding(votes, member_count, case.rubric)
    case.has_passed = not case.finding
    case.save(update_fields=["has_passed", "finding"])
    if application.state == S.APPEALED:
        _advance(application, "uphold_appeal" if case.has_passed else "dismiss_appeal", reason=case.finding)
        _settle_appeal(application.appeal, has_passed=case.has_passed, finding=case.finding)
    else:
        _advance(application, "pass" if case.has_passed else "fail", reason=case.finding)


def _cases_to_be(applications: Collection[Application], by: Actor) -> list[Application]:
    """Lock the applications, and refuse what a panel cannot take."""
    if not applications:
        raise RuleBroken(_t("还没有选择要评审的申报。请至少选一份。"), field="applications")
    keys = [one.pk for one in applications]
    locked = Application.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    rows = list(locked.select_related("applicant", "item__occupation", "item__industry_group"))
    for application in rows:
        _must_not_be_own(application, by)
        _must_be_ready(application)
    return rows


def _must_be_ready(application: Application) -> None:
    number = {"number": application.number}
    if application.state == S.SECOND_REVIEWED and application.channel != Channel.CONTRIBUTION:
        raise RuleBroken(_t("%(number)s 走核定通道，不需要评审组。请去掉它再试。") % number, field="applications")
    if application.state == S.SECOND_REVIEWED and sitting_parts_due(application):
        raise RuleBroken(_t("%(number)s 还有考试没有完成，暂时不能评审。请先安排考试。") % number, field="applications")
    sits = application.panel_cases.filter(panel__state=PanelState.VOTING)
    if application.state == S.APPEALED and sits.exists():
        raise RuleBroken(_t("%(number)s 的申诉已有评审组在复评。请去掉它再试。") % number, field="applications")


def _convene(panel: Panel, rows: Sequence[Application], people: Sequence[UUID]) -> Panel:
    """Save the panel, its members and its cases. An appeal stays an appeal while the second panel looks at it."""
    panel.save()
    # One order for everybody: of two who convene at once one waits, and none locks the other for ever.
    for person in sorted(people, key=str):
        _seat(panel, person)
    for application in rows:
        if application.state != S.APPEALED:
            _advance(application, "convene")
        PanelCase.objects.create(panel=panel, application=application, rubric=rubric_for(application))
    announce(PanelConvened(str(panel.pk)))
    return panel


def _must_be_enough(pool: dict[str, list[str]], rows: Sequence[Application], size: int) -> None:
    """Say which trade is missing, or that there are too few."""
    for application in rows:
        occupation = application.item.occupation  # type: ignore[union-attr]  # nothing is submitted without an item
        if not any(occupation.code in trades for trades in pool.values()):
            raise RuleBroken(
                _t("没有可以参加抽签的“%(trade)s”考评员。请先在名册里补充，或等有空的日子。")
                % {"trade": occupation.name},
                field="applications",
            )
    if len(pool) < size:
        raise RuleBroken(
            _t("可以参加抽签的考评员只有%(pool)d位，抽不出%(size)d位。请补充名册，或减少人数、改日再抽。")
            % {"pool": len(pool), "size": size},
            field="size",
        )


def _drawn(seed: str, pool: dict[str, list[str]], needs: list[str], size: int) -> list[str]:
    try:
        return draw_seats(seed, pool, needs, size)
    except ValueError as error:
        raise RuleBroken(
            _t("这些申报涉及的职业太多，%(size)d位考评员照顾不到。请分成几组，或增加人数。") % {"size": size},
            field="size",
        ) from error
