"""The numbers of events, the codes of reservations, and the keys under which visits are counted."""

import hashlib
import hmac
import secrets
from typing import Any

from django.conf import settings

from juxian.kit import clock
from juxian.kit.codes import check_character, compact, valid_check_character
from juxian.kit.numbering import next_number

# No 0, O, 1 and I: the code is read aloud at a door. 31 characters, nine of them: 44 bits.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 9


def event_number() -> str:
    """Return the next number of this year: HD20250001."""
    year = clock.today().year
    return f"HD{year}{next_number(f'fairs.event.{year}'):04d}"


def new_code() -> str:
    """Return a code of ten characters, the last of which checks the others."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
        check = check_character(body)
        if check in ALPHABET:
            return body + check


def read_code(text: str) -> str:
    """Return the code that somebody typed or scanned (the address of the QR code ends with it), or ""."""
    typed = compact(text.strip().rstrip("/").rpartition("/")[2])
    return typed if len(typed) == LENGTH + 1 and valid_check_character(typed) else ""


def spaced(code: str) -> str:
    """Return the code as people read it: ABCDE FGHJK."""
    return f"{code[:5]} {code[5:]}"


def viewer_key(event_id: Any, who: Any) -> str:
    """Return the digest under which one visitor is counted once at one event. `who` is anything that stays the same
    for them: a reservation, an account, a random mark in a cookie. Nothing leads back from it."""
    text = f"fairs.visit\0{event_id}\0{who}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
