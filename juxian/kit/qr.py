"""QR codes for paper and screen."""

import io

import segno

QUIET_ZONE = 4  # modules of white around, as ISO/IEC 18004 demands; without it phones do not find the code
ERROR_LEVEL = "m"  # 15 % of the code may be dirty, folded or under a stamp


def qr_svg(text: str, *, border: int = QUIET_ZONE, error: str = ERROR_LEVEL) -> str:
    """Return the code as SVG text on white, without size: the page or the paper gives it one.

    Raises `ValueError` for a text that fits no QR code (about 2,300 bytes).
    """
    target = io.BytesIO()
    _make(text, error).save(
        target, kind="svg", border=border, light="white", xmldecl=False, svgns=True, omitsize=True, nl=False
    )
    return target.getvalue().decode()


def qr_png(text: str, *, scale: int = 8, border: int = QUIET_ZONE, error: str = ERROR_LEVEL) -> bytes:
    """Return the code as PNG; `scale` is the number of pixels of one module."""
    target = io.BytesIO()
    _make(text, error).save(target, kind="png", scale=scale, border=border)
    return target.getvalue()


def _make(text: str, error: str) -> segno.QRCode:
    if not text:
        raise ValueError("a QR code needs a text")
    return segno.make_qr(text, error=error, boost_error=False)
