"""The list for checking without network: which papers do not hold, signed, small enough for any stick.

It names no certificate: a paper is found by a hash of its 128-bit code, which nobody can guess."""

import hashlib

from django.conf import settings

from juxian.credentials.did import did_of
from juxian.credentials.proofs.jose import to_token
from juxian.credentials.proofs.multibase import to_base64url
from juxian.credentials.queries.status import papers_that_do_not_hold
from juxian.credentials.signing import KEY_ID, sign_bytes
from juxian.kit import clock

KIND = "juxian-status+jwt"
HASH_LENGTH = 16  # characters: 96 bits, no two of a million papers share them


def status_file() -> str:
    """Return the list of this moment as a signed token."""
    claims = {
        "iss": did_of(settings.SITE_URL),
        "iat": int(clock.now().timestamp()),
        "states": {key_of(code): state for code, state in papers_that_do_not_hold()},
    }
    return to_token(claims, sign=sign_bytes, key_id=f"{did_of(settings.SITE_URL)}#{KEY_ID}", kind=KIND)


def key_of(code: str) -> str:
    """Return under what a paper with this code stands in the list."""
    return to_base64url(hashlib.sha256(code.encode()).digest())[:HASH_LENGTH]
