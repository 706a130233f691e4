"""Who may do what with entitlements. Whoever reviews them never pays: `payments` has permissions of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """What roles may do here; `config/roles.py` says which."""

    CLAIM = "benefits.claim", _("确认、放弃和申诉自己的待遇")
    CONFIRM_STAFF = "benefits.confirm_staff", _("代本单位员工集中确认在岗")
    RUN = "benefits.run", _("冻结、计算和入账")
    REVIEW = "benefits.review", _("抽查和核实候选人")
    GRANT = "benefits.grant", _("公示和兑现")
    HANDLE_APPEAL = "benefits.handle_appeal", _("办理待遇申诉")
    SIMULATE = "benefits.simulate", _("政策沙盘测算")
    READ_FIGURES = "benefits.read_figures", _("查看待遇统计和预算执行")
    SEE_ALL = "benefits.see_all", _("查看全部待遇")
