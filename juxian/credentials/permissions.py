"""What may be done with certificates."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, rule


class Permission(StrEnum):
    HOLD = "credentials.hold"
    SEE_ALL = "credentials.see_all"
    CONTROL = "credentials.control"
    HAND_OVER = "credentials.hand_over"  # print, hand over, ask for a copy at the counter, order a ceremony
    DECIDE_COPY = "credentials.decide_copy"
    PROPOSE_REVOCATION = "credentials.propose_revocation"
    SHARE = "credentials.share"  # a skill passport of one's own
    CHECK_LIST = "credentials.check_list"


@rule(Permission.HOLD)
def is_holder(actor: Actor, subject: Any) -> bool:
    """The holder's own, also where it was issued to a row that was merged into theirs."""
    holder = getattr(getattr(subject, "credential", subject), "holder", None)
    return holder is not None and bool(holder.surviving().pk == actor.person_id)


def is_not_holder(actor: Actor, subject: Any) -> bool:
    """Nobody controls their own certificate, its copies, or what they asked for. What is no certificate of one holder
    (a ceremony, a list to revoke) has a rule of its own in its actions."""
    return not is_holder(actor, subject)


rule(Permission.CONTROL)(is_not_holder)
rule(Permission.DECIDE_COPY)(is_not_holder)
rule(Permission.HAND_OVER)(is_not_holder)


@rule(Permission.SHARE)
def is_own(actor: Actor, subject: Any) -> bool:
    """A person shares what is theirs: the subject is the person, or a passport of theirs."""
    return bool(getattr(subject, "holder", subject).surviving().pk == actor.person_id)
