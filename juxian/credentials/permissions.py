"""What may be done with certificates."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, rule


class Permission(StrEnum):
    HOLD = "credentials.hold"
    SEE_ALL = "credentials.see_all"
    CONTROL = "credentials.control"


@rule(Permission.HOLD)
def is_holder(actor: Actor, credential: Any) -> bool:
    """The holder's own, also where it was issued to a row that was merged into theirs."""
    return bool(credential.holder.surviving().pk == actor.person_id)


@rule(Permission.CONTROL)
def is_not_holder(actor: Actor, credential: Any) -> bool:
    """Nobody controls their own certificate."""
    return not is_holder(actor, credential)
