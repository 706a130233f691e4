"""JSON Canonicalization Scheme (RFC 8785): one text for one JSON value, so that it can be hashed.

Names are sorted by UTF-16 code units and numbers are written as ECMAScript writes them; both differ from Python."""

import json
import math
import re
from typing import Any

from juxian.credentials.proofs.errors import Unproven

# Integers beyond this are not the same number in every reader (RFC 7493, I-JSON).
LARGEST_INTEGER = 2**53 - 1
DEEPEST = 64
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_json(value: Any) -> bytes:
    """Return the canonical UTF-8 bytes. Raises `Unproven` for what is no I-JSON."""
    return _text(value, 0).encode()


def _text(value: Any, depth: int) -> str:
    if depth > DEEPEST:
        raise Unproven("nested too deeply")
    if isinstance(value, dict):
        return "{" + ",".join(f"{_string(name)}:{_text(value[name], depth + 1)}" for name in _sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_text(item, depth + 1) for item in value) + "]"
    if isinstance(value, str):
        return _string(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int | float):
        return _number(value)
    raise Unproven(f"{type(value).__name__} is no JSON value")


def _sorted(value: dict[Any, Any]) -> list[str]:
    if not all(isinstance(name, str) for name in value):
        raise Unproven("a name is no text")
    for name in value:
        _string(name)  # a lone surrogate has no place in the order
    return sorted(value, key=lambda name: name.encode("utf-16-be"))


def _string(value: str) -> str:
    if LONE_SURROGATE.search(value):
        raise Unproven("a text holds half a character")
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER and (abs(value) > 10**21 or _like_ecmascript(float(value)) != str(value)):
            raise Unproven("a number that is another one elsewhere")
        return str(value)
    if not math.isfinite(value):
        raise Unproven("not a number or infinite")
    return "0" if value == 0 else _like_ecmascript(value)


def _like_ecmascript(value: float) -> str:
    """Write a float as `Number.prototype.toString` does: the shortest digits (Python's `repr` finds the same), with an
    exponent only from 1e21 upwards and below 1e-6."""
    sign = "-" if value < 0 else ""
    mantissa, _, power = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(power or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Put the decimal point after `point` digits."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    exponent = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return digits[0] + (f".{digits[1:]}" if count > 1 else "") + exponent
