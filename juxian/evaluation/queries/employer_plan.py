"""An employer's own evaluation: what its plan covers, how much is checked by lot, what still stops an application."""

import math
from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from juxian import districts
from juxian.evaluation.models import (
    Application,
    Batch,
    Channel,
    EmployerPlan,
    EmployerResult,
    SpotCheck,
    SpotDraw,
)
from juxian.evaluation.models.scheme import PASS_SCORE, Part
from juxian.evaluation.states import APPLICATION, ApplicationState, EmployerPlanState, SpotCheckState
from juxian.kit import clock
from juxian.kit.punctuation import listed

HIGHEST_SCORE, WHOLE = 100, 100
# Until here an employer may still correct what it recorded; afterwards somebody has decided upon it.
BEFORE_DECISION = (
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.ACCEPTED,
    ApplicationState.FIRST_REVIEWED,
    ApplicationState.SECOND_REVIEWED,
)


def covers(plan: EmployerPlan, occupation_id: Any, level: str) -> bool:
    """Tell whether the plan names this occupation at this level."""
    return bool(plan.scopes.filter(occupation=occupation_id, level=level).exists())


def score_fault(parts: list[str], scores: Mapping[str, int]) -> str:
    """Return why these scores are no passed evaluation of the plan's parts, or ""."""
    missing = [str(Part(part).label) for part in parts if scores.get(part) is None]
    if missing:
        return _t("缺少%(parts)s的成绩。方案里的每个部分都要有成绩。") % {"parts": listed(missing)}
    foreign = [str(Part(part).label) for part in scores if part not in parts]
    if foreign:
        return _t("方案里没有%(parts)s。请只填方案里的部分。") % {"parts": listed(foreign)}
    if any(not 0 <= score <= HIGHEST_SCORE for score in scores.values()):
        return _t("成绩应在 0 到 100 之间。请核对。")
    low = [str(Part(part).label) for part, score in scores.items() if score < PASS_SCORE]
    if low:
        return _t("%(parts)s不到六十分，评价没有通过，不能申报。") % {"parts": listed(low)}
    return ""


def scores_in_words(application: Application) -> list[tuple[str, int]]:
    """Return the employer's scores with the names of their parts; nothing where it recorded none."""
    result = EmployerResult.objects.filter(application=application).first()
    scores = result.scores if result else {}
    return [(str(part.label), scores[part.value]) for part in Part if part.value in scores]


def parts_of(plan: EmployerPlan) -> list[str]:
    return [row.part for row in plan.parts.all()]


def applications_to_score(plan: EmployerPlan) -> QuerySet[Application]:
    """What the plan's employer may still record a result for: its staff, by this channel, within the scope."""
    rows = Application.objects.filter(
        employer=plan.organisation_id, channel=Channel.EMPLOYER, state__in=BEFORE_DECISION, employer_result=None
    ).exclude(state=ApplicationState.DRAFT)
    pairs = set(plan.scopes.values_list("occupation_id", "level"))
    rows = rows.select_related("applicant", "item__occupation").order_by("-submitted_at")
    fitting = [row.pk for row in rows if row.item and (row.item.occupation_id, row.level) in pairs]
    return rows.filter(pk__in=fitting)


def results_to_draw_from(plan: EmployerPlan, batch: Batch | None) -> QuerySet[EmployerResult]:
    """Results of submitted applications on which no lot has been cast yet: those of a batch, or those of none."""
    drawn = {number for pool in SpotDraw.objects.filter(plan=plan).values_list("pool", flat=True) for number in pool}
    rows = EmployerResult.objects.filter(plan=plan, application__batch_row__batch=batch)
    over = [*APPLICATION.ended(), ApplicationState.DRAFT]
    return (
        rows.exclude(application__state__in=over).exclude(application__number__in=drawn).select_related("application")
    )


def has_been_in_a_lot(application: Application) -> bool:
    """Tell whether a lot was cast over the application, whether or not it fell on it."""
    return bool(application.number) and SpotDraw.objects.filter(pool__contains=[application.number]).exists()


def never_checked(plan: EmployerPlan, pool: Collection[str]) -> list[str]:
    """Return the numbers in the pool whose workers were drawn before and never checked: taking an application back and
    sending it again is no way round the lot."""
    open_ = SpotCheck.objects.filter(draw__plan__organisation=plan.organisation_id, state=SpotCheckState.DRAWN)
    people = {check.application.applicant.surviving().pk for check in open_.select_related("application__applicant")}
    rows = Application.objects.filter(number__in=pool).select_related("applicant")
    return sorted(str(row.number) for row in rows if row.applicant.surviving().pk in people)


def draw_choices(plan: EmployerPlan) -> list[tuple[str, str]]:
    """Return over which results a lot can be cast now: those of each batch, and those recorded one by one."""
    found = []
    batches = Batch.objects.filter(rows__plan=plan).distinct()
    for batch in [*batches, None]:
        count = results_to_draw_from(plan, batch).count()
        label = batch.file_name if batch else _t("逐个录入的结果")
        if count:
            words = _t("%(name)s：%(count)d份待抽签") % {"name": label, "count": count}
            found.append((str(batch.pk) if batch else "", words))
    return found


def share_of_next_draw(organisation_id: Any) -> int:
    """Return how many of a hundred are checked in the employer's next draw: the district's share, and twice that of
    the last draw where a check failed since, whichever draw it belongs to: lots cast meanwhile wash nothing off."""
    last = SpotDraw.objects.filter(plan__organisation=organisation_id).order_by("-drawn_at").first()
    failed = SpotCheck.objects.filter(draw__plan__organisation=organisation_id, state=SpotCheckState.FAILED)
    if last and failed.filter(state_since_at__gte=last.drawn_at).exists():
        return min(2 * last.share_percent, WHOLE)
    return _rule().percent


def draw_count(pool_size: int, percent: int) -> int:
    """Return how many lots fall: the share rounded up, at least what the district asks for, and never more than all."""
    return min(max(math.ceil(pool_size * percent / WHOLE), _rule().at_least), pool_size)


def may_confirm(application: Application) -> str:
    """Return "" where the employer's evaluation stands and was checked, or one sentence why it cannot be confirmed."""
    result = EmployerResult.objects.select_related("plan").filter(application=application).first()
    if result is None:
        return _t("用人单位还没有在备案方案下录入这份申报的评价结果。请先联系单位录入。")
    return _fault_of_plan(application, result) or _fault_of_result(result) or _fault_of_check(application, result)


def _fault_of_plan(application: Application, result: EmployerResult) -> str:
    plan = result.plan
    if plan.organisation_id != application.employer_id:
        return _t("评价结果来自另一家单位，不是申报的工作单位。请核对工作单位。")
    if plan.state not in (EmployerPlanState.APPROVED, EmployerPlanState.CLOSED):
        return _t("评价方案没有备案，评价结果不能作为依据。请单位先备案。")
    if application.item is None or not covers(plan, application.item.occupation_id, application.level):
        return _t("备案方案不包括这个职业的这个等级。请核对申报的职业和等级。")
    return ""


def _fault_of_result(result: EmployerResult) -> str:
    fault = score_fault(parts_of(result.plan), result.scores)
    if fault:
        return fault
    if result.published_until_on >= clock.today():
        return _t("厂内公示到%(day)s才结束。请公示结束后再核定。") % {"day": result.published_until_on.isoformat()}
    return ""


def _fault_of_check(application: Application, result: EmployerResult) -> str:
    """Nothing is confirmed before the lot was cast over it, nor while a check upon which it fell is open."""
    if not SpotDraw.objects.filter(plan=result.plan, pool__contains=[application.number]).exists():
        return _t("这份申报还没有参加抽查抽签。请先在评价方案页抽签。")
    check = SpotCheck.objects.filter(application=application).first()
    if check is None or check.state == SpotCheckState.PASSED:
        return ""
    if check.state == SpotCheckState.FAILED:
        return _t("抽查没有通过：%(reason)s") % {"reason": check.reason}
    return _t("这份申报被抽中，抽查结果还没有登记。请先登记抽查结果。")


def plan_by_number(organisation_id: Any) -> dict[str, EmployerPlan]:
    """Return an employer's approved plans by their filing number, with what they cover."""
    rows = EmployerPlan.objects.approved().filter(organisation=organisation_id).prefetch_related("scopes", "parts")
    return {str(plan.number): plan for plan in rows}


def _rule() -> Any:
    return districts.rulebook(settings.DISTRICT).district.spot_checks
