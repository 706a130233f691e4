"""The kinds of public notice. A domain that publishes one registers its kind; the city may change the days in settings.

A vocabulary and no table, like a domain's states; other domains import this module freely.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from juxian.kit.access import Text
from juxian.kit.errors import RuleBroken

KINDS: dict[str, "NoticeKind"] = {}


@dataclass(frozen=True)
class NoticeKind:
    """What all notices of a kind have in common. `working_days`: five is the practice of Xiamen (rules §2.1)."""

    key: str
    label: Text
    working_days: int = 5
    allows_anonymous: bool = True


def register_kind(kind: NoticeKind) -> NoticeKind:
    KINDS[kind.key] = kind
    return kind


def notice_kind(key: str) -> NoticeKind:
    """Return the kind; refuse a word that no domain has registered."""
    if key not in KINDS:
        raise RuleBroken(_("没有“%(kind)s”这一类公示。请从办理页面发起公示。") % {"kind": key}, field="kind")
    return KINDS[key]


def working_days_of(kind: NoticeKind) -> int:
    """How many working days this district shows such a notice."""
    return int(settings.NOTICE_WORKING_DAYS.get(kind.key, kind.working_days))
