"""Every write of benefits."""

from juxian.benefits.actions.answer import (
    confirm_entitlement,
    decline_entitlement,
    dispute_entitlement,
    lapse_entitlement,
    presume_entitlement,
    take_up_entitlement,
)
from juxian.benefits.actions.appeal import (
    accept_appeal,
    claim_entitlement,
    dismiss_appeal,
    file_appeal,
    uphold_appeal,
    withdraw_appeal,
)
from juxian.benefits.actions.entitlement import (
    ask_again,
    end_entitlement,
    hold_entitlement,
    refuse_entitlement,
    release_entitlement,
    reopen_entitlement,
)
from juxian.benefits.actions.fact_change import note_fact_change
from juxian.benefits.actions.found import FoundRow, ask_found, found_by
from juxian.benefits.actions.merge import absorb_entitlement, give_back_entitlement, move_entitlement
from juxian.benefits.actions.notice import (
    clear_entitlement,
    grant_entitlements,
    publish_entitlements,
    stop_entitlement,
    take_off_entitlement,
)
from juxian.benefits.actions.posting import finish_posting, post_chunk, post_run
from juxian.benefits.actions.run import discard_run, evaluate_run, freeze_run, open_run
from juxian.benefits.actions.run_work import evaluate_chunk, finish_evaluation, stop_work
from juxian.benefits.actions.sample import record_sample, review_run
from juxian.benefits.actions.staff import (
    SheetResult,
    StaffLine,
    confirm_staff,
    report_departure,
    settle_departure,
    take_in_staff_sheet,
    withdraw_departure,
)

__all__ = [
    "FoundRow",
    "SheetResult",
    "StaffLine",
    "absorb_entitlement",
    "accept_appeal",
    "ask_again",
    "ask_found",
    "claim_entitlement",
    "clear_entitlement",
    "confirm_entitlement",
    "confirm_staff",
    "decline_entitlement",
    "discard_run",
    "dismiss_appeal",
    "dispute_entitlement",
    "end_entitlement",
    "evaluate_chunk",
    "evaluate_run",
    "file_appeal",
    "finish_evaluation",
    "finish_posting",
    "found_by",
    "freeze_run",
    "give_back_entitlement",
    "grant_entitlements",
    "hold_entitlement",
    "lapse_entitlement",
    "move_entitlement",
    "note_fact_change",
    "open_run",
    "post_chunk",
    "post_run",
    "presume_entitlement",
    "publish_entitlements",
    "record_sample",
    "refuse_entitlement",
    "release_entitlement",
    "reopen_entitlement",
    "report_departure",
    "review_run",
    "settle_departure",
    "stop_entitlement",
    "stop_work",
    "take_in_staff_sheet",
    "take_off_entitlement",
    "take_up_entitlement",
    "uphold_appeal",
    "withdraw_appeal",
    "withdraw_departure",
]
