"""Bitstring Status List (W3C, 2025): one bit a credential, gzip, base64url.

Long lists keep a look-up private: whoever fetches one does not say which of its 131,072 places they care about."""

import gzip
import zlib
from collections.abc import Iterable
from typing import Any

from juxian.credentials.proofs.errors import Unproven
from juxian.credentials.proofs.multibase import from_base64url, to_base64url

SIZE = 131_072  # bits: the least that the specification allows
LARGEST = 4 * 1024 * 1024  # bytes, unpacked: a list comes from outside
PURPOSES = ("revocation", "suspension")
CONTEXT = "https://www.w3.org/ns/credentials/v2"


def encode_list(places: Iterable[int], size: int = SIZE) -> str:
    """Return `encodedList` with the bits at these places set. The first place is the first byte's highest bit."""
    bits = bytearray(size // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + to_base64url(gzip.compress(bytes(bits), mtime=0))  # no time: equal bits are equal texts


def decode_list(encoded: str) -> bytes:
    """Return the bits of an `encodedList`. Raises `Unproven` for what is none, or too short or too long."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        bits = unpacker.decompress(from_base64url(encoded.removeprefix("u")), LARGEST)
    except zlib.error as error:
        raise Unproven("the status list is no gzip") from error
    if not encoded.startswith("u") or not unpacker.eof or len(bits) * 8 < SIZE:
        raise Unproven("the status list is cut, too short or too long")
    return bits


def is_set(bits: bytes, place: int) -> bool:
    """Tell whether the bit at a place is set. Raises `Unproven` for a place outside the list."""
    if not 0 <= place < len(bits) * 8:
        raise Unproven("the place is not in the status list")
    return bool(bits[place // 8] & 0x80 >> place % 8)


def list_document(*, address: str, issuer: str, purpose: str, encoded: str, since: str, until: str) -> dict[str, Any]:
    """Return the unsigned status list credential; times in ISO 8601."""
    return {
        "@context": [CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": since,
        "validUntil": until,
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded,
        },
    }


def list_entry(*, address: str, purpose: str, place: int) -> dict[str, str]:
    """Return what a credential says about its place in a list."""
    return {
        "id": f"{address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(place),
        "statusListCredential": address,
    }
