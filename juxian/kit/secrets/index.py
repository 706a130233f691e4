"""Search without opening: HMAC-SHA256 of the normalised value under a key of its own.

An unkeyed hash of an identity number falls in half a minute by trying all of them; this one needs the key file.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable

from juxian.kit.secrets.keys import ring

Normalise = Callable[[str], str]
SEPARATORS = re.compile(r"[\s\-‐-―·.()]+")
CHINA_PREFIX = re.compile(r"^(?:\+|00)86")


def compact(text: str) -> str:
    """Return one spelling of a number: half width, without separators, upper case."""
    return SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def compact_phone(text: str) -> str:
    """Return one spelling of a telephone number: compact, without the country code of China."""
    return CHINA_PREFIX.sub("", compact(text))


NORMALISERS: dict[str, Normalise] = {"identity": compact, "phone": compact_phone, "bank": compact}


def blind_index(key_class: str, value: str, *, normalise: Normalise | None = None) -> str:
    """Return the 64 hexadecimal digits under which a value is found."""
    return digest(ring(key_class).index_key, (normalise or NORMALISERS[key_class])(value))


def digest(index_key: bytes, text: str) -> str:
    """Return HMAC-SHA256 of a normalised value."""
    return hmac.new(index_key, text.encode(), hashlib.sha256).hexdigest()
