"""Every write of payments."""

from juxian.payments.actions.account import (
    activate_account,
    cancel_account,
    close_account,
    propose_account,
    propose_account_at_counter,
    record_account,
    record_account_check,
    reveal_account,
    take_account_answer,
)
from juxian.payments.actions.budget import set_budget, warn_of_budget
from juxian.payments.actions.hold import hold_payee, release_payee
from juxian.payments.actions.obligation import ObligationRow, Posted, post_obligations
from juxian.payments.actions.recovery import (
    agree_instalments,
    claim_back,
    collect_recovery,
    open_recovery,
    propose_waiver,
    record_repayment,
    refuse_waiver,
    waive_recovery,
)

__all__ = [
    "ObligationRow",
    "Posted",
    "activate_account",
    "agree_instalments",
    "cancel_account",
    "claim_back",
    "close_account",
    "collect_recovery",
    "hold_payee",
    "open_recovery",
    "post_obligations",
    "propose_account",
    "propose_account_at_counter",
    "propose_waiver",
    "record_account",
    "record_account_check",
    "record_repayment",
    "refuse_waiver",
    "release_payee",
    "reveal_account",
    "set_budget",
    "take_account_answer",
    "waive_recovery",
    "warn_of_budget",
]
