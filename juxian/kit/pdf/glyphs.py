"""Which characters our fonts can draw. A rare name must never become an empty box on a certificate unnoticed.

Reads the character map of an OpenType font (table `cmap`, subtable format 12); offsets as in the OpenType
specification 1.9, "cmap — Character to Glyph Index Mapping Table".
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn

FONTS = {"sans": pylopdf_fonts_zh_cn.sans_path(), "serif": pylopdf_fonts_zh_cn.serif_path()}
SEGMENTED = 12  # format of the subtable that covers all of Unicode


def missing_characters(text: str) -> list[str]:
    """Return the characters of the text that neither font can draw, each once, in order."""
    drawable = _drawable()
    missing = (sign for sign in text if ord(sign) not in drawable and unicodedata.category(sign)[0] not in "CZ")
    return list(dict.fromkeys(missing))


@cache
def _drawable() -> frozenset[int]:
    """Return the code points that every style of ours can draw: text may be set in either font."""
    return frozenset.intersection(*(frozenset(_code_points(path)) for path in FONTS.values()))


def _code_points(path: Path) -> set[int]:
    data = path.read_bytes()
    table = _table(data, b"cmap")
    count = struct.unpack_from(">H", data, table + 2)[0]
    points: set[int] = set()
    for index in range(count):
        offset = table + struct.unpack_from(">I", data, table + 4 + 8 * index + 4)[0]
        if struct.unpack_from(">H", data, offset)[0] == SEGMENTED:
            for group in range(struct.unpack_from(">I", data, offset + 12)[0]):
                first, last = struct.unpack_from(">II", data, offset + 16 + 12 * group)
                points.update(range(first, last + 1))
    return points


def _table(data: bytes, tag: bytes) -> int:
    """Return where a table of the font begins. Raises `ValueError` for a font without it."""
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"font without table {tag!r}")
