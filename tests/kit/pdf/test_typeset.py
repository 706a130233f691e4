"""Paper: the same everywhere, with all its characters, and deaf to commands in names."""

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from django.utils.translation import gettext_lazy
from PIL import Image
from pypdf import PdfReader

import juxian
from juxian.kit.errors import RuleBroken
from juxian.kit.pdf import missing_characters, typeset, typeset_png
from juxian.kit.pdf.setting import TemplateFault
from tests.kit.uploads.files import picture

SAMPLE = Path(__file__).with_name("sample.typ")
ADDRESS = "https://juxian.example/check/7Q2M-9TXK-4HCE-0A5W"
HOSTILE = [
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    '"); #panic() //',
    "$ integral $ *b* _i_ `c` <label> @ref [x] ]] }}",
    "\\ \\u{41} \" ' // /* */",
    '#sys.inputs #import "@preview/x:1.0.0"',
]


def data(**more: Any) -> dict[str, Any]:
    return {
        "title": "职业技能评价申报表",
        "number": "JM-2025-000012",
        "office": "集美区人力资源和社会保障局",
        "facts": [("姓名", "吕志强"), ("出生日期", dt.date(1990, 1, 1)), ("等级", gettext_lazy("技师"))],
        "text": "完成十二项工艺改进。",
        "rows": [["1", "吕志强", "技师"]],
        "record_url": ADDRESS,
        **more,
    }


def text_of(pdf: bytes) -> str:
    """Return the text of all pages without spaces."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_same_data_give_the_same_bytes() -> None:
    assert typeset(SAMPLE, data()) == typeset(SAMPLE, data())
    assert typeset(SAMPLE, data()) != typeset(SAMPLE, data(text="另一项。"))


def test_the_text_is_there_and_can_be_searched() -> None:
    text = text_of(typeset(SAMPLE, data()))
    for word in ("职业技能评价申报表", "吕志强", "1990-01-01", "技师", "JM-2025-000012", "第1页/共1页"):
        assert word in text


def test_a_paper_is_set_at_any_instant_of_the_day() -> None:
    at = dt.datetime(2026, 11, 23, 22, 25, 17, 123456, tzinfo=dt.UTC)
    assert typeset(SAMPLE, data(), at=at) == typeset(SAMPLE, data(), at=at.replace(microsecond=0))


def test_it_is_made_to_be_kept_with_our_fonts_inside() -> None:
    at = dt.datetime(2025, 3, 12, 10, tzinfo=dt.UTC)
    reader = PdfReader(io.BytesIO(typeset(SAMPLE, data(), at=at)))
    assert "pdfaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "职业技能评价申报表"
    assert reader.metadata.creation_date == at
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }  # type: ignore[index]
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"NotoSansSC", "NotoSerifSC"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_text_and_never_a_command(name: str) -> None:
    text = text_of(typeset(SAMPLE, data(facts=[("姓名", name)], text=name, rows=[[name, name, name]])))
    assert "".join(name.split()) in text
    assert "root:" not in text


def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    template = tmp_path / "inner" / "bad.typ"
    template.parent.mkdir()
    for path in (str(secret), "../secret.txt", "/../secret.txt", "/etc/passwd"):
        template.write_text(f'#read("{path}")')
        with pytest.raises(TemplateFault):
            typeset(template, {})


def test_a_template_loads_nothing_from_the_network(tmp_path: Path) -> None:
    template = tmp_path / "bad.typ"
    template.write_text('#import "@preview/cetz:0.3.0"')
    with pytest.raises(TemplateFault):
        typeset(template, {})


def test_no_template_of_ours_makes_code_of_data() -> None:
    ours = list(Path(juxian.__file__).parent.rglob("*.typ"))
    assert ours
    for path in ours:
        assert "eval(" not in path.read_text(), path


@pytest.mark.parametrize("name", ["../x.png", "/etc/x.png", "x.exe", "X.png", "a b.png", ".png"])
def test_a_picture_has_a_plain_name(name: str) -> None:
    with pytest.raises(TemplateFault, match="not a file name"):
        typeset(SAMPLE, data(), {name: b""})


def test_pictures_come_along_and_broken_ones_are_named() -> None:
    assert typeset(SAMPLE, data(photo="photo.jpg"), {"photo.jpg": picture()})
    with pytest.raises(TemplateFault, match=r"sample\.typ"):
        typeset(SAMPLE, data(photo="photo.jpg"), {"photo.jpg": b"no picture"})


def test_a_template_that_is_missing_or_wrong_is_our_fault(tmp_path: Path) -> None:
    with pytest.raises(TemplateFault, match="no template"):
        typeset("kit/pdf/missing.typ", {})
    template = tmp_path / "bad.typ"
    template.write_text('#let data = json("/data.json")\n#data.nothing')
    with pytest.raises(TemplateFault, match="nothing"):
        typeset(template, {"name": "x"})


def test_each_page_leads_back_to_its_record() -> None:
    rows = [[str(number), "吕志强", "技师"] for number in range(60)]
    pages = typeset_png(SAMPLE, data(rows=rows), dots=150)
    assert len(pages) == 3
    for page in pages:
        found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))
        assert [code.text for code in found] == [ADDRESS]


def test_a_form_without_record_has_no_code() -> None:
    pages = typeset_png(SAMPLE, data(record_url=None), dots=150)
    assert zxingcpp.read_barcodes(Image.open(io.BytesIO(pages[0]))) == []


@pytest.mark.parametrize(
    "text", ["龘", "㛃", "䶮", "祎", "堃", "喆", "翀", "顼", "燚", "·", "Ⅲ", "①", "℃", "㎡", "√", "★", "éü", "абв"]
)
def test_rare_characters_of_names_can_be_printed(text: str) -> None:
    assert missing_characters(text) == []
    assert text in text_of(typeset(SAMPLE, data(text=text)))


def test_characters_that_no_font_can_draw_are_told_apart() -> None:
    assert missing_characters("吕𠮷龘😀𠮷\n\u200b 强") == ["𠮷", "😀"]
    assert missing_characters("") == []


def test_a_name_that_cannot_be_drawn_is_refused_by_name() -> None:
    with pytest.raises(RuleBroken, match="无法印出：𠮷。"):
        typeset(SAMPLE, data(facts=[("姓名", "𠮷野")]))


def test_free_text_may_be_marked_instead() -> None:
    assert "做得好〓" in text_of(typeset(SAMPLE, data(text="做得好😀"), missing="mark"))


def test_a_glyph_that_is_said_to_be_there_is_drawn() -> None:
    """The negative control of the character map: what it lists is drawn, what it does not list is not."""

    def drawn(text: str) -> bytes:
        pdf = typeset(SAMPLE, data(text=text), missing="mark")
        return PdfReader(io.BytesIO(pdf)).pages[0].extract_text().encode()

    assert "龘".encode() in drawn("龘")
    assert "𠮷".encode() not in drawn("𠮷")
