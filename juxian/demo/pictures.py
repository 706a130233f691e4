"""Pictures for invented people: a plain portrait, a licence, a work piece. Drawn here, copied from nowhere."""

import io
import random

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SHIRTS = ["#2f5d83", "#556b5d", "#7a5230", "#46515c", "#73434b", "#3d6f73"]
GROUNDS = ["#dfe7ec", "#e8e3da", "#e3e8df", "#e6e1e8"]


def portrait(serial: int) -> ContentFile:
    """A head and shoulders in flat colours; equal serials give equal pictures."""
    draw_random = random.Random(serial)
    image = Image.new("RGB", (300, 390), draw_random.choice(GROUNDS))
    draw = ImageDraw.Draw(image)
    skin = draw_random.choice(["#e5c0a0", "#d9ad8a", "#efcfb4"])
    draw.ellipse((20, 268, 280, 520), fill=draw_random.choice(SHIRTS))
    draw.rectangle((128, 215, 172, 290), fill=skin)
    draw.ellipse((92, 80, 208, 240), fill=skin)
    draw.pieslice((86, 62, 214, 200), 180, 360, fill=draw_random.choice(["#25221f", "#3a332d", "#4d4a47"]))
    return _file(image, f"portrait-{serial}.jpg")


def licence_picture(name: str) -> ContentFile:
    """A sheet that stands for a business licence."""
    image = Image.new("RGB", (840, 600), "#fbf6ea")
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, 820, 580), outline="#a67c1e", width=6)
    for line in range(6):
        draw.line((120, 200 + line * 50, 720 - len(name) * 5, 200 + line * 50), fill="#8a8578", width=3)
    return _file(image, "licence.jpg")


def work_piece(serial: int) -> ContentFile:
    """A seam on metal, or whatever one wants to see in it."""
    draw_random = random.Random(serial)
    image = Image.new("RGB", (800, 600), "#6d747a")
    draw = ImageDraw.Draw(image)
    height = draw_random.randint(220, 380)
    for step in range(0, 800, 14):
        draw.arc((step - 20, height - 26, step + 20, height + 26), 270, 90, fill="#b9bec2", width=4)
    return _file(image, f"work-{serial}.jpg")


def paper(serial: int, ground: str = "#fdfaf2") -> ContentFile:
    """A sheet with lines of writing: stands for a certificate, an award or a page of the national site."""
    draw_random = random.Random(serial)
    image = Image.new("RGB", (600, 420), ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((14, 14, 586, 406), outline="#8c6a3a", width=3)
    for line in range(5):
        draw.line((80, 130 + line * 46, draw_random.randint(320, 520), 130 + line * 46), fill="#6f6a60", width=4)
    return _file(image, f"paper-{serial}.jpg")


def _file(image: Image.Image, name: str) -> ContentFile:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return ContentFile(buffer.getvalue(), name=name)
