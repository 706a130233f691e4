"""What may be done with money. Separation of duties is a rule about the row: see `may_review` and `may_seal`."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, rule


class Permission(StrEnum):
    MANAGE_OWN_ACCOUNT = "payments.manage_own_account"
    REGISTER_ACCOUNT = "payments.register_account"  # at the counter, with the person present
    MANAGE_ACCOUNTS = "payments.manage_accounts"  # have them checked, close one, open a number
    COMPUTE_BATCH = "payments.compute_batch"  # draft, compute, take a line out, send back, discard
    REVIEW_BATCH = "payments.review_batch"
    SEAL_BATCH = "payments.seal_batch"
    SUBMIT_BATCH = "payments.submit_batch"
    TAKE_IN_REPLY = "payments.take_in_reply"
    SETTLE_DIFFERENCE = "payments.settle_difference"
    HOLD = "payments.hold"
    MANAGE_RECOVERY = "payments.manage_recovery"
    WAIVE = "payments.waive"
    SET_BUDGET = "payments.set_budget"
    SEE_PAYMENTS = "payments.see_payments"


@rule(Permission.MANAGE_OWN_ACCOUNT)
def is_own(actor: Actor, subject: Any) -> bool:
    """One's own: the subject is the person, or an account of theirs."""
    return bool(getattr(subject, "person", subject).surviving().pk == actor.person_id)


@rule(Permission.REVIEW_BATCH)
def may_review(actor: Actor, batch: Any) -> bool:
    """Nobody reviews what they computed."""
    return actor.person_id is not None and batch.computed_by_id != actor.person_id


@rule(Permission.SEAL_BATCH)
def may_seal(actor: Actor, batch: Any) -> bool:
    """Nobody seals what they reviewed or computed: a batch leaves the house through three pairs of hands."""
    return actor.person_id is not None and actor.person_id not in {batch.computed_by_id, batch.reviewed_by_id}


@rule(Permission.SETTLE_DIFFERENCE)
def is_not_own_payment(actor: Actor, subject: Any) -> bool:
    """Nobody says of their own payment that it did not arrive, or may go out again."""
    payee = getattr(getattr(subject, "payment", None) or subject, "person", None)
    return payee is None or bool(payee.surviving().pk != actor.person_id)


rule(Permission.COMPUTE_BATCH)(is_not_own_payment)
