"""Words and columns of the lists of applications."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.catalogue.levels import SkillLevel
from juxian.evaluation.models import (
    Application,
    BatchRow,
)
from juxian.kit.excel import Column

TAB_LABELS = {
    "intake": _("待受理"),
    "first": _("待初审"),
    "second": _("待复审"),
    "panel": _("评审"),
    "notice": pgettext_lazy("step", "公示"),
    "decision": _("认定发证"),
    "returned": _("待补正"),
    "done": _("已办结"),
}

EXPORT_COLUMNS = [
    Column("number", _("申报编号")),
    Column("name", _("姓名")),
    Column("identity_tail", _("证件后四位")),
    Column("employer", _("工作单位")),
    Column("occupation", _("职业")),
    Column("level", _("申报等级")),
    Column("channel", _("认定渠道")),
    Column("state", _("状态")),
    Column("submitted_on", _("提交日期"), "date"),
    Column("recognised_on", _("认定日期"), "date"),
]


def export_row(application: Application) -> dict[str, Any]:
    """Return one row of the Excel list; the identity number by its last four only."""
    return {
        "number": application.number,
        "name": application.applicant.name,
        "identity_tail": application.applicant.identity_tail,
        "employer": application.employer.name if application.employer else "",
        "occupation": application.item.name if application.item else "",
        "level": str(SkillLevel(application.level).label) if application.level else "",
        "channel": str(application.get_channel_display()),
        "state": str(application.get_state_display()),
        "submitted_on": application.submitted_at.date() if application.submitted_at else None,
        "recognised_on": application.recognised_on,
    }


BATCH_COLUMNS = [
    Column("number", _("原表行号"), "integer"),
    Column("name", _("姓名")),
    Column("identity_tail", _("证件后四位")),
    Column("occupation", _("职业")),
    Column("level", _("申报等级")),
    Column("state", _("状态")),
    Column("reason", _("说明")),
    Column("due_on", _("确认期限"), "date"),
]


def batch_row(row: BatchRow) -> dict[str, Any]:
    """Return one worker of a batch as the employer may know them: what it sent itself, and where that stands."""
    return {
        "number": row.number,
        "name": row.name,
        "identity_tail": row.identity_tail,
        "occupation": row.item.name,
        "level": str(row.get_level_display()),
        "state": str(row.present_state),
        "reason": row.reason,
        "due_on": timezone.localdate(row.due_at),
    }
