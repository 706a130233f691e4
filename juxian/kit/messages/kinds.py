"""The kinds of message that exist, and their wording."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from juxian.kit.access import Text
from juxian.kit.errors import RuleBroken
from juxian.kit.models import MessageTemplate
from juxian.kit.models.message import Channel

PLACEHOLDER = re.compile(r"\{(\w+)\}")
LONGEST_TITLE = 200
MESSAGE_KINDS: dict[str, "MessageKind"] = {}


@dataclass(frozen=True)
class MessageKind:
    """One kind of message, declared in a domain's `messages.py`; making it registers it.

    `key` is "domain.what_happened". Placeholders are written `{name}` and nothing else is understood. A kind with
    `must_arrive` cannot be turned off by the person; one that is `urgent` ignores the quiet hours (one-time codes).
    """

    key: str
    title: Text
    body: Text
    channels: tuple[str, ...] = ()
    label: Text = ""
    must_arrive: bool = False
    urgent: bool = False
    example: Mapping[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unknown = set(self.channels) - {*Channel.values, "inbox"}
        if unknown:
            raise ValueError(f"{self.key}: unknown channels {sorted(unknown)}")
        MESSAGE_KINDS[self.key] = self

    @property
    def placeholders(self) -> frozenset[str]:
        """What the sender provides; an officer's wording may use these and no others."""
        return frozenset(PLACEHOLDER.findall(f"{self.title} {self.body}"))

    @property
    def ways_out(self) -> list[str]:
        """The channels besides the inbox, which every message reaches."""
        return [channel for channel in self.channels if channel != "inbox"]


def kind_named(key: str) -> MessageKind:
    """Return the registered kind; a key that no domain declares is a programming error."""
    return MESSAGE_KINDS[key]


def current_wording(kind: MessageKind) -> tuple[str, str]:
    """Return title and body in force: the newest version of the officers, or the house's own."""
    newest = MessageTemplate.objects.filter(kind=kind.key).order_by("-version").first()
    return (newest and newest.title) or str(kind.title), (newest and newest.body) or str(kind.body)


def worded(kind: MessageKind, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return title and body with the context put in."""
    missing = kind.placeholders - set(context)
    if missing:
        raise ValueError(f"message {kind.key} needs {sorted(missing)}")
    title, body = current_wording(kind)
    return " ".join(_filled(title, context).split())[:LONGEST_TITLE], _filled(body, context).strip()


def preview(kind: MessageKind, title: str, body: str) -> tuple[str, str]:
    """Show an officer what a wording would look like, with the kind's example; refuse a wording that cannot work."""
    check_wording(kind, title, body)
    example = {name: kind.example.get(name, f"〔{name}〕") for name in kind.placeholders}
    return _filled(title, example), _filled(body, example)


def check_wording(kind: MessageKind, title: str, body: str) -> None:
    """Raise where a wording is too long or uses a placeholder that this kind of message does not have."""
    if len(title) > LONGEST_TITLE:
        raise RuleBroken(_("标题最多 200 个字。请缩短后再保存。"), field="title")
    for name, text in (("title", title), ("body", body)):
        unknown = sorted(set(PLACEHOLDER.findall(text)) - kind.placeholders)
        rest = PLACEHOLDER.sub("", text)
        if unknown or "{" in rest or "}" in rest:
            raise RuleBroken(
                _("“%(found)s”不是这类消息可用的占位符。可用的有：%(known)s。请改正后再保存。")
                % {
                    "found": "{" + unknown[0] + "}" if unknown else "{ }",
                    "known": "、".join("{" + known + "}" for known in sorted(kind.placeholders)) or _("无"),
                },
                field=name,
            )


def _filled(text: str, context: Mapping[str, Any]) -> str:
    return PLACEHOLDER.sub(lambda found: str(context.get(found[1], found[0])), text)
