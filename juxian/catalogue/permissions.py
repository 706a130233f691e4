"""Who may work on the registers and the shortage catalogue."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from juxian.kit.access import Actor, allows, rule

if TYPE_CHECKING:
    from juxian.catalogue.models import Edition


SHEET = "catalogue.items"  # the purpose of Excel files that are to be imported


class Permission(StrEnum):
    READ_DRAFTS = "catalogue.read_drafts"
    EDIT_CATALOGUE = "catalogue.edit_catalogue"
    ANSWER_OPINION = "catalogue.answer_opinion"
    GIVE_OPINION = "catalogue.give_opinion"
    PUBLISH_CATALOGUE = "catalogue.publish_catalogue"
    MANAGE_REGISTERS = "catalogue.manage_registers"


@rule(Permission.PUBLISH_CATALOGUE)
def is_not_its_maker(actor: Actor, edition: "Edition") -> bool:
    """Four eyes: whoever put the draft up for opinions may not also publish it."""
    return actor.person_id is None or edition.opened_by_id != actor.person_id


def may_read_sheet(actor: Actor, upload: Any) -> bool:
    """Who edits the catalogue may read what was uploaded for it."""
    return allows(actor, Permission.EDIT_CATALOGUE)
