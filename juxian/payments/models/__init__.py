"""Tables of payments. Amounts are integer fen, months are their first day, policies are text keys."""

from juxian.payments.models.account import AccountCheck, AccountSource, BankAccount
from juxian.payments.models.batch import Batch, BatchCandidate, Outcome, SealedFile
from juxian.payments.models.budget import Budget, BudgetWarning
from juxian.payments.models.ledger import Entry, LedgerAccount
from juxian.payments.models.obligation import Obligation, ObligationKind
from juxian.payments.models.payee import Hold, Payee
from juxian.payments.models.payment import Payment, PaymentPart
from juxian.payments.models.recovery import Instalment, Recovery, Repayment
from juxian.payments.models.reply import BankReply, BankReplyLine, Decision, Fault, LineResult, ReplyKind

__all__ = [
    "AccountCheck",
    "AccountSource",
    "BankAccount",
    "BankReply",
    "BankReplyLine",
    "Batch",
    "BatchCandidate",
    "Budget",
    "BudgetWarning",
    "Decision",
    "Entry",
    "Fault",
    "Hold",
    "Instalment",
    "LedgerAccount",
    "LineResult",
    "Obligation",
    "ObligationKind",
    "Outcome",
    "Payee",
    "Payment",
    "PaymentPart",
    "Recovery",
    "Repayment",
    "ReplyKind",
    "SealedFile",
]
