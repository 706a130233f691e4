"""Taking in one file: what it is, is asked of its content and never of its name."""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.kit.access import Actor
from juxian.kit.audit import record
from juxian.kit.errors import RuleBroken
from juxian.kit.excel.container import check_workbook
from juxian.kit.excel.csv_text import LARGEST_CSV, is_csv
from juxian.kit.identifiers import uuid7
from juxian.kit.models import Upload
from juxian.kit.punctuation import listed
from juxian.kit.uploads import storing
from juxian.kit.uploads.documents import check_pdf
from juxian.kit.uploads.images import clean_image

LARGEST = 10 * 1024 * 1024  # bytes
LONGEST_NAME = 120
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KIND_LABELS = {
    "image": gettext_lazy("图片（JPG、PNG、WebP）"),
    "pdf": gettext_lazy("PDF"),
    "excel": gettext_lazy("Excel 表格（.xlsx）"),
    "csv": gettext_lazy("CSV 文本"),
}


@dataclass(frozen=True)
class Cleaned:
    """What is to be kept of a file."""

    content: bytes
    content_type: str
    extension: str
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None


def accept_upload(file: File | None, *, kinds: Sequence[str] = ("image", "pdf"), by: Actor, purpose: str) -> Upload:
    """Check, clean and keep a file. Raises `RuleBroken` with one sentence: what, why, what to do.

    `kinds` are "image", "pdf", "excel", "csv"; `purpose` is a key of `register_purpose`. The file is written before
    the row: a crash between the two leaves a file without a row, which the sweep removes, and never the reverse.
    """
    content = _content(file, LARGEST_CSV if "csv" in kinds else LARGEST)
    kind = _kind_of(content, kinds)
    if kind != "csv" and len(content) > LARGEST:
        raise _too_large(LARGEST)
    cleaned = CLEANERS[kind](content)
    upload = Upload(
        id=uuid7(),
        purpose=purpose,
        owner_id=by.person_id,
        organisation_id=by.organisation_id,
        original_name=clean_name(getattr(file, "name", "") or "", cleaned.extension),
        kind=kind,
        content_type=cleaned.content_type,
        size=len(cleaned.content),
        sha256=hashlib.sha256(cleaned.content).hexdigest(),
        received_sha256=hashlib.sha256(content).hexdigest(),
        width=cleaned.width,
        height=cleaned.height,
    )
    _write_files(upload, cleaned)
    upload.save(force_insert=True)
    record("action", "kit.accept_upload", by=by, subject=upload, data={"purpose": purpose, "kind": kind})
    return upload


def _content(file: File | None, largest: int) -> bytes:
    """Return the bytes, at most `largest` of them; the size that the browser declared is not believed."""
    if file is None:
        raise RuleBroken(_("没有收到文件。请选择一个文件后再上传。"))
    file.seek(0)
    content = file.read(largest + 1)
    if not content:
        raise RuleBroken(_("这个文件是空的。请确认文件内容后重新选择。"))
    if len(content) > largest:
        raise _too_large(largest)
    return content


def _too_large(largest: int) -> RuleBroken:
    most = largest // (1024 * 1024)
    return RuleBroken(_("文件超过 %(most)d MB，无法上传。请压缩或缩小后再试。") % {"most": most})


def _kind_of(content: bytes, kinds: Sequence[str]) -> str:
    """Return which of the welcome kinds this is."""
    kind = sniff(content) or ("csv" if "csv" in kinds and is_csv(content) else "")
    if kind in kinds:
        return kind
    wanted = listed(KIND_LABELS[each] for each in kinds)
    if kind == "heic" and "image" in kinds:
        raise RuleBroken(
            _("这是 HEIC/AVIF 格式的照片，暂不能接收。请在手机相机设置中选“兼容性最佳”，或另存为 JPG 后再上传。")
        )
    raise RuleBroken(
        _("这个文件的内容不是%(wanted)s（改扩展名不会改变内容）。请选择正确的文件后再上传。") % {"wanted": wanted}
    )


def sniff(content: bytes) -> str:
    """Return "image", "pdf", "excel", "heic" or "" by the first bytes."""
    head = content[:1024]
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head[4:8] == b"ftyp":
        return "heic"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "excel"
    return ""


def _image(content: bytes) -> Cleaned:
    clean = clean_image(content)
    return Cleaned(clean.content, clean.content_type, clean.extension, clean.thumbnail, clean.width, clean.height)


def _pdf(content: bytes) -> Cleaned:
    check_pdf(content)
    return Cleaned(content, "application/pdf", ".pdf")


def _excel(content: bytes) -> Cleaned:
    check_workbook(content)
    return Cleaned(content, XLSX, ".xlsx")


def _csv(content: bytes) -> Cleaned:
    return Cleaned(content, "text/csv", ".csv")


CLEANERS: dict[str, Callable[[bytes], Cleaned]] = {"image": _image, "pdf": _pdf, "excel": _excel, "csv": _csv}


def _write_files(upload: Any, cleaned: Cleaned) -> None:
    upload.stored_name = storing.make_name(upload.id, cleaned.extension)
    storing.write(upload.stored_name, cleaned.content)
    if cleaned.thumbnail:
        upload.thumbnail_name = storing.make_name(upload.id, ".thumbnail.jpg")
        storing.write(upload.thumbnail_name, cleaned.thumbnail)


def clean_name(name: str, extension: str) -> str:
    """Return the sender's name for the file, fit to be shown and offered again, ending as the content demands."""
    base = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C" and sign not in '<>:"/|?*')
    stem = PurePath(kept.strip(" .")).stem.strip(" .")[: LONGEST_NAME - 10]
    return (stem or str(_("未命名"))) + extension
