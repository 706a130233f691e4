"""What payments does by the clock; see config/schedule.py. Each commits by itself, and running twice adds nothing."""

import datetime as dt

from juxian.kit import clock
from juxian.kit.jobs import job
from juxian.payments.actions import activate_account, collect_recovery, mark_unknown_payments, warn_of_budget
from juxian.payments.messages import remind_of_instalment
from juxian.payments.queries.account import due_accounts
from juxian.payments.queries.budget import WARNINGS, budget_states, latest_budgets
from juxian.payments.queries.recovery import collectable, debt_of, instalments_due
from juxian.payments.queries.silence import silent_batches

DAYS_BEFORE = 5  # of an instalment


@job(queue="clock")
def activate_due_accounts() -> int:
    """Use the accounts that have cooled. Return how many."""
    due = list(due_accounts())
    for account in due:
        activate_account(account)
    return len(due)


@job(queue="clock")
def warn_of_budgets() -> int:
    """Say once for each budget that 80 or 95 per cent are promised. Return how many are past a warning."""
    states = [state for state in budget_states(latest_budgets()) if state.warning]
    for state in states:
        for share in WARNINGS:
            if state.budget and state.share >= share:
                warn_of_budget(state.budget, share=share, committed_fen=state.committed_fen)
    return len(states)


@job(queue="clock")
def remind_of_instalments() -> int:
    """Tell people five days before a part falls due, and end claims whose debt is gone. Return how many were told."""
    parts = list(instalments_due(clock.today() + dt.timedelta(days=DAYS_BEFORE)))
    for part in parts:
        remind_of_instalment(part)
    for recovery in collectable():
        if debt_of(recovery.person_id, recovery.policy) == 0:
            collect_recovery(recovery)
    return len(parts)


@job(queue="clock")
def stop_waiting_for_banks() -> int:
    """Call unknown what the bank has not answered in time. Return how many payments."""
    return sum(mark_unknown_payments(batch) for batch in silent_batches(clock.today()))
