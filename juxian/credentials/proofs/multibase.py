"""Bytes as text: base58btc and base64url with the letter of multibase, and Ed25519 keys as Multikey.

Strict: every text has one value and every value one text, or a changed character could leave a signature unharmed."""

import base64
import binascii

from juxian.credentials.proofs.errors import Unproven

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_KEY = b"\xed\x01"  # multicodec ed25519-pub as a varint
LONGEST_BASE58 = 128  # characters; decoding is quadratic, and no key or signature is longer


def to_base64url(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Return the bytes of base64url without padding. Raises `Unproven` for any other spelling."""
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Unproven("no base64url") from error
    if to_base64url(raw) != text:
        raise Unproven("another spelling of base64url")
    return raw


def to_base58(raw: bytes) -> str:
    """Return multibase base58btc, with its letter z."""
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return "z" + ALPHABET[0] * (len(raw) - len(raw.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """Return the bytes of multibase base58btc. Raises `Unproven`."""
    body = text[1:]
    if not text.startswith("z") or len(body) > LONGEST_BASE58 or set(body) - set(ALPHABET):
        raise Unproven("no base58btc")
    number = 0
    for character in body:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(body) - len(body.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def to_multikey(raw: bytes) -> str:
    """Return a raw Ed25519 public key as Multikey (`z6Mk…`)."""
    return to_base58(ED25519_KEY + raw)


def from_multikey(text: str) -> bytes:
    """Return the 32 bytes of an Ed25519 Multikey. Raises `Unproven`."""
    raw = from_base58(text)
    if raw[:2] != ED25519_KEY or len(raw) != 34:
        raise Unproven("no Ed25519 key")
    return raw[2:]
