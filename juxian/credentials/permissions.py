"""What may be done with certificates."""

from enum import StrEnum

from juxian.kit.access import Actor, rule


class Permission(StrEnum):
    HOLD = "credentials.hold"
    SEE_ALL = "credentials.see_all"
    CONTROL = "credentials.control"


@rule(Permission.HOLD)
def is_holder(actor: Actor, credential: object) -> bool:
    return getattr(credential, "holder_id", None) == actor.person_id


@rule(Permission.CONTROL)
def is_not_holder(actor: Actor, credential: object) -> bool:
    """Nobody controls their own certificate."""
    return getattr(credential, "holder_id", None) != actor.person_id
