"""The envelope of one secret:

    version (1 byte) | key id (4) | algorithm (1) | nonce (12) | ciphertext and tag (16)

The place of the secret, `table.column:pk`, is authenticated with it (AAD), so an envelope that is copied to another
row or column does not open. Nonces are random: one key is good for 2**32 envelopes, far more than a city has.
"""

import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from django.utils.translation import gettext as _

from juxian.kit.secrets.errors import SecretDamaged, SecretKeyMissing
from juxian.kit.secrets.keys import Algorithm, Key, ring

VERSION = 1
KEY_ID = slice(1, 5)
NONCE = slice(6, 18)
BODY = slice(18, None)
TAG_BYTES = 16
SHORTEST = 18 + TAG_BYTES


@dataclass(frozen=True)
class Place:
    """Where a secret lies. Two places never open each other's envelopes."""

    table: str
    column: str
    pk: Any

    def __str__(self) -> str:
        return f"{self.table}.{self.column}:{self.pk}"


def seal(key: Key, plain: bytes, place: Place) -> bytes:
    """Return an envelope under a key."""
    nonce = os.urandom(12)
    header = bytes([VERSION]) + bytes.fromhex(key.id) + bytes([key.algorithm])
    return header + nonce + _encrypt(key, nonce, plain, str(place).encode())


def unseal(envelope: bytes, key_class: str, place: Place) -> bytes:
    """Return the plain bytes, or raise SecretDamaged with the reason and the place."""
    if len(envelope) < SHORTEST or envelope[0] != VERSION:
        raise SecretDamaged(_("%(place)s 的密文不完整或版本不识别，无法打开。请从备份恢复这一行。") % {"place": place})
    key = ring(key_class).keys.get(key_id(envelope))
    if key is None or envelope[5] != key.algorithm:
        raise SecretDamaged(
            _("%(place)s 的密文所用密钥 %(key)s 不在密钥文件中，无法打开。请找回已退役的密钥。")
            % {"place": place, "key": key_id(envelope)}
        )
    try:
        return _decrypt(key, envelope[NONCE], envelope[BODY], str(place).encode())
    except InvalidTag:
        message = _("%(place)s 的密文与它的位置或密钥不符：可能被改动，或从别处搬来。请从备份恢复这一行。")
        raise SecretDamaged(message % {"place": place}) from None


def key_id(envelope: bytes) -> str:
    """Return the id of the key that sealed the envelope."""
    return envelope[KEY_ID].hex()


def _encrypt(key: Key, nonce: bytes, plain: bytes, place: bytes) -> bytes:
    if key.algorithm is Algorithm.AES_256_GCM:
        return AESGCM(key.material).encrypt(nonce, plain, place)
    encryptor = _sm4(key, GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(place)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def _decrypt(key: Key, nonce: bytes, body: bytes, place: bytes) -> bytes:
    if key.algorithm is Algorithm.AES_256_GCM:
        return AESGCM(key.material).decrypt(nonce, body, place)
    decryptor = _sm4(key, GCM(nonce, body[-TAG_BYTES:])).decryptor()
    decryptor.authenticate_additional_data(place)
    return decryptor.update(body[:-TAG_BYTES]) + decryptor.finalize()


def _sm4(key: Key, mode: GCM) -> Cipher:
    try:
        return Cipher(SM4(key.material), mode)
    except UnsupportedAlgorithm as fault:
        message = _("本机的 OpenSSL 不支持国密 SM4-GCM，无法使用密钥 %(key)s。请改用 AES 密钥。")
        raise SecretKeyMissing(message % {"key": key.id}) from fault
