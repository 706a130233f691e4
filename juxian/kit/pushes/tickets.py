"""The token in a page that opens its stream: topics, language and viewer, signed and short-lived.

So the server of streams looks up no session and no row: what a page may hear was decided when the page was made. The
token stands in an address, which proxies write into logs; it opens nothing without the cookie it was made for.
"""

import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing

from juxian.kit.pushes.registry import TOPIC, checked

SALT = "juxian.kit.pushes"
VALID_SECONDS = 6 * 3600
LONGEST_TOKEN = 3000
MOST_TOPICS = 12


@dataclass(frozen=True)
class Ticket:
    """What one page may hear. `viewer` is an opaque key of who watches, `holder` a digest of their session's cookie,
    each "" for visitors; `issued_at` is seconds since 1970."""

    topics: tuple[str, ...]
    language: str
    viewer: str
    issued_at: float
    holder: str = ""

    @property
    def expires_at(self) -> float:
        return self.issued_at + VALID_SECONDS


def holder_of(cookie: str) -> str:
    """Return the digest of a session's cookie, "" where there is none."""
    return hashlib.sha256(f"{SALT}\0{cookie}".encode()).hexdigest()[:24] if cookie else ""


def issue(topics: Iterable[str], *, language: str, viewer: str = "", holder: str = "") -> str:
    """Return the token for a page that the acting person may see."""
    names = tuple(dict.fromkeys(checked(TOPIC, topic) for topic in topics))
    if not 0 < len(names) <= MOST_TOPICS:
        raise ValueError(f"a page listens to 1 to {MOST_TOPICS} topics, not {len(names)}")
    body = json.dumps([names, language, viewer, round(time.time(), 3), holder], separators=(",", ":"))
    return signing.Signer(salt=SALT).sign_object(body, compress=True)


def read(token: str) -> Ticket | None:
    """Return what the token says, or None where it is not ours or its time is over."""
    if len(token) > LONGEST_TOKEN:
        return None
    try:
        topics, language, viewer, issued_at, holder = json.loads(signing.Signer(salt=SALT).unsign_object(token))
    except (signing.BadSignature, ValueError):
        return None
    ticket = Ticket(tuple(topics), language, viewer, issued_at, holder)
    return ticket if time.time() < ticket.expires_at else None
