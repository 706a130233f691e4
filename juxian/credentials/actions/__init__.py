"""Everything that may be done with certificates."""

from juxian.credentials.actions.ceremony import arrange_ceremony, invite_to_ceremony, leave_ceremony, order_ceremony
from juxian.credentials.actions.copy import (
    approve_copy_request,
    ask_for_corrected_copy,
    refuse_copy_request,
    request_copy,
    request_copy_at_counter,
    withdraw_copy_request,
)
from juxian.credentials.actions.credential import (
    expire_credential,
    issue_credential,
    renew_credential,
    resume_credential,
    revoke_credential,
    suspend_credential,
)
from juxian.credentials.actions.hand_over import hand_over_at_ceremony, hand_over_copy, take_back_copy
from juxian.credentials.actions.list_check import check_list, clear_list_check
from juxian.credentials.actions.open_badge import take_open_badge
from juxian.credentials.actions.passport import share_passport, view_passport, withdraw_passport
from juxian.credentials.actions.print_run import fail_print, finish_print, keep_piece, order_print, retry_print
from juxian.credentials.actions.revocation import drop_revocation, execute_revocation, propose_revocation

__all__ = [
    "approve_copy_request",
    "arrange_ceremony",
    "ask_for_corrected_copy",
    "check_list",
    "clear_list_check",
    "drop_revocation",
    "execute_revocation",
    "expire_credential",
    "fail_print",
    "finish_print",
    "hand_over_at_ceremony",
    "hand_over_copy",
    "invite_to_ceremony",
    "issue_credential",
    "keep_piece",
    "leave_ceremony",
    "order_ceremony",
    "order_print",
    "propose_revocation",
    "refuse_copy_request",
    "renew_credential",
    "request_copy",
    "request_copy_at_counter",
    "resume_credential",
    "retry_print",
    "revoke_credential",
    "share_passport",
    "suspend_credential",
    "take_back_copy",
    "take_open_badge",
    "view_passport",
    "withdraw_copy_request",
    "withdraw_passport",
]
