"""Results under an employer's plan, and the lots and checks of the office upon them."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.actions.advance import _advance
from juxian.evaluation.drawing import draw, seed_of
from juxian.evaluation.models import Application, Batch, Channel, EmployerPlan, EmployerResult, SpotCheck, SpotDraw
from juxian.evaluation.permissions import Permission
from juxian.evaluation.queries.employer_plan import (
    BEFORE_DECISION,
    covers,
    draw_count,
    has_been_in_a_lot,
    never_checked,
    parts_of,
    results_to_draw_from,
    score_fault,
    share_of_next_draw,
)
from juxian.evaluation.states import APPLICATION, SPOT_CHECK, EmployerPlanState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

FEWEST_ASSESSORS = 3
SHORTEST_SEED = 4
SEED_BYTES = 16


@action(_("录入评价结果"), Permission.FILE_EVALUATION, sensitive=("scores",))
def record_result(
    plan: EmployerPlan,
    *,
    application: Application,
    scores: Mapping[str, int],
    published_from_on: dt.date,
    published_until_on: dt.date,
    assessors: Sequence[str],
    by: Actor,
) -> EmployerResult:
    """Record or correct the result of one worker, until somebody has decided upon it."""
    _must_be_approved(plan)
    _must_fit(plan, application)
    fault = score_fault(parts_of(plan), scores)
    if fault:
        raise RuleBroken(fault)
    _check_publication(published_from_on, published_until_on)
    _check_assessors(plan, assessors)
    values = {
        "plan": plan,
        "scores": dict(scores),
        "published_from_on": published_from_on,
        "published_until_on": published_until_on,
        "assessors": list(assessors),
        "recorded_by": by.label,
        "recorded_at": clock.now(),
    }
    return EmployerResult.objects.update_or_create(application=application, defaults=values)[0]


@action(_("抽签抽查"), Permission.APPROVE_FILING)
def draw_spot_checks(plan: EmployerPlan, *, public_text: str, batch: Batch | None = None, by: Actor) -> SpotDraw:
    """Cast the lot over the submitted results of a batch (or of none). The seed is the filing number, the day,
    `public_text` and a number that the platform makes at this moment: anyone can replay it, and who types the text
    cannot try texts until the lot passes by a friend. Who was drawn before and never checked is checked besides."""
    if len(public_text.strip()) < SHORTEST_SEED:
        raise RuleBroken(_t("请填当天公开、事先无人知道的数字，至少四位，例如当日福彩开奖号码。"), field="public_text")
    pool = sorted(str(result.application.number) for result in results_to_draw_from(plan, batch))
    if not pool:
        raise RuleBroken(_t("没有等待抽签的申报。员工本人提交以后才参加抽签。"))
    share = share_of_next_draw(plan.organisation_id)
    seed = seed_of(str(plan.number), clock.today().isoformat(), public_text.strip(), secrets.token_hex(SEED_BYTES))
    made = SpotDraw.objects.create(
        plan=plan, batch=batch, seed=seed, share_percent=share, pool=pool, drawn_at=clock.now(), drawn_by=by.label
    )
    chosen = {*draw(seed, pool, draw_count(len(pool), share)), *never_checked(plan, pool)}
    rows = Application.objects.filter(number__in=chosen)
    SpotCheck.objects.bulk_create(
        SpotCheck(draw=made, application=row, state_since_at=clock.now()) for row in rows.order_by("number")
    )
    return made


@action(_("抽查通过"), Permission.APPROVE_FILING)
def pass_spot_check(check: SpotCheck, *, reason: str = "", by: Actor) -> SpotCheck:
    """What the employer found is confirmed by the office's own look."""
    return _conclude(check, "pass", reason, by)


@action(_("抽查不通过"), Permission.APPROVE_FILING)
def fail_spot_check(check: SpotCheck, *, reason: str, by: Actor) -> SpotCheck:
    """The application stops here, and twice as many of the employer's next results are checked."""
    if not reason.strip():
        raise RuleBroken(_t("还没有写明抽查发现了什么。单位和员工都要看到理由。"), field="reason")
    _conclude(check, "fail", reason, by)
    application = Application.objects.select_for_update(of=("self",)).get(pk=check.application_id)
    for event in ("refuse", "reject"):
        if APPLICATION.can(application, event):
            _advance(application, event, reason=_t("用人单位评价抽查未通过：%(reason)s") % {"reason": reason})
            break
    return check


def _conclude(check: SpotCheck, event: str, reason: str, by: Actor) -> SpotCheck:
    SPOT_CHECK.move(check, event)
    check.reason, check.checked_by = reason, by.label
    check.save()
    return check


def _must_be_approved(plan: EmployerPlan) -> None:
    if plan.state != EmployerPlanState.APPROVED:
        raise RuleBroken(_t("评价方案现在是“%(state)s”，不能录入结果。") % {"state": plan.get_state_display()})


def _must_fit(plan: EmployerPlan, application: Application) -> None:
    """The worker names this employer, this channel, and a trade and level of the plan; nobody has decided yet, and no
    lot was cast: what is checked is what was recorded before anybody knew who would be."""
    if application.employer_id != plan.organisation_id or application.channel != Channel.EMPLOYER:
        raise RuleBroken(_t("这份申报不是本单位员工按“企业自主评价”提交的，不能录入结果。"))
    if application.state not in BEFORE_DECISION:
        raise RuleBroken(_t("这份申报已经有了结论，评价结果不能再改。"))
    if has_been_in_a_lot(application):
        raise RuleBroken(_t("这份申报已经参加抽查抽签，评价结果不能再改。有误的，请告诉抽查的人员。"))
    if application.item is None or not covers(plan, application.item.occupation_id, application.level):
        raise RuleBroken(_t("备案方案不包括这个职业的这个等级。请核对，或另行备案。"))


def _check_publication(begins: dt.date, ends: dt.date) -> None:
    if ends < begins:
        raise RuleBroken(_t("公示的结束日期早于开始日期。请核对。"), field="published_until_on")
    if begins > clock.today():
        raise RuleBroken(_t("公示还没有开始。请公示以后再录入结果。"), field="published_from_on")


def _check_assessors(plan: EmployerPlan, names: Sequence[str]) -> None:
    known = set(plan.assessors.values_list("name", flat=True))
    if set(names) - known:
        raise RuleBroken(_t("考评人员只能从备案方案的名单里选。"), field="assessors")
    if len(set(names)) < FEWEST_ASSESSORS or len(set(names)) % 2 == 0:
        raise RuleBroken(_t("考评人员要有单数，至少三位。请调整。"), field="assessors")
