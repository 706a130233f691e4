"""The port to the outside: text messages. A city writes one class with `send` and names it in SMS_GATEWAY."""

import sys
from dataclasses import dataclass
from typing import ClassVar, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

TIMEOUT_SECONDS = 10


class DeliveryFailed(Exception):
    """The gateway did not take the message. `for_good` where trying again cannot help."""

    def __init__(self, answer: str, *, for_good: bool = False):
        super().__init__(answer)
        self.answer, self.for_good = answer, for_good


class SmsGateway(Protocol):
    """Sends one text message. A second call with the same key must not send again where the provider can tell.
    Answers within TIMEOUT_SECONDS, or raises `DeliveryFailed`."""

    def send(self, mobile: str, text: str, *, key: str) -> str: ...


@dataclass(frozen=True)
class TextMessage:
    mobile: str
    text: str
    key: str


class ConsoleSms:
    """For development: prints, with the number masked."""

    def send(self, mobile: str, text: str, *, key: str) -> str:
        sys.stdout.write(f"[SMS {masked(mobile)}] {text}\n")
        return "printed"


class UnconfiguredSms:
    """For production until a city names its own: nothing is sent, nothing is printed, and the delivery says so."""

    def send(self, mobile: str, text: str, *, key: str) -> str:
        raise DeliveryFailed("no SMS gateway is configured (JUXIAN_SMS_GATEWAY)", for_good=True)


class MemorySms:
    """For tests: keeps what was sent, and refuses numbers in `refused`."""

    outbox: ClassVar[list[TextMessage]] = []
    refused: ClassVar[set[str]] = set()

    def send(self, mobile: str, text: str, *, key: str) -> str:
        if mobile in self.refused:
            raise DeliveryFailed("refused by gateway")
        self.outbox.append(TextMessage(mobile, text, key))
        return f"accepted {len(self.outbox)}"


def masked(mobile: str) -> str:
    return f"{mobile[:3]}****{mobile[-4:]}" if len(mobile) >= 8 else "****"


def sms_gateway() -> SmsGateway:
    return import_string(settings.SMS_GATEWAY)()


def send_sms(mobile: str, text: str, *, key: str) -> str:
    """Send one text message now, outside the inbox (a one-time code). Return the gateway's answer."""
    return sms_gateway().send(mobile, text, key=key)
