"""Writes around messages: deliveries by the platform, reading and refusing by a person, wording by officers."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import PermissionDenied, RuleBroken
from juxian.kit.messages.contacts import Contacts, contacts_of
from juxian.kit.messages.gateways import DeliveryFailed, send_sms
from juxian.kit.messages.kinds import check_wording, kind_named
from juxian.kit.models import Message, MessageDelivery, MessageOptOut, MessageTemplate
from juxian.kit.models.message import Channel
from juxian.kit.permissions import Permission

MOST_ATTEMPTS = 5
LONGEST_ANSWER = 300
State = MessageDelivery.State


@system_action(_("发送消息"))
def attempt_delivery(delivery: MessageDelivery) -> MessageDelivery:
    """Hand a queued message to its channel once and note the answer. A message that left is never handed over again."""
    if delivery.state != State.QUEUED:
        return delivery
    delivery.attempts += 1
    try:
        delivery.answer = _hand_over(delivery)[:LONGEST_ANSWER]
        delivery.state = State.SENT if delivery.answer else State.NO_ADDRESS
    except (DeliveryFailed, OSError) as error:
        delivery.answer = str(error)[:LONGEST_ANSWER]
        if delivery.attempts >= MOST_ATTEMPTS or getattr(error, "for_good", False):
            delivery.state = State.FAILED
    delivery.finished_at = None if delivery.state == State.QUEUED else clock.now()
    delivery.save()
    return delivery


@action(_("标为已读"), Permission.USE_INBOX)
def mark_read(message: Message, *, by: Actor) -> Message:
    """Note that the person has seen the message; the first time counts."""
    if message.read_at is None:
        message.read_at = clock.now()
        message.save(update_fields=["read_at"])
    return message


@action(_("设置接收方式"), Permission.USE_INBOX)
def choose_channels(kind_key: str, *, by: Actor, refused: list[str]) -> None:
    """Keep which channels the person does not want for this kind of message. The inbox cannot be refused."""
    kind = kind_named(kind_key)
    if by.person_id is None:
        raise PermissionDenied("an account without a person has no inbox")
    MessageOptOut.objects.filter(person_id=by.person_id, kind=kind.key).delete()
    MessageOptOut.objects.bulk_create(
        MessageOptOut(person_id=by.person_id, kind=kind.key, channel=Channel(channel))
        for channel in sorted(set(refused))
    )


@action(_("修改消息模板"), Permission.EDIT_MESSAGES)
def reword(kind_key: str, *, by: Actor, title: str, body: str) -> MessageTemplate:
    """Put a new version of the wording in force; two empty texts bring back the wording of the house."""
    kind = kind_named(kind_key)
    check_wording(kind, title, body)
    latest = MessageTemplate.objects.filter(kind=kind.key).aggregate(latest=Max("version"))["latest"] or 0
    template = MessageTemplate(kind=kind.key, version=latest + 1, title=title.strip(), body=body.strip())
    template.made_by = by.label
    try:
        with transaction.atomic():
            template.save(force_insert=True)
    except IntegrityError as error:
        raise RuleBroken(gettext("另一位同事刚刚修改了这个模板。请刷新页面，看过新内容后再改。")) from error
    return template


def _hand_over(delivery: MessageDelivery) -> str:
    """Return the channel's answer, or nothing where the person has no address for it."""
    return CHANNELS[delivery.channel](delivery, contacts_of(delivery.message.recipient_id))


def _by_email(delivery: MessageDelivery, contacts: Contacts) -> str:
    if not contacts.email:
        return ""
    message = delivery.message
    # The id lets a receiving server drop the second copy after a crash between sending and noting it.
    headers = {"Message-ID": f"<{delivery.pk}@juxian>"}
    EmailMessage(message.title, _with_link(message), to=[contacts.email], headers=headers).send()
    return "sent"


def _by_sms(delivery: MessageDelivery, contacts: Contacts) -> str:
    if not contacts.mobile:
        return ""
    text = " ".join(_with_link(delivery.message).split())
    return send_sms(contacts.mobile, text, key=str(delivery.pk)) or "sent"


def _with_link(message: Message) -> str:
    return f"{message.body}\n\n{settings.SITE_URL}{message.link}" if message.link else message.body


CHANNELS: dict[str, Callable[[MessageDelivery, Contacts], str]] = {Channel.EMAIL: _by_email, Channel.SMS: _by_sms}
