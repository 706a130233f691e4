"""What a person finds in the inbox."""

from uuid import UUID

from juxian.kit.models import Message
from juxian.kit.models.message import MessageQuerySet


def inbox_of(person_id: UUID) -> MessageQuerySet:
    """The person's messages, newest first."""
    return Message.objects.of(person_id)


def unread_count(person_id: UUID) -> int:
    return Message.objects.of(person_id).unread().count()
