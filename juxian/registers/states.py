"""The lives of a delivery and of a question about a fact."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from juxian.kit.states import StateTable


class DeliveryState(models.TextChoices):
    """Where a file of another office stands."""

    CHECKING = "checking", _("正在检查")
    UNREADABLE = "unreadable", _("无法读取")
    READY = "ready", pgettext_lazy("delivery", "待导入")
    TAKING_IN = "taking_in", _("正在导入")
    TAKEN_IN = "taken_in", pgettext_lazy("delivery", "已导入")
    DISCARDED = "discarded", _("已放弃")
    WITHDRAWN = "withdrawn", pgettext_lazy("delivery", "已撤销")


D = DeliveryState

DELIVERY = StateTable(
    "registers.Delivery",
    DeliveryState,
    D.CHECKING,
    [
        ("check", _("检查完毕"), D.CHECKING, D.READY),
        ("refuse_file", _("文件无法使用"), D.CHECKING, D.UNREADABLE),
        ("begin", _("开始导入"), D.READY, D.TAKING_IN),
        ("stop", _("导入停止"), D.TAKING_IN, D.READY),
        ("finish", _("导入完毕"), D.TAKING_IN, D.TAKEN_IN),
        ("discard", _("放弃导入"), D.READY, D.DISCARDED),
        ("withdraw", _("撤销导入"), D.TAKEN_IN, D.WITHDRAWN),
    ],
)


class FactQueryState(models.TextChoices):
    """Where a person's question about a fact stands."""

    ASKED = "asked", _("待核实")
    CORRECTED = "corrected", _("已更正")
    EXPLAINED = "explained", _("已说明")
    WITHDRAWN = "withdrawn", _("已撤回")


Q = FactQueryState

FACT_QUERY = StateTable(
    "registers.FactQuery",
    FactQueryState,
    Q.ASKED,
    [
        ("correct", _("数据已更正"), Q.ASKED, Q.CORRECTED),
        ("explain", _("核实后说明"), Q.ASKED, Q.EXPLAINED),
        ("withdraw", _("撤回"), Q.ASKED, Q.WITHDRAWN),
    ],
)
