"""The keys: one ring a class of secret, several keys a ring, one of them current. Never derived from SECRET_KEY.

`FileKeys` keeps each ring in a 0600 JSON file of `settings.KEYS_DIR`. A city with a key management service writes its
own `KeySource` and names it in `settings.KEY_SOURCE`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

# What a signed-in browser is remembered by ("session") lies sealed too, and is gone by itself within a day.
KEY_CLASSES = ("identity", "phone", "bank", "session")
FILE_KEYS = "juxian.kit.secrets.key_files.FileKeys"


class Algorithm(IntEnum):
    """The byte that an envelope carries. Both are authenticated ciphers with a nonce of 12 and a tag of 16 bytes."""

    AES_256_GCM = 1
    SM4_GCM = 2

    @property
    def key_bytes(self) -> int:
        return 32 if self is Algorithm.AES_256_GCM else 16


@dataclass(frozen=True)
class Key:
    """One key. Its id is four random bytes in hex, so that a restored key file never reuses one."""

    id: str
    algorithm: Algorithm
    material: bytes = field(repr=False)
    made_at: datetime
    superseded_at: datetime | None = None


@dataclass(frozen=True)
class KeyRing:
    """The keys of one class, and the key of its blind index, which is never rotated with them."""

    key_class: str
    current_id: str
    keys: dict[str, Key] = field(repr=False)
    index_key: bytes = field(repr=False)

    @property
    def current(self) -> Key:
        return self.keys[self.current_id]


class KeySource(Protocol):
    """Where rings come from. Asked at every use: a source caches by itself and notices a change by itself."""

    def ring(self, key_class: str) -> KeyRing:
        """Return the ring as it is now; raise SecretKeyMissing if there is none."""

    def make(self, key_class: str, algorithm: Algorithm) -> KeyRing:
        """Make a ring where there is none; return the one that is there otherwise."""

    def add(self, key_class: str, algorithm: Algorithm) -> Key:
        """Make a new key and let it be the current one."""

    def retire(self, key_class: str, key_id: str) -> None:
        """Take a key that is not current out of the ring, kept aside for old backups."""


def key_source() -> KeySource:
    """Return the source that the settings name."""
    return _source(getattr(settings, "KEY_SOURCE", FILE_KEYS), str(settings.KEYS_DIR))


@lru_cache
def _source(path: str, directory: str) -> KeySource:
    return import_string(path)(directory)


def ring(key_class: str) -> KeyRing:
    """Return the ring of a class."""
    return key_source().ring(known_class(key_class))


def known_class(key_class: str) -> str:
    """Return the class, or raise ValueError for one that nobody declared."""
    if key_class not in KEY_CLASSES:
        raise ValueError(f"unknown class of secret {key_class!r}; known are {', '.join(KEY_CLASSES)}")
    return key_class
