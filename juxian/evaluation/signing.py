"""The signature under what is marked (an assessor's sheet, the marks of a sitting): Ed25519 over SHA-256 of one
canonical text. A later change of a row, by whomever and however, no longer fits what was signed."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from juxian.kit.canonical import canonical
from juxian.kit.signing_key import ed25519_key


def digest_of(sheet: Mapping[str, Any]) -> str:
    """Return SHA-256 of the sheet in its one canonical form."""
    return fingerprint(canonical(sheet))


def fingerprint(text: str) -> str:
    """Return SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def sign(digest: str) -> str:
    """Return the office's signature under a digest, in hexadecimal."""
    return _key(str(settings.KEYS_DIR)).sign(digest.encode()).hex()


def is_signed(digest: str, signature: str) -> bool:
    """Whether this signature stands under this digest."""
    try:
        _key(str(settings.KEYS_DIR)).public_key().verify(bytes.fromhex(signature), digest.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def is_genuine(text: str, digest: str, signature: str) -> bool:
    """Whether we signed exactly this text."""
    return fingerprint(text) == digest and is_signed(digest, signature)


@cache
def _key(folder: str) -> Ed25519PrivateKey:
    return ed25519_key(Path(folder) / "scores-ed25519.pem")
