"""The plan of an employer's own evaluation: filed by the employer, approved or returned by the office."""

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.events import EmployerPlanDecided
from juxian.evaluation.models import EmployerAssessor, EmployerPlan, EmployerPlanPart, EmployerPlanScope
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import EMPLOYER_PLAN
from juxian.evaluation.steps import DAYS_TO_FILE
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.numbering import next_number
from juxian.kit.working_days import deadline

FEWEST_ASSESSORS = 3
PLAIN = ("title", "year", "standards", "planned_from_on", "planned_until_on", "head_count")


@action(_("备案评价方案"), Permission.FILE_EVALUATION, lock=False)
def file_plan(organisation: Any, *, by: Actor, **content: Any) -> EmployerPlan:
    """`content`: the plain fields, `standards_file`, and `scopes`, `parts`, `assessors` as lists of tuples."""
    if not organisation.is_verified:
        raise RuleBroken(_t("单位还没有核验通过，不能备案。请先在“单位信息”里完成登记。"))
    _check(content)
    plan = EmployerPlan(organisation=organisation, state_since_at=clock.now(), filed_by=by.label)
    _start_clock(plan)
    return _write(plan, content)


@action(_("重新备案"), Permission.FILE_EVALUATION)
def refile_plan(plan: EmployerPlan, *, by: Actor, **content: Any) -> EmployerPlan:
    """The corrected plan takes the place of the returned one and waits again."""
    _check(content)
    EMPLOYER_PLAN.move(plan, "refile")
    plan.filed_by = by.label
    _start_clock(plan)
    return _write(plan, content)


@action(_("同意备案"), Permission.APPROVE_FILING)
def approve_plan(plan: EmployerPlan, *, by: Actor) -> EmployerPlan:
    """The plan has a number from now on, and results may be recorded under it."""
    year = clock.today().year
    _decide(plan, "approve", "", by)
    plan.number = f"BA{year}{next_number(f'evaluation.employer_plan.{year}'):04d}"
    plan.save()
    return plan


@action(_("退回评价方案"), Permission.APPROVE_FILING)
def return_plan(plan: EmployerPlan, *, reason: str, by: Actor) -> EmployerPlan:
    """The employer reads what to change, changes it and files again."""
    _decide(plan, "return", reason, by)
    plan.save()
    return plan


@action(_("不予备案"), Permission.APPROVE_FILING)
def refuse_plan(plan: EmployerPlan, *, reason: str, by: Actor) -> EmployerPlan:
    """The employer cannot evaluate by itself; its staff may apply by another channel."""
    _decide(plan, "refuse", reason, by)
    plan.save()
    return plan


@action(_("结束评价"), Permission.FILE_EVALUATION)
def close_plan(plan: EmployerPlan, *, by: Actor) -> EmployerPlan:
    """No further results; those recorded keep their worth."""
    EMPLOYER_PLAN.move(plan, "close")
    plan.save()
    return plan


def _decide(plan: EmployerPlan, event: str, reason: str, by: Actor) -> None:
    if event != "approve" and not reason.strip():
        raise RuleBroken(_t("还没有写明理由。单位需要知道哪里要改、怎么改。"), field="reason")
    EMPLOYER_PLAN.move(plan, event)
    plan.reason, plan.decided_by, plan.due_at = reason, by.label, None
    announce(EmployerPlanDecided(str(plan.pk), plan.state, plan.state_since_at.isoformat(), reason))


def _start_clock(plan: EmployerPlan) -> None:
    plan.due_at, plan.reason, plan.decided_by = deadline(clock.now(), DAYS_TO_FILE), "", ""


def _check(content: dict[str, Any]) -> None:
    """Refuse what no officer could approve."""
    if content["planned_until_on"] < content["planned_from_on"]:
        raise RuleBroken(_t("计划的结束日期早于开始日期。请核对。"), field="planned_until_on")
    if not content["scopes"]:
        raise RuleBroken(_t("所选职业和等级没有交集。请核对职业和等级。"), field="levels")
    if not content["parts"]:
        raise RuleBroken(_t("还没有选择任何考核部分。请至少选一个部分的考核方式。"))
    names = [name for name, _qualification, _outside in content["assessors"]]
    if len(names) != len(set(names)):
        raise RuleBroken(_t("同一位考评人员写了两次。请删去重复的一行。"), field="assessors")
    if len(names) < FEWEST_ASSESSORS or len(names) % 2 == 0:
        raise RuleBroken(
            _t("考评人员要有单数，至少三位；现在是%(count)d位。请调整。") % {"count": len(names)}, field="assessors"
        )


def _write(plan: EmployerPlan, content: dict[str, Any]) -> EmployerPlan:
    """Save the plan; what it lists is written anew as a whole."""
    for name in PLAIN:
        setattr(plan, name, content[name])
    plan.standards_file = content.get("standards_file") or plan.standards_file
    plan.save()
    for rows in (plan.scopes, plan.parts, plan.assessors):
        rows.all().delete()
    EmployerPlanScope.objects.bulk_create(
        EmployerPlanScope(plan=plan, occupation_id=occupation, level=level) for occupation, level in content["scopes"]
    )
    EmployerPlanPart.objects.bulk_create(
        EmployerPlanPart(plan=plan, part=part, method=method) for part, method in content["parts"]
    )
    EmployerAssessor.objects.bulk_create(
        EmployerAssessor(plan=plan, name=name, qualification=qualification, is_outside=is_outside)
        for name, qualification, is_outside in content["assessors"]
    )
    return plan
