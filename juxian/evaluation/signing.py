"""The signature under a score sheet: Ed25519 over the SHA-256 of what the member wrote."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from juxian.kit.signing_key import ed25519_key


def digest_of(sheet: Mapping[str, Any]) -> str:
    """Return SHA-256 of the sheet in its one canonical form."""
    text = json.dumps(sheet, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def sign(digest: str) -> str:
    """Return the office's signature under a digest, in hexadecimal."""
    return _key().sign(digest.encode()).hex()


def is_signed(digest: str, signature: str) -> bool:
    """Whether this signature stands under this digest."""
    try:
        _key().public_key().verify(bytes.fromhex(signature), digest.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _key() -> Any:
    return ed25519_key(Path(settings.KEYS_DIR) / "panels-ed25519.pem")
