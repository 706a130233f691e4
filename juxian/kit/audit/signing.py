"""The key that signs seals. It lives in its own file and is never in the database."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings


def private_key_path() -> Path:
    return Path(settings.KEYS_DIR) / "audit_signing.pem"


def public_key_path() -> Path:
    """The public keys, the newest last. Give this file to the auditor; keep the other one to yourself."""
    return Path(settings.KEYS_DIR) / "audit_signing.pub.pem"


def signing_key() -> Ed25519PrivateKey:
    """Return the key, made at first use with mode 0600."""
    path = private_key_path()
    if not path.exists():
        _make_key(path)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 key")
    _publish(key)
    return key


def _make_key(path: Path) -> None:
    """Write a new key. Two processes at once: the one that links first wins, whole files only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    draft = path.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600, exist_ok=False)
    with draft.open("wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _publish(key: Ed25519PrivateKey) -> None:
    """Add the public half to its file, where it is not there yet."""
    half = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    path = public_key_path()
    if not path.exists() or half not in path.read_bytes():
        with path.open("ab") as file:
            file.write(half)
