"""The office's seal under a bank file: Ed25519 over one canonical text that names batch, count, total and hash."""

from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from juxian.kit.signing_key import ed25519_key

KEY_ID = "payments-1"


def sign(payload: str) -> str:
    """Return the signature in hexadecimal."""
    return _key(str(settings.KEYS_DIR)).sign(payload.encode()).hex()


def is_genuine(payload: str, signature: str) -> bool:
    """Tell whether we signed exactly this text."""
    try:
        _key(str(settings.KEYS_DIR)).public_key().verify(bytes.fromhex(signature), payload.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


@cache
def _key(folder: str) -> Ed25519PrivateKey:
    return ed25519_key(Path(folder) / "payments-ed25519.pem")
