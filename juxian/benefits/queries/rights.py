"""What benefits keeps of a person: for their export, and where the law forbids to forget it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t

from juxian.benefits.models import Appeal, Entitlement
from juxian.benefits.queries.law import title_of
from juxian.people.queries import same_human


def entitlements_of_person(person_id: UUID) -> list[dict[str, Any]]:
    """Return what was promised to the person, how they answered, and what became of it."""
    rows = Entitlement.objects.filter(person=person_id).order_by("created_at")
    return [_exported(row) for row in rows]


def reasons_to_keep(person_id: UUID) -> list[str]:
    """Return which laws hold a deletion: what is under way has its purpose, public money has its vouchers."""
    keys, reasons = same_human(person_id), []
    promised = Entitlement.objects.filter(person__in=keys)
    if promised.exclude(granted_at=None).exists():
        reasons.append(_t("发放财政资金的依据属于应当保存的会计资料（《会计法》第二十三条），不能删除"))
    if promised.open().exists() or Appeal.objects.open().filter(person__in=keys).exists():
        reasons.append(_t("有人才待遇正在办理，处理目的尚未实现（《个人信息保护法》第四十七条），请先办结或放弃"))
    return reasons


def may_read_evidence(actor: Any, upload: Any) -> bool:
    """Evidence is read by whoever brought it, and by those who see the appeal to which it belongs."""
    if actor.person_id is not None and upload.owner_id == actor.person_id:
        return True
    return Appeal.objects.visible_to(actor).filter(evidence=upload.pk).exists()


def _exported(row: Entitlement) -> dict[str, Any]:
    return {
        _t("待遇"): title_of(row.policy),
        _t("来源"): str(row.get_origin_display()),
        _t("状态"): str(row.get_state_display()),
        _t("每月金额（元）"): f"{row.amount_fen / 100:,.2f}",
        _t("起始月份"): f"{row.from_month:%Y-%m}" if row.from_month else "",
        _t("请本人确认时间"): row.asked_at.isoformat() if row.asked_at else "",
        _t("本人答复时间"): row.answered_at.isoformat() if row.answered_at else "",
        _t("兑现时间"): row.granted_at.isoformat() if row.granted_at else "",
        _t("说明"): row.reason,
    }
