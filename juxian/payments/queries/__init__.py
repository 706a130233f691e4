"""Reads of payments. What is named here is the front door; the rest is for payments' own rooms."""

from juxian.payments.formats import bank_formats
from juxian.payments.queries.account import accounts_of, refusal_of
from juxian.payments.queries.balance import BalanceRow, balances, obligations_until, paid_pairs
from juxian.payments.queries.budget import BudgetState, budget_state, budget_states, known_years
from juxian.payments.queries.obligation import PostedByRun, obligations_by_month, posted_of
from juxian.payments.queries.obstacles import obstacles, outcome_label
from juxian.payments.queries.reconciliation import Reconciliation, reconciliation
from juxian.payments.queries.recovery import debt_months, debt_of
from juxian.payments.queries.statement import MonthLine, statement_of

__all__ = [
    "BalanceRow",
    "BudgetState",
    "MonthLine",
    "PostedByRun",
    "Reconciliation",
    "accounts_of",
    "balances",
    "bank_formats",
    "budget_state",
    "budget_states",
    "debt_months",
    "debt_of",
    "known_years",
    "obligations_by_month",
    "obligations_until",
    "obstacles",
    "outcome_label",
    "paid_pairs",
    "posted_of",
    "reconciliation",
    "refusal_of",
    "statement_of",
]
