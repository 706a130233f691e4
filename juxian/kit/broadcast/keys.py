"""Keys of streams, tickets of pages, tokens of players. None of them is ever part of a log line.

A key is typed into OBS: 160 random bits, kept as SHA-256 (with so much chance in it no salt is needed). A ticket lies
in a page that a known person opened, and ends by itself. A token stands in the address of a stream that is not public.
"""

import hashlib
import secrets
import time
from uuid import UUID

from django.core import signing

KEY_BYTES = 20
TICKET_SALT, TOKEN_SALT = "kit.broadcast.ticket", "kit.broadcast.watch"


def make_stream_key() -> tuple[str, str]:
    """Return a new key, to be shown once, and its hash, to be kept."""
    key = secrets.token_hex(KEY_BYTES)
    return key, hash_stream_key(key)


def hash_stream_key(key: str) -> str:
    return hashlib.sha256(key.strip().encode()).hexdigest()


def publish_ticket(stream_id: UUID, seconds: int = 12 * 3600) -> str:
    """Return what lets a page publish this stream, for so long."""
    return signing.dumps([stream_id.hex, int(time.time()) + seconds], salt=TICKET_SALT)


def read_ticket(ticket: str) -> UUID | None:
    """Return the stream that a ticket names, or None where it is not ours or its time is over."""
    return _read(ticket, TICKET_SALT)


def watch_token(stream_id: UUID, seconds: int) -> str:
    """Return the token of a player. Its end is rounded up to an hour: one address serves many, and caches."""
    until = (int(time.time()) + seconds) // 3600 * 3600 + 3600
    return signing.Signer(salt=TOKEN_SALT).sign_object([stream_id.hex, until]).replace(":", ".")


def read_watch_token(token: str) -> UUID | None:
    """Return the stream that a player's token opens, or None."""
    try:
        stream, until = signing.Signer(salt=TOKEN_SALT).unsign_object(token.replace(".", ":"))
        return UUID(stream) if until > time.time() else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _read(ticket: str, salt: str) -> UUID | None:
    try:
        stream, until = signing.loads(ticket, salt=salt)
        return UUID(stream) if until > time.time() else None
    except (signing.BadSignature, ValueError, TypeError):
        return None
