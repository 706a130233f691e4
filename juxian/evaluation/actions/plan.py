"""The training plan and how many places it has."""

from collections.abc import Mapping

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import Plan, PlanPlaces
from juxian.evaluation.permissions import Permission
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@action(_("制定培养计划"), Permission.MANAGE_PLAN)
def create_plan(
    district: None, *, title: str, document: str, year_from: int, year_until: int, places: Mapping[str, int], by: Actor
) -> Plan:
    """A plan with its places for each level."""
    if year_until < year_from:
        raise RuleBroken(_t("计划的结束年份早于开始年份。请核对。"), field="year_until")
    if Plan.objects.filter(title=title).exists():
        raise RuleBroken(_t("已经有叫“%(title)s”的计划。请换一个名称。") % {"title": title}, field="title")
    plan = Plan.objects.create(title=title, document=document, year_from=year_from, year_until=year_until)
    PlanPlaces.objects.bulk_create(PlanPlaces(plan=plan, level=level, places=count) for level, count in places.items())
    return plan


@action(_("调整名额"), Permission.MANAGE_PLAN)
def change_places(plan_places: PlanPlaces, *, places: int, by: Actor) -> PlanPlaces:
    """More or fewer places for a level, never fewer than are taken."""
    if places < plan_places.taken:
        raise RuleBroken(
            _t("已经用了%(taken)d个名额，总数不能比这更少。") % {"taken": plan_places.taken}, field="places"
        )
    plan_places.places = places
    plan_places.save(update_fields=["places"])
    return plan_places
