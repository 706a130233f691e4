"""Messages to people: the inbox always, e-mail and SMS through gateways. How to: docs/how-to/message.md."""

from juxian.kit.messages.actions import choose_channels, mark_read, reword
from juxian.kit.messages.contacts import Contacts, register_contacts
from juxian.kit.messages.kinds import MESSAGE_KINDS, MessageKind, preview
from juxian.kit.messages.queries import inbox_of, unread_count
from juxian.kit.messages.retrying import retry_delivery
from juxian.kit.messages.sending import send, send_to_each

__all__ = [
    "MESSAGE_KINDS",
    "Contacts",
    "MessageKind",
    "choose_channels",
    "inbox_of",
    "mark_read",
    "preview",
    "register_contacts",
    "retry_delivery",
    "reword",
    "send",
    "send_to_each",
    "unread_count",
]
