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
from juxian.payments.actions.batch import (
    compute_batch,
    compute_chunk,
    discard_batch,
    draft_batch,
    finish_computing,
    return_batch,
    review_batch,
)
from juxian.payments.actions.budget import set_budget, warn_of_budget
from juxian.payments.actions.delivery import (
    acknowledge_batch,
    begin_delivery,
    confirm_delivery,
    declare_lost,
    deliver_again,
    mark_unknown_payments,
    resolve_unknown,
    submit_batch,
    take_back_delivery,
)
from juxian.payments.actions.hold import hold_payee, release_payee
from juxian.payments.actions.obligation import ObligationRow, Posted, post_obligations
from juxian.payments.actions.payment import drop_payment, repay_returned
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
from juxian.payments.actions.reply import settle_difference, take_in_reply
from juxian.payments.actions.sealing import export_file, seal_batch
from juxian.payments.actions.voucher import export_vouchers

__all__ = [
    "ObligationRow",
    "Posted",
    "acknowledge_batch",
    "activate_account",
    "agree_instalments",
    "begin_delivery",
    "cancel_account",
    "claim_back",
    "close_account",
    "collect_recovery",
    "compute_batch",
    "compute_chunk",
    "confirm_delivery",
    "declare_lost",
    "deliver_again",
    "discard_batch",
    "draft_batch",
    "drop_payment",
    "export_file",
    "export_vouchers",
    "finish_computing",
    "hold_payee",
    "mark_unknown_payments",
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
    "repay_returned",
    "resolve_unknown",
    "return_batch",
    "reveal_account",
    "review_batch",
    "seal_batch",
    "set_budget",
    "settle_difference",
    "submit_batch",
    "take_account_answer",
    "take_back_delivery",
    "take_in_reply",
    "waive_recovery",
    "warn_of_budget",
]
