"""A badge inside its own picture (Open Badges 3.0, 5.3): the credential travels with the PNG or SVG that shows it."""

import re
import struct
import zlib
from xml.sax.saxutils import escape, quoteattr

from juxian.credentials.proofs.errors import Unproven

KEYWORD = b"openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
ROOT = re.compile(r"<svg\b[^>]*>")
CARRIED = re.compile(r'<openbadges:credential[^>]*\bverify="([^"]+)"')


def bake_png(picture: bytes, token: str) -> bytes:
    """Return the PNG with the token in an iTXt chunk of its own, before the end."""
    end = picture.rfind(b"IEND") - 4
    if not picture.startswith(PNG_BEGIN) or end < 0:
        raise ValueError("no PNG")
    # keyword, not compressed, method 0, no language, no translated keyword
    body = KEYWORD + b"\0\0\0\0\0" + token.encode()
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + struct.pack(">I", zlib.crc32(b"iTXt" + body))
    return picture[:end] + chunk + picture[end:]


def unbake_png(picture: bytes) -> str:
    """Return the token that a PNG carries. Raises `Unproven` where it carries none."""
    place = len(PNG_BEGIN)
    while picture.startswith(PNG_BEGIN) and place + 8 <= len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        body = picture[place + 8 : place + 8 + length]
        if kind == b"iTXt" and body.startswith(KEYWORD + b"\0\0\0"):
            return body[len(KEYWORD) + 3 :].split(b"\0", 2)[2].decode()
        place += 12 + length
    raise Unproven("the picture carries no badge")


def bake_svg(picture: str, token: str, *, title: str) -> str:
    """Return the SVG with the token in an element that a browser does not draw."""
    root = ROOT.search(picture)
    if root is None:
        raise ValueError("no SVG")
    opening = root.group().replace("<svg", f'<svg xmlns:openbadges="{NAMESPACE}"', 1)
    carried = f"<title>{escape(title)}</title><openbadges:credential verify={quoteattr(token)}/>"
    return picture[: root.start()] + opening + carried + picture[root.end() :]


def unbake_svg(picture: str) -> str:
    """Return the token that an SVG carries. Raises `Unproven` where it carries none."""
    found = CARRIED.search(picture)
    if found is None:
        raise Unproven("the picture carries no badge")
    return found.group(1)
