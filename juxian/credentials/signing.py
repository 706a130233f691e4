"""The signature on a certificate: Ed25519 over a short canonical text that fits into a QR code."""

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from juxian.kit.codes import mask_name
from juxian.kit.signing_key import ed25519_key

KEY_ID = "c1"
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
    return _encode(hashlib.sha256(canonical(shown).encode()).digest()[:16])


def is_intact(copy: Any) -> bool:
    """Tell whether we signed exactly what the rows say today: a row altered behind our back is not confirmed.

    A replaced paper keeps what it said; of it only the signature and the code are compared."""
    if copy.is_replaced:
        agrees = f'"c":"{copy.code}"' in copy.payload
    else:
        agrees = copy.holder_name == copy.credential.holder_name and copy.payload == payload_of(copy)
    return agrees and is_genuine(copy.payload, copy.signature)


def canonical(fields: dict[str, Any]) -> str:
    """Return the one text of these fields: sorted keys, no spaces, UTF-8 as it is."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sign(payload: str) -> str:
    """Return the signature of the payload in URL-safe base64 without padding."""
    return _encode(_private_key(str(settings.KEYS_DIR)).sign(payload.encode()))


def is_genuine(payload: str, signature: str) -> bool:
    """Tell whether we signed exactly this payload."""
    try:
        public_key().verify(_decode(signature), payload.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> Ed25519PublicKey:
    return _private_key(str(settings.KEYS_DIR)).public_key()


def public_key_text() -> str:
    """Return the raw public key in URL-safe base64: what an offline checker needs."""
    raw = public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return _encode(raw)


def compact(payload: str, signature: str) -> str:
    """Return payload and signature as one URL fragment: a server never sees it, a scanner does."""
    return f"{_encode(payload.encode())}.{signature}"


@cache
def _private_key(folder: str) -> Ed25519PrivateKey:
    return ed25519_key(Path(folder) / "credentials-ed25519.pem")


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
