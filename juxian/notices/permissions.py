"""Who may publish notices, object to them, and decide on objections."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from juxian.kit.access import Actor, rule

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
    """Who applied, reviewed the case or published the notice does not decide on an objection to it, nor learn who
    objects. An objection to the whole notice is about each case on it."""
    if actor.person_id is None:
        return True
    notice, entry = objection.notice, objection.entry
    barred = notice.entries.filter(barred_ids__contains=[actor.person_id])
    if actor.person_id == notice.published_by_id:
        return False
    return not (barred.filter(pk=entry.pk) if entry else barred).exists()
