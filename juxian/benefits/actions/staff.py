"""What an employer says of its staff, many at once, and what an officer finds about those who left."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.models import Entitlement, StaffReport
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.staff import staff_ids
from juxian.benefits.states import ENTITLEMENT, STAFF_REPORT
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action
from juxian.kit.errors import RuleBroken


@dataclass(frozen=True)
class StaffLine:
    """A filled line of the employer's sheet."""

    entitlement_id: UUID
    is_here: bool
    left_on: dt.date | None = None


@dataclass(frozen=True)
class SheetResult:
    """How many are still there, and how many left."""

    confirmed: int
    left: int


@action(_("集中确认员工在岗"), Permission.CONFIRM_STAFF, lock=False)
def confirm_staff(organisation: Any, *, entitlements: Collection[Entitlement], by: Actor) -> int:
    """Everybody ticked still works here. Return how many."""
    rows = _own_staff(organisation, entitlements)
    now = clock.now()
    for row in rows:
        row.employer_confirmed_at = now
    Entitlement.objects.bulk_update(rows, ["employer_confirmed_at"])
    return len(rows)


@action(_("报告员工离职"), Permission.CONFIRM_STAFF, lock=False)
def report_departure(organisation: Any, *, entitlement: Entitlement, left_on: dt.date | None, by: Actor) -> StaffReport:
    """Somebody left. The word of an employer stops nothing by itself: an officer looks at the registers."""
    row = _own_staff(organisation, [entitlement])[0]
    if left_on is None:
        raise RuleBroken(_t("已离职的员工要写明离职日期。"), field="left_on")
    if left_on > clock.today():
        raise RuleBroken(_t("离职日期还没有到。请在员工离职后再报告。"), field="left_on")
    if left_on < clock.today() - dt.timedelta(days=3 * 366):
        raise RuleBroken(_t("离职日期早于三年前，请核对年份。"), field="left_on")
    if row.staff_reports.open().filter(organisation=organisation).exists():
        raise RuleBroken(_t("这位员工的离职已经报告过，正在核实。"))
    row.employer_confirmed_at = None
    row.save(update_fields=["employer_confirmed_at"])
    return StaffReport.objects.create(
        entitlement=row,
        organisation=organisation,
        left_on=left_on,
        reported_by=by.label,
        state_since_at=clock.now(),
    )


@action(_("导入员工在岗表"), Permission.CONFIRM_STAFF, lock=False, sensitive=["lines"])
def take_in_staff_sheet(organisation: Any, *, lines: Sequence[StaffLine], by: Actor) -> SheetResult:
    """All of a sheet or nothing of it. A departure that is reported already is passed over."""
    here = [Entitlement(pk=line.entitlement_id) for line in lines if line.is_here]
    gone = [line for line in lines if not line.is_here]
    confirmed = confirm_staff(organisation, entitlements=here, by=by) if here else 0
    known = set(StaffReport.objects.open().filter(organisation=organisation).values_list("entitlement_id", flat=True))
    fresh = [line for line in gone if line.entitlement_id not in known]
    for line in fresh:
        row = Entitlement(pk=line.entitlement_id)
        report_departure(organisation, entitlement=row, left_on=line.left_on, by=by)
    return SheetResult(confirmed, len(fresh))


@action(_("撤回离职报告"), Permission.CONFIRM_STAFF)
def withdraw_departure(report: StaffReport, *, by: Actor) -> StaffReport:
    """It was a mistake, and nobody has looked into it yet."""
    STAFF_REPORT.move(report, "withdraw")
    report.save()
    return report


@action(_("核实离职报告"), Permission.REVIEW)
def settle_departure(report: StaffReport, *, answer: str, by: Actor) -> StaffReport:
    """What the registers say. A right departure arrives as a fact and stops the money in the run; what has not been
    granted yet is held meanwhile by the officer, on its own page."""
    if len(answer.strip()) < 4:
        raise RuleBroken(_t("请写明核实结果（至少四个字）。"), field="answer")
    STAFF_REPORT.move(report, "settle")
    report.answer, report.settled_by_id = answer.strip(), by.person_id
    report.save()
    return report


def _own_staff(organisation: Any, entitlements: Collection[Entitlement]) -> list[Entitlement]:
    """Hold the rows; refuse those whom the register does not name with this employer."""
    keys = {one.pk for one in entitlements}
    rows = Entitlement.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    found = list(rows.exclude(state__in=ENTITLEMENT.ended()).filter(person__in=staff_ids(organisation.pk)))
    if not found:
        raise RuleBroken(_t("还没有选择员工，或者所选的人已不在名单上。请刷新后再选。"), field="entitlements")
    if len(found) != len(keys):
        raise RuleBroken(_t("有人已不在本单位的参保名单上。请刷新后再选。"), field="entitlements")
    return found
