"""Telling a person something: into the inbox now, out of the house by jobs, all in the caller's transaction."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from juxian.kit import clock
from juxian.kit.messages.contacts import contacts_of
from juxian.kit.messages.kinds import MessageKind, kind_named, worded
from juxian.kit.messages.tasks import deliver
from juxian.kit.models import Message, MessageDelivery, MessageOptOut
from juxian.kit.models.message import Channel

# Nobody's phone rings at night: between these local times text messages wait for the morning.
QUIET_FROM, QUIET_UNTIL = dt.time(21, 0), dt.time(8, 0)


def send(kind_key: str, to: UUID, context: Mapping[str, Any], key: str, *, link: str = "") -> Message:
    """Send one message. The same kind, person and key again changes nothing and returns the first message.

    `link` is a path of this site. A rollback of the caller takes message and jobs with it.
    """
    kind = kind_named(kind_key)
    with transaction.atomic():
        message, is_new = _in_inbox(kind, to, context, key, link)
        if is_new:
            _queue_ways_out(kind, message)
    return message


def send_to_each(kind_key: str, people: Iterable[UUID], context: Mapping[str, Any], key: str, *, link: str = "") -> int:
    """Send the same message to several people; return to how many."""
    recipients = list(dict.fromkeys(people))
    for person_id in recipients:
        send(kind_key, person_id, context, key, link=link)
    return len(recipients)


def out_of_quiet_hours(instant: dt.datetime) -> dt.datetime:
    """Return the instant itself, or eight in the morning where it falls into the night."""
    local = timezone.localtime(instant)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return instant
    day = local.date() + dt.timedelta(days=local.time() >= QUIET_FROM)
    return timezone.make_aware(dt.datetime.combine(day, QUIET_UNTIL))


def _in_inbox(kind: MessageKind, to: UUID, context: Mapping[str, Any], key: str, link: str) -> tuple[Message, bool]:
    with translation.override(contacts_of(to).language):
        title, body = worded(kind, context)
    return Message.objects.get_or_create(
        recipient_id=to,
        kind=kind.key,
        key=key,
        defaults={"title": title, "body": body, "link": link, "sent_at": clock.now()},
    )


def _queue_ways_out(kind: MessageKind, message: Message) -> None:
    refused = set() if kind.must_arrive else _refused_channels(kind, message.recipient_id)
    for channel in kind.ways_out:
        if channel not in refused:
            _queue(kind, message, channel)


def _refused_channels(kind: MessageKind, person_id: UUID) -> set[str]:
    rows = MessageOptOut.objects.filter(person_id=person_id, kind=kind.key)
    return set(rows.values_list("channel", flat=True))


def _queue(kind: MessageKind, message: Message, channel: str) -> None:
    now = clock.now()
    due_at = out_of_quiet_hours(now) if channel == Channel.SMS and not kind.urgent else now
    delivery = MessageDelivery.objects.create(message=message, channel=channel, due_at=due_at)
    later = {"schedule_at": due_at} if due_at > now else {}
    deliver.configure(**later).defer(delivery_id=str(delivery.pk))
