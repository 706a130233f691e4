"""A file of another office: sent in by an officer, read by the platform, taken in, and perhaps withdrawn later."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.models import Upload
from juxian.registers.actions.rows import Line, insert_rows
from juxian.registers.events import DeliveryBegun, DeliverySent, FactsArrived
from juxian.registers.kinds import REGISTERS
from juxian.registers.models import Delivery
from juxian.registers.permissions import Permission
from juxian.registers.queries.delivery import Counts, standing_same_file
from juxian.registers.queries.freezing import hold_freezing
from juxian.registers.states import DELIVERY


@action(_("上传部门数据"), Permission.TAKE_IN, lock=False)
def send_delivery(upload: Upload, *, register: str, month: dt.date | None = None, by: Actor) -> Delivery:
    """Keep the file; it is read after the answer, for a long one takes its time."""
    is_monthly = REGISTERS[register].is_monthly
    _must_be_a_past_month(month if is_monthly else None, is_monthly)
    _must_be_new(register, upload.received_sha256)
    delivery = Delivery.objects.create(
        register=register,
        month=month.replace(day=1) if is_monthly and month else None,
        upload=upload,
        file_name=upload.original_name,
        sha256=upload.received_sha256,
        state_since_at=clock.now(),
        sent_by=by.label,
        sent_by_id=by.person_id,
    )
    announce(DeliverySent(str(delivery.pk)))
    return delivery


@system_action(_("检查部门数据"), sensitive=("faults", "remarks"))
def check_delivery(delivery: Delivery, *, counts: Counts, faults: list[dict[str, Any]], remarks: list[str]) -> Delivery:
    """Keep what a reading found, for the preview."""
    DELIVERY.move(delivery, "check")
    _note(delivery, counts, faults, remarks)
    delivery.save()
    return delivery


@system_action(_("部门数据无法读取"))
def refuse_delivery_file(delivery: Delivery, *, reason: str) -> Delivery:
    """The file as a whole cannot be used; the sentence says why."""
    DELIVERY.move(delivery, "refuse_file")
    delivery.reason = reason[:500]
    delivery.save()
    return delivery


@action(_("导入部门数据"), Permission.TAKE_IN)
def begin_delivery(delivery: Delivery, *, is_whole: bool = False, by: Actor) -> Delivery:
    """Take the rows in: the right ones only, or all of them or none."""
    if is_whole and delivery.faults:
        message = _t("还有%(count)d行有问题，不能全部导入。请改好后重新上传，或只导入没有问题的行。")
        raise RuleBroken(message % {"count": delivery.faulty_count})
    if not delivery.fit_count:
        raise RuleBroken(_t("没有可以导入的行。请改好有问题的行后重新上传。"))
    DELIVERY.move(delivery, "begin")
    _must_be_new(delivery.register, delivery.sha256)
    delivery.is_whole, delivery.done_count, delivery.taken_in_by = is_whole, 0, by.label
    delivery.save()
    announce(DeliveryBegun(str(delivery.pk)))
    return delivery


@system_action(_("导入数据行"), sensitive=("lines",))
def take_in_rows(delivery: Delivery, *, lines: Sequence[Line], done_count: int) -> Delivery:
    """Insert the next lines. They count for nobody before `finish_delivery`; a line that stands already is left."""
    insert_rows(delivery, lines)
    delivery.done_count = done_count
    delivery.save(update_fields=["done_count"])
    return delivery


@system_action(_("导入停止"), sensitive=("faults", "remarks"))
def stop_delivery(delivery: Delivery, *, counts: Counts, faults: list[dict[str, Any]], remarks: list[str]) -> Delivery:
    """All or nothing, and meanwhile a row has become wrong: nothing was taken in, the preview says what it is."""
    DELIVERY.move(delivery, "stop")
    _note(delivery, counts, faults, remarks)
    delivery.save()
    return delivery


@system_action(_("导入完毕"), sensitive=("faults", "remarks"))
def finish_delivery(
    delivery: Delivery, *, counts: Counts, faults: list[dict[str, Any]], remarks: list[str]
) -> Delivery:
    """Every fit row is in; from this instant on the file counts."""
    hold_freezing()
    DELIVERY.move(delivery, "finish")
    _note(delivery, counts, faults, remarks)
    delivery.taken_in_at = clock.now()
    delivery.save()
    announce(FactsArrived(str(delivery.pk)))
    return delivery


@action(_("放弃导入"), Permission.TAKE_IN)
def discard_delivery(delivery: Delivery, *, by: Actor) -> Delivery:
    """Nothing is taken in, and the file is let go of: it is swept at night."""
    DELIVERY.move(delivery, "discard")
    delivery.upload = None
    delivery.save()
    return delivery


@action(_("撤销已导入的数据"), Permission.TAKE_IN)
def withdraw_delivery(delivery: Delivery, *, reason: str, by: Actor) -> Delivery:
    """The file counts no longer. Its rows stay, so that what was decided while it counted can be explained."""
    if not reason.strip():
        raise RuleBroken(_t("撤销会改变依据这些数据算出的结果，请写明原因。"), field="reason")
    hold_freezing()
    DELIVERY.move(delivery, "withdraw")
    delivery.reason, delivery.withdrawn_at, delivery.withdrawn_by = reason.strip(), clock.now(), by.label
    delivery.save()
    announce(FactsArrived(str(delivery.pk)))
    return delivery


@system_action(_("清除部门数据的原文件"))
def let_go_of_file(delivery: Delivery) -> Delivery:
    """The file holds the document numbers of everybody in it; the sweep removes what nothing points at."""
    delivery.upload = None
    delivery.save(update_fields=["upload"])
    return delivery


def _must_be_a_past_month(month: dt.date | None, is_monthly: bool) -> None:
    """A monthly file names its month, and no office knows the future."""
    if is_monthly and month is None:
        raise RuleBroken(_t("这种数据按月报送，请选择所属月份。"), field="month")
    if month and month > clock.today():
        raise RuleBroken(_t("所属月份还没有到。请核对月份后重新选择。"), field="month")


def _must_be_new(register: str, sha256: str) -> None:
    """The same file twice changes nothing."""
    if earlier := standing_same_file(register, sha256):
        message = _t("这份文件已由%(by)s导入（%(name)s），不会重复导入。内容有更正的，请上传更正后的文件。")
        raise RuleBroken(message % {"by": earlier.taken_in_by, "name": earlier.file_name}, field="file")


def _note(delivery: Delivery, counts: Counts, faults: list[dict[str, Any]], remarks: list[str]) -> None:
    delivery.faults, delivery.remarks = faults, remarks
    for name, count in counts.items():
        setattr(delivery, name, count)
