"""The signature under a decision record: Ed25519 over its canonical text."""

import base64
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from juxian.kit.signing_key import ed25519_key


def sign(content: str) -> str:
    """Return the signature in URL-safe base64 without padding."""
    return _text(_key(str(settings.KEYS_DIR)).sign(content.encode()))


def is_genuine(content: str, signature: str) -> bool:
    """Tell whether we signed exactly this text."""
    try:
        raw = base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        _key(str(settings.KEYS_DIR)).public_key().verify(raw, content.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key_text() -> str:
    """Return the raw public key in URL-safe base64: what somebody needs to check a record without us."""
    return _text(_key(str(settings.KEYS_DIR)).public_key().public_bytes_raw())


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@cache
def _key(folder: str) -> Ed25519PrivateKey:
    return ed25519_key(Path(folder) / "benefits-ed25519.pem")
