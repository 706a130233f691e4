"""Who may publish notices, object to them, and decide on objections."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from juxian.kit.access import Actor, allows, rule

if TYPE_CHECKING:
    from juxian.notices.models import Objection


EVIDENCE = "notices.objection"  # the purpose of files that come with an objection


class Permission(StrEnum):
    READ_NOTICES = "notices.read_notices"
    DRAFT_NOTICE = "notices.draft_notice"
    PUBLISH_NOTICE = "notices.publish_notice"
    FILE_OBJECTION = "notices.file_objection"
    HANDLE_OBJECTION = "notices.handle_objection"


@rule(Permission.HANDLE_OBJECTION)
def is_not_involved(actor: Actor, objection: "Objection | Any") -> bool:
    """Who reviewed the case or published the notice does not decide on an objection to it."""
    if actor.person_id is None:
        return True
    notice, entry = objection.notice, objection.entry
    return actor.person_id != notice.published_by_id and (entry is None or actor.person_id not in entry.barred_ids)


def may_read_evidence(actor: Actor, upload: Any) -> bool:
    """Evidence may name the objector: only who handles objections reads it."""
    return allows(actor, Permission.HANDLE_OBJECTION)
