"""Pictures: decoded within bounds and drawn anew, so that nothing but the picture itself is kept.

Drawing anew drops place, camera and every other remark of the file, and whatever else was hidden in it.
"""

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from juxian.kit.errors import RuleBroken

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000  # a phone's largest everyday setting; decoded that is 150 MB
LONGEST_EDGE = 4000  # pixels; a page of text photographed at this size is well legible
THUMBNAIL_EDGE = 320
QUALITY = 88
# A damaged or hostile picture makes Pillow raise any of these.
UNREADABLE = (OSError, ValueError, SyntaxError, IndexError, KeyError, TypeError, OverflowError, EOFError, MemoryError)


@dataclass(frozen=True)
class CleanImage:
    """A picture as we keep it. Sizes in pixels."""

    content: bytes
    content_type: str
    extension: str
    thumbnail: bytes
    width: int
    height: int


def clean_image(content: bytes) -> CleanImage:
    """Return the picture drawn anew as JPEG, or as PNG where it is partly transparent."""
    picture = _decoded(content)
    transparent = _is_transparent(picture)
    picture = picture.convert("RGBA" if transparent else "RGB")
    return CleanImage(
        content=_encoded(picture),
        content_type="image/png" if transparent else "image/jpeg",
        extension=".png" if transparent else ".jpg",
        thumbnail=_thumbnail(picture),
        width=picture.width,
        height=picture.height,
    )


def _decoded(content: bytes) -> Image.Image:
    """Return the first frame, upright and at most `LONGEST_EDGE` long."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_large() from error
    except UNREADABLE as error:
        raise RuleBroken(_("这张图片无法打开，文件可能已损坏。请重新拍照或另存为 JPG 后再上传。")) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    try:
        picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is then decoded at a half, a quarter, an eighth
        picture.load()
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    except UNREADABLE as error:
        raise RuleBroken(_("这张图片不完整，可能没有传完。请重新选择文件再上传一次。")) from error
    return picture


def _too_large() -> RuleBroken:
    return RuleBroken(_("图片尺寸过大（超过 5000 万像素），无法处理。请在手机相册中缩小或截图后再上传。"))


def _is_transparent(picture: Image.Image) -> bool:
    """Tell whether any pixel lets the ground shine through; an alpha channel alone says nothing."""
    if not picture.has_transparency_data:
        return False
    return picture.convert("RGBA").getchannel("A").getextrema()[0] < 255  # type: ignore[operator]


def _encoded(picture: Image.Image) -> bytes:
    """Return the file of a new picture made of the pixels alone: no EXIF, profile, text or thumbnail comes along."""
    blank = Image.new(picture.mode, picture.size)
    blank.paste(picture)
    target = io.BytesIO()
    if picture.mode == "RGBA":
        blank.save(target, "PNG", optimize=False)
    else:
        blank.save(target, "JPEG", quality=QUALITY, progressive=True)
    return target.getvalue()


def _thumbnail(picture: Image.Image) -> bytes:
    """Return a small JPEG on white."""
    small = picture.copy()
    small.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE))
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small if small.mode == "RGBA" else None)
    target = io.BytesIO()
    ground.save(target, "JPEG", quality=80)
    return target.getvalue()
