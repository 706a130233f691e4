"""The key that signs seals. It lives in its own file and is never in the database."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from juxian.kit.signing_key import ed25519_key


def private_key_path() -> Path:
    return Path(settings.KEYS_DIR) / "audit_signing.pem"


def public_key_path() -> Path:
    """The public keys, the newest last. Give this file to the auditor; keep the other one to yourself."""
    return Path(settings.KEYS_DIR) / "audit_signing.pub.pem"


def signing_key() -> Ed25519PrivateKey:
    """Return the key, and see that its public half is published."""
    key = ed25519_key(private_key_path())
    _publish(key)
    return key


def _publish(key: Ed25519PrivateKey) -> None:
    """Add the public half to its file, where it is not there yet."""
    half = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    path = public_key_path()
    if not path.exists() or half not in path.read_bytes():
        with path.open("ab") as file:
            file.write(half)
