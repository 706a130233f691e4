"""The training plan and how many places it has."""

from collections.abc import Mapping

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.evaluation.models import PlacesChange, Plan, PlanPlaces
from juxian.evaluation.permissions import Permission
from juxian.evaluation.states import PLACES_CHANGE
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken

SHORTEST_REASON = 4


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


@action(_("提出名额调整"), Permission.MANAGE_PLAN)
def change_places(plan_places: PlanPlaces, *, places: int, reason: str, by: Actor) -> PlacesChange:
    """Propose more or fewer places for a level. Places are rights of people: a second officer confirms."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明调整名额的理由（至少四个字）。"), field="reason")
    if plan_places.changes.open().exists():
        raise RuleBroken(_t("这个等级已有一项名额调整待确认。请先确认或取消那一项。"), field="places")
    _must_cover(plan_places, places)
    return PlacesChange.objects.create(
        plan_places=plan_places,
        places=places,
        reason=reason.strip(),
        proposed_by=by.label,
        proposed_by_id=by.person_id,  # type: ignore[misc]  # whoever wears an office's hat is a person
        proposed_at=clock.now(),
    )


@action(_("确认名额调整"), Permission.CONFIRM_PLACES)
def confirm_places(change: PlacesChange, *, by: Actor) -> PlacesChange:
    """The places count from now on. What was taken since the proposal is looked at again."""
    PLACES_CHANGE.move(change, "confirm")
    row = PlanPlaces.objects.select_for_update().get(pk=change.plan_places_id)
    _must_cover(row, change.places)
    row.places = change.places
    row.save(update_fields=["places"])
    return _decided(change, by)


@action(_("取消名额调整"), Permission.MANAGE_PLAN)
def drop_places(change: PlacesChange, *, by: Actor) -> PlacesChange:
    """Nothing changes; the proposal stays on record."""
    PLACES_CHANGE.move(change, "drop")
    return _decided(change, by)


def _must_cover(row: PlanPlaces, places: int) -> None:
    """Never fewer than are taken."""
    if places < row.taken:
        raise RuleBroken(_t("已经用了%(taken)d个名额，总数不能比这更少。") % {"taken": row.taken}, field="places")


def _decided(change: PlacesChange, by: Actor) -> PlacesChange:
    change.decided_by, change.decided_at = by.label, clock.now()
    change.save(update_fields=["state", "decided_by", "decided_at"])
    return change
