"""How much may be spent under a policy in a year: versions, of which the newest counts, and two warnings."""

from django.db.models import Max
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.payments.events import BudgetNearlySpent
from juxian.payments.models import Budget, BudgetWarning
from juxian.payments.permissions import Permission


@action(_("设定预算"), Permission.SET_BUDGET)
def set_budget(policy: str, *, year: int, amount_fen: int, reason: str, by: Actor) -> Budget:
    """Write a new version; the earlier ones stay on record with their reasons."""
    if amount_fen <= 0:
        raise RuleBroken(_t("预算金额必须大于零。请核对后再填。"), field="amount_fen")
    if not reason.strip():
        raise RuleBroken(_t("请写明依据，例如预算批复的文号。"), field="reason")
    last = Budget.objects.filter(policy=policy, year=year).aggregate(last=Max("version"))["last"] or 0
    return Budget.objects.create(
        policy=policy,
        year=year,
        version=last + 1,
        amount_fen=amount_fen,
        reason=reason.strip(),
        set_by=by.label,
        set_at=clock.now(),
    )


@system_action(_("预算预警"))
def warn_of_budget(budget: Budget, *, share: int, committed_fen: int) -> Budget:
    """Note that this share (80 or 95 per cent) is promised, and say so once. A new version may warn again."""
    _warning, is_new = BudgetWarning.objects.get_or_create(
        budget=budget, share=share, defaults={"committed_fen": committed_fen, "warned_at": clock.now()}
    )
    if is_new:
        announce(BudgetNearlySpent(budget.policy, budget.year, share))
    return budget
