"""Who may do what with entitlements. Whoever reviews them never pays: `payments` has permissions of its own."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor, rule

EVIDENCE = "benefits.evidence"  # the purpose of what is added to an appeal or a claim


class Permission(models.TextChoices):
    """What roles may do here; `config/roles.py` says which."""

    CLAIM = "benefits.claim", _("确认、放弃和申诉自己的待遇")
    CONFIRM_STAFF = "benefits.confirm_staff", _("代本单位员工集中确认在岗")
    RUN = "benefits.run", _("冻结、计算和入账")
    REVIEW = "benefits.review", _("抽查、核实和公示")
    GRANT = "benefits.grant", _("兑现")
    HANDLE_APPEAL = "benefits.handle_appeal", _("办理待遇申诉")
    SIMULATE = "benefits.simulate", _("政策沙盘测算")
    READ_FIGURES = "benefits.read_figures", _("查看待遇统计和预算执行")
    SEE_ALL = "benefits.see_all", _("查看全部待遇")


@rule(Permission.CLAIM)
def is_own(actor: Actor, row: Any) -> bool:
    """Everybody answers for themselves: the row is the person, their entitlement or their appeal."""
    return bool(_owner(row).surviving().pk == actor.person_id)


@rule(Permission.REVIEW)
def is_not_own(actor: Actor, row: Any) -> bool:
    """Nobody reviews what they would get themselves. A run is about everybody and is nobody's own."""
    owner = _owner(row)
    return owner is None or owner.surviving().pk != actor.person_id


@rule(Permission.HANDLE_APPEAL)
def may_handle(actor: Actor, appeal: Any) -> bool:
    """Not one's own, and not of an entitlement that one has looked at before."""
    return is_not_own(actor, appeal) and actor.person_id not in appeal.barred_ids()


@rule(Permission.CONFIRM_STAFF)
def is_own_report(actor: Actor, row: Any) -> bool:
    """An employer speaks for its own staff: the row is the organisation itself, or what it wrote."""
    return bool(getattr(row, "organisation_id", row.pk) == actor.organisation_id)


def _owner(row: Any) -> Any:
    for name in ("applicant", "holder"):
        if hasattr(row, name):
            return getattr(row, name)
    return row if hasattr(row, "surviving") else None
