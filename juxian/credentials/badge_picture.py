"""The picture of a badge, with the badge inside (`baking`)."""

from pathlib import Path
from xml.sax.saxutils import escape

from juxian.catalogue.levels import SkillLevel
from juxian.credentials.baking import bake_png, bake_svg
from juxian.credentials.models import Credential, OpenBadge
from juxian.credentials.open_badge import badge_token
from juxian.kit.pdf import typeset_png

DRAWING = Path(__file__).with_name("pdf") / "badge.svg"
LONG_WORD, LARGE, SMALL = 4, 64, 48  # characters; sizes of the level's word
LONGEST = 12  # characters of an occupation's name that fit the circle


def badge_svg(badge: OpenBadge) -> bytes:
    """Return the drawing with the token in it."""
    return bake_svg(_drawing(badge.credential), badge_token(badge), title=badge.credential.number).encode()


def badge_png(badge: OpenBadge) -> bytes:
    """Return the same drawing as PNG with the token in it."""
    files = {"badge.svg": _drawing(badge.credential).encode()}
    return bake_png(typeset_png("credentials/pdf/badge.typ", {}, files)[0], badge_token(badge))


def _drawing(credential: Credential) -> str:
    level = str(SkillLevel(credential.level).label)
    name = credential.occupation_name
    words = {
        "size": str(SMALL if len(level) > LONG_WORD else LARGE),
        "level": level,
        "occupation": name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…",
        "number": credential.number,
        "issued": credential.issued_on.isoformat(),
    }
    drawing = DRAWING.read_text(encoding="utf-8")
    for key, text in words.items():
        drawing = drawing.replace(f"%{key}%", escape(text))
    return drawing
