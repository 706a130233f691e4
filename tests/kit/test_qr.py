"""QR codes that a phone can read, and that keep their white around them."""

import io
import xml.etree.ElementTree as ElementTree

import pytest
import zxingcpp
from PIL import Image

from juxian.kit.qr import qr_png, qr_svg

TEXTS = ["https://juxian.example/check/7Q2M-9TXK", "中文内容，吕志强", "a" * 1000, "<script>&\"'"]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_written_is_read(text: str) -> None:
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr_png(text, scale=4))))
    assert [code.text for code in codes] == [text]
    assert codes[0].format == zxingcpp.BarcodeFormat.QRCode


def test_a_code_that_is_dirty_is_still_read() -> None:
    picture = Image.open(io.BytesIO(qr_png(TEXTS[0], scale=8))).convert("RGB")
    middle = picture.width // 2
    picture.paste("white", (middle - 14, middle - 14, middle + 14, middle + 14))
    assert zxingcpp.read_barcodes(picture)[0].text == TEXTS[0]


def test_four_modules_of_white_are_around_it() -> None:
    picture = Image.open(io.BytesIO(qr_png("x", scale=8))).convert("L")
    inner = picture.point(lambda value: 255 - value).getbbox()
    assert inner == (32, 32, picture.width - 32, picture.height - 32)


def test_the_svg_is_one_element_without_script_or_size() -> None:
    text = qr_svg("<script>alert(1)</script>")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {child.tag.split("}")[1] for child in root} == {"path"}
    assert "width" not in root.attrib
    assert "script" not in text


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(ValueError, match="needs a text"):
        qr_png("")
    with pytest.raises(ValueError, match="too large"):
        qr_png("a" * 3000)
