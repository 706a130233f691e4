"""Files for the tests: good ones, broken ones, hostile ones, all made here."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

PLACE = "Xiamen, 24.57N 118.10E"


def upload(content: bytes, name: str = "照片.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), *, mode: str = "RGB", turned: bool = False) -> bytes:
    """Return a picture, red above and white below, that carries remarks; `turned` as a phone held upright does."""
    image = Image.new(mode, size, "white")
    image.paste("red", (0, 0, size[0], size[1] // 2))
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "Phone", PLACE
    if turned:
        exif[0x0112] = 6
    target = io.BytesIO()
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Comment", PLACE)
        image.save(target, kind, pnginfo=info, exif=exif)
    else:
        image.save(target, kind, exif=exif)
    return target.getvalue()


def see_through() -> bytes:
    target = io.BytesIO()
    image = Image.new("RGBA", (20, 20), (255, 0, 0, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    image.save(target, "PNG")
    return target.getvalue()


def flat_bomb(side: int = 20_000) -> bytes:
    """Return a picture of 50 KB that becomes 400 million pixels."""
    target = io.BytesIO()
    Image.new("1", (side, side)).save(target, "PNG")
    return target.getvalue()


def pdf(pages: int = 1, **root: object) -> bytes:
    """Return a PDF; further entries go into its catalogue."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    for key, value in root.items():
        writer._root_object[NameObject(f"/{key}")] = value  # type: ignore[assignment]
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def act(kind: str, **more: str) -> DictionaryObject:
    """Return an action dictionary of this kind."""
    entries = {NameObject("/S"): NameObject(f"/{kind}")}
    entries.update({NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()})
    return DictionaryObject(entries)


def pdf_with_link(action: DictionaryObject) -> bytes:
    """Return a PDF whose page has a link that runs this action, in an object of its own."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): writer._add_object(action)})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
    return _written(writer)


def hostile_pdfs() -> dict[str, tuple[bytes, str]]:
    """Return PDFs that act, by how, each with the word that its refusal holds."""
    scripts = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), act("JavaScript", JS="1")])})
    attached = PdfWriter()
    attached.add_blank_page(10, 10)
    attached.add_attachment("virus.exe", b"MZ")
    locked = PdfWriter()
    locked.add_blank_page(10, 10)
    locked.encrypt("secret", algorithm="AES-256")
    packed = PdfWriter(clone_from=io.BytesIO(pdf(OpenAction=act("JavaScript", JS="1"))))
    packed.compress_identical_objects()
    return {
        "a script in the name tree": (pdf(Names=DictionaryObject({NameObject("/JavaScript"): scripts})), "脚本"),
        "a script when opened": (pdf(OpenAction=act("JavaScript", JS="1")), "脚本"),
        "a script on a link": (pdf_with_link(act("JavaScript", JS="1")), "脚本"),
        "a script under another spelling": (
            pdf(OpenAction=act("JavaScript", JS="1"))
            .replace(b"/JavaScript", b"/J#61vaScript")
            .replace(b"/JS ", b"/J#53 "),
            "脚本",
        ),
        "a program started": (pdf(OpenAction=act("Launch", F="cmd.exe")), "自动打开程序"),
        "a program started by a link": (pdf_with_link(act("Launch", F="cmd.exe")), "自动打开程序"),
        "data sent off": (pdf_with_link(act("SubmitForm", F="http://example.invalid")), "自动打开程序"),
        "a file inside": (_written(attached), "夹带"),
        "a form that draws itself": (
            pdf(AcroForm=DictionaryObject({NameObject("/XFA"): TextStringObject("<x/>")})),
            "动态表单",
        ),
        "a password": (_written(locked), "密码"),
        "a repacked script": (_written(packed), "脚本"),
    }
