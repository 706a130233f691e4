"""Secrets at rest: numbers that identify, reach or pay a person lie in the database only as ciphertext.

A key per class of secret, each envelope tied to its row and column, searched by a keyed index, opened for display
only through `reveal`, which leaves a line in the record. See `docs/how-to/secret-field.md`.
"""

from juxian.kit.secrets.errors import SecretDamaged, SecretKeyMissing
from juxian.kit.secrets.fields import BlindIndexField, EncryptedTextField
from juxian.kit.secrets.index import blind_index
from juxian.kit.secrets.revealing import reveal
from juxian.kit.secrets.sealed import Sealed

__all__ = [
    "BlindIndexField",
    "EncryptedTextField",
    "Sealed",
    "SecretDamaged",
    "SecretKeyMissing",
    "blind_index",
    "reveal",
]
