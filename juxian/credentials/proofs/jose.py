"""Compact tokens (RFC 7515) signed with Ed25519 (RFC 8037): the JWT form of a credential."""

import json
from collections.abc import Callable
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.multibase import from_base64url, to_base64url

# Since RFC 9864 the name is Ed25519; the older and wider name EdDSA is what readers of today know.
ALGORITHMS = ("EdDSA", "Ed25519")


def to_token(claims: dict[str, Any], *, sign: Callable[[bytes], bytes], key_id: str, kind: str) -> str:
    """Return the signed token; `kind` is its media type without `application/`."""
    header = {"alg": "EdDSA", "typ": kind, "kid": key_id}
    body = f"{_part(header)}.{_part(claims)}"
    return f"{body}.{to_base64url(sign(body.encode()))}"


def read_token(token: str, key: bytes) -> dict[str, Any]:
    """Return the claims of a token that this raw public key signed. Raises `Unproven`."""
    body, _, signature = token.rpartition(".")
    header, claims = header_of(token), part_of(token, 1)
    if header.get("alg") not in ALGORITHMS or "crit" in header:
        raise Unproven("the token is not signed with Ed25519")
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(from_base64url(signature), body.encode())
    except InvalidSignature as error:
        raise Unproven("the signature does not match the token") from error
    return claims


def _part(value: dict[str, Any]) -> str:
    """Any JSON will do: what was sent is what is signed."""
    return to_base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def header_of(token: str) -> dict[str, Any]:
    """Return the header, unchecked: it names the key."""
    return part_of(token, 0)


def part_of(token: str, place: int) -> dict[str, Any]:
    """Return the header (0) or the claims (1) of a token, unchecked. Raises `Unproven` where it is no token."""
    parts = token.split(".")
    if len(parts) != 3:
        raise Unproven("no token of three parts")
    try:
        value = json.loads(from_base64url(parts[place]))
    except (ValueError, RecursionError) as error:
        raise Unproven("a part of the token is no JSON") from error
    if not isinstance(value, dict):
        raise Unproven("a part of the token is no object")
    return value
