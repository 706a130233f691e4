"""Running Typst on a template and data, in a folder of its own, with our fonts only: the same bytes everywhere."""

import datetime as dt
import json
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

import juxian
from juxian.kit.errors import RuleBroken
from juxian.kit.pdf.glyphs import FONTS, missing_characters
from juxian.kit.punctuation import listed
from juxian.kit.qr import qr_svg

HOUSE = Path(juxian.__file__).parent
STYLE = Path(__file__).with_name("style.typ")
STANDARD = "a-2u"  # PDF/A: fonts inside, text that can be searched, kept for decades
UNDATED = dt.datetime(
    2000, 1, 1, tzinfo=dt.UTC
)  # where the caller names no instant, so that equal data give equal bytes
FILE_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}\.(png|jpg|svg)")
BLANK = "〓"  # what printers put where a character is missing


class TemplateFault(Exception):
    """Our template is wrong; the person at the screen can do nothing about it."""


def typeset(
    template: Path | str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    *,
    at: dt.datetime | None = None,
    missing: str = "refuse",
) -> bytes:
    """Return the document as PDF/A. Equal inputs give equal bytes.

    `template`: a path, or text such as "evaluation/pdf/application.typ" below the package. `data` reaches the template
    as JSON and never as code. `files`: pictures by name, found at "/files/<name>". If the data has "record_url", its
    QR code is "/files/record.svg". `at` is the document's date (aware). `missing`: what to do about characters that
    the fonts cannot draw: "refuse" (raises `RuleBroken` naming them) or "mark" (prints 〓; only for free text).
    """
    return _compile(template, data, files or {}, at=at, missing=missing, format="pdf", pdf_standards=[STANDARD])


def typeset_png(
    template: Path | str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None, *, dots: int = 144
) -> list[bytes]:
    """Return each page as a PNG picture at `dots` per inch: for previews on screen and for tests that look."""
    pages = _compile(template, data, files or {}, at=None, missing="mark", format="png", ppi=float(dots))
    return pages if isinstance(pages, list) else [pages]


def _compile(
    template: Path | str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes],
    *,
    at: dt.datetime | None,
    missing: str,
    **options: Any,
) -> Any:
    prepared = _drawable(json.loads(json.dumps(data, default=_plain)), missing)
    with tempfile.TemporaryDirectory(prefix="juxian-pdf-") as folder:
        main = _lay_out(Path(folder).resolve(), _template_path(template), prepared, files)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                return typst.compile(
                    str(main),
                    root=folder,
                    font_paths=_fonts(),
                    ignore_system_fonts=True,
                    package_path=folder,
                    package_cache_path=folder,
                    timestamp=(at or UNDATED).replace(microsecond=0),  # Typst refuses parts of a second
                    **options,
                )
        except typst.TypstError as error:
            raise TemplateFault(f"{template}: {error.message} {error.diagnostic}") from error


def _plain(value: Any) -> Any:
    """Return a value of the platform as JSON knows it; templates get dates as ISO text, and words as words."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _drawable(value: Any, missing: str) -> Any:
    """Refuse or mark what the fonts cannot draw."""
    lost = missing_characters("".join(_texts(value)))
    if not lost:
        return value
    if missing == "refuse":
        raise RuleBroken(
            _("字库中没有这些字，无法印出：%(characters)s。请核对是否录错；确为生僻字的，请联系系统管理员补字。")
            % {"characters": listed(lost[:20])}
        )
    table = {ord(sign): BLANK for sign in lost}
    return _mapped(value, table)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _mapped(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _mapped(item, table) for key, item in value.items()}
    return [_mapped(item, table) for item in value] if isinstance(value, list) else value


def _template_path(template: Path | str) -> Path:
    path = template if isinstance(template, Path) else HOUSE / template
    if not path.is_file():
        raise TemplateFault(f"no template {template}")
    return path


def _lay_out(folder: Path, template: Path, data: Any, files: Mapping[str, bytes]) -> Path:
    """Put everything that Typst may read into the folder: it cannot read outside its root."""
    for source in template.parent.glob("*.typ"):
        shutil.copyfile(source, folder / source.name)
    shutil.copyfile(STYLE, folder / "style.typ")
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    pictures = dict(files)
    if isinstance(data, dict) and data.get("record_url"):
        pictures["record.svg"] = qr_svg(data["record_url"], border=0).encode()
    (folder / "files").mkdir()
    for name, content in pictures.items():
        if not FILE_NAME.fullmatch(name):
            raise TemplateFault(f"not a file name for a template: {name!r}")
        (folder / "files" / name).write_bytes(content)
    return folder / template.name


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts alone: neither the machine's nor Typst's own, so that a page looks the same everywhere."""
    folder = str(FONTS["sans"].parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
