"""What may be done with the kit's own tables: the inbox, the wording of messages, the queue, the record."""

from enum import StrEnum
from typing import Any

from juxian.kit.access import Actor, rule


class Permission(StrEnum):
    USE_INBOX = "kit.use_inbox"
    EDIT_MESSAGES = "kit.edit_messages"
    RETRY_JOBS = "kit.retry_jobs"
    READ_RECORD = "kit.read_record"


# Every role of a signed-in person has these.
FOR_EVERYONE = (Permission.USE_INBOX,)


@rule(Permission.USE_INBOX)
def is_own_message(actor: Actor, message: Any) -> bool:
    recipient = getattr(message, "recipient_id", actor.person_id)
    return actor.person_id is not None and recipient == actor.person_id
