"""The signature on a certificate: Ed25519 over a short canonical text that fits into a QR code."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from juxian.credentials.proofs.multibase import from_base64url, to_base64url
from juxian.kit.canonical import canonical
from juxian.kit.codes import mask_name
from juxian.kit.signing_key import ed25519_key


@dataclass(frozen=True)
class PublishedKey:
    """A key whose public half everybody may know, and the days on which it signed (`until_on` is the last)."""

    id: str
    since_on: dt.date
    until_on: dt.date | None = None


# The next key gets a line here, a last day for the one before, and a file of its own (see `_private_key`).
PUBLISHED_KEYS = [PublishedKey("c1", dt.date(2020, 1, 1))]
KEY_ID = PUBLISHED_KEYS[-1].id
HINT_LENGTH = 6  # characters of the key's fingerprint
WITH_COPIES = 2  # the version of the payload that names the copy and its place in the status list


def payload_of(copy: Any) -> str:
    """The short text in the QR code: version, number, code, serial, place in the status list, masked name, level,
    occupation, days of issue and expiry, and the fingerprint of what the code has no room for."""
    credential = copy.credential
    fields = {
        "v": copy.payload_version,
        "n": credential.number,
        "c": copy.code,
        "p": mask_name(copy.holder_name),
        "l": str(credential.level),
        "o": credential.occupation_code,
        "d": credential.issued_on.isoformat(),
        "h": fingerprint_of(copy),
    }
    if copy.payload_version >= WITH_COPIES:
        fields |= {"s": copy.serial, "i": copy.status_index}
        fields |= {"e": credential.expires_on.isoformat()} if credential.expires_on else {}
    return canonical(fields)


def fingerprint_of(copy: Any) -> str:
    """Return 128 bits of SHA-256 over everything the paper shows: whole name, occupation, employer, photo. Without it
    a row could be given another name with the same mask."""
    credential = copy.credential
    shown = {
        "name": copy.holder_name,
        "occupation": credential.occupation_name,
        "employer": credential.employer_name,
        "portrait": credential.portrait.sha256 if credential.portrait else "",
    }
    if copy.payload_version >= WITH_COPIES:
        shown["identity"] = copy.identity_tail
    return to_base64url(hashlib.sha256(canonical(shown).encode()).digest()[:16])


def is_intact(copy: Any) -> bool:
    """Tell whether we signed exactly what the rows say today: a row altered behind our back is not confirmed.

    A replaced paper keeps what it said; of it only the signature and the code are compared."""
    if copy.is_replaced:
        agrees = f'"c":"{copy.code}"' in copy.payload
    else:
        agrees = copy.holder_name == copy.credential.holder_name and copy.payload == payload_of(copy)
    return agrees and is_genuine(copy.payload, copy.signature)


def sign(payload: str) -> str:
    """Return the signature of the payload in URL-safe base64 without padding."""
    return to_base64url(sign_bytes(payload.encode()))


def sign_bytes(content: bytes) -> bytes:
    """Return the raw signature over badges, tokens and lists. Papers begin with "{", tokens with a letter and proofs
    are two hashes: none can be taken for another."""
    return _private_key(str(settings.KEYS_DIR)).sign(content)


def is_genuine(payload: str, signature: str) -> bool:
    """Tell whether we signed exactly this payload."""
    try:
        public_key().verify(from_base64url(signature), payload.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> Ed25519PublicKey:
    return _private_key(str(settings.KEYS_DIR)).public_key()


def public_key_text() -> str:
    """Return the raw public key in URL-safe base64: what an offline checker needs."""
    return to_base64url(raw_key(KEY_ID))


def raw_key(key_id: str) -> bytes:
    """Return the 32 bytes of a published key. Raises `LookupError` for a key that is not."""
    if key_id not in [key.id for key in PUBLISHED_KEYS]:
        raise LookupError(key_id)
    return public_key().public_bytes_raw()


def key_hint(key_id: str) -> str:
    """Return name and fingerprint of a key: a checker that knows neither is older than the key, and says so."""
    return f"{key_id}-{to_base64url(hashlib.sha256(raw_key(key_id)).digest())[:HINT_LENGTH]}"


def compact(payload: str, signature: str, key_id: str = KEY_ID) -> str:
    """Return payload, signature and the key's hint as one URL fragment: a server never sees it, a scanner does."""
    return f"{to_base64url(payload.encode())}.{signature}.{key_hint(key_id)}"


@cache
def _private_key(folder: str) -> Ed25519PrivateKey:
    return ed25519_key(Path(folder) / "credentials-ed25519.pem")
