"""What a person finds in the inbox, and what officers see of wordings and deliveries."""

from uuid import UUID

from django.db.models import Count

from juxian.kit.models import Message, MessageDelivery, MessageTemplate
from juxian.kit.models.message import MessageQuerySet


def inbox_of(person_id: UUID) -> MessageQuerySet:
    """The person's messages, newest first."""
    return Message.objects.of(person_id)


def unread_count(person_id: UUID) -> int:
    return Message.objects.of(person_id).unread().count()


def wordings_in_force() -> dict[str, MessageTemplate]:
    """Return the newest version of each kind that officers ever changed; one with empty texts is the house's again."""
    return {row.kind: row for row in MessageTemplate.objects.order_by("kind", "-version").distinct("kind")}


def failures_by_kind() -> dict[str, int]:
    """Return how many messages of each kind could not be delivered and wait for somebody to look."""
    rows = MessageDelivery.objects.failed().order_by().values("message__kind").annotate(count=Count("id"))
    return {row["message__kind"]: row["count"] for row in rows}
