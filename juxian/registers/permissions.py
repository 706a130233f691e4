"""What may be done with the registers of other offices."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, allows, rule

FILE = "registers.delivery"  # the purpose of the uploaded files


class Permission(StrEnum):
    """Permissions of this domain; `config/roles.py` says who has them."""

    READ = "registers.read"
    TAKE_IN = "registers.take_in"
    LOOK_UP = "registers.look_up"
    ANSWER = "registers.answer"
    ASK = "registers.ask"


@rule(Permission.ASK)
def is_own(actor: Actor, row: Any) -> bool:
    """Everybody asks about themselves only: the row is the person, or their question."""
    person = getattr(row, "person", row)
    return bool(person.surviving().pk == actor.person_id)


@rule(Permission.ANSWER)
def is_not_own(actor: Actor, query: Any) -> bool:
    """Nobody answers their own question."""
    return not is_own(actor, query)


def may_read_file(actor: Actor, upload: Any) -> bool:
    """The files hold the document numbers of everybody in them: only who takes files in reads them."""
    return allows(actor, Permission.TAKE_IN)
