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
from juxian.benefits.actions.found import FoundRow, ask_found, found_by
from juxian.benefits.actions.merge import absorb_entitlement, give_back_entitlement, move_entitlement
from juxian.benefits.actions.notice import (
    clear_entitlement,
    grant_entitlements,
    publish_entitlements,
    stop_entitlement,
    take_off_entitlement,
)

__all__ = [
    "FoundRow",
    "absorb_entitlement",
    "accept_appeal",
    "ask_again",
    "ask_found",
    "claim_entitlement",
    "clear_entitlement",
    "confirm_entitlement",
    "decline_entitlement",
    "dismiss_appeal",
    "dispute_entitlement",
    "end_entitlement",
    "file_appeal",
    "found_by",
    "give_back_entitlement",
    "grant_entitlements",
    "hold_entitlement",
    "lapse_entitlement",
    "move_entitlement",
    "presume_entitlement",
    "publish_entitlements",
    "refuse_entitlement",
    "release_entitlement",
    "reopen_entitlement",
    "stop_entitlement",
    "take_off_entitlement",
    "take_up_entitlement",
    "uphold_appeal",
    "withdraw_appeal",
]
