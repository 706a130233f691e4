"""What an .xlsx file declares about itself, looked at before anything is unpacked for reading.

A file of 19 KB can name a cell so far out that a reader reserves gigabytes. So the sizes and the outermost cells are
found first, by searches over the bytes that take milliseconds and keep nothing.
"""

import io
import re
import zipfile
import zlib
from itertools import islice, pairwise

from django.utils.translation import gettext as _

from juxian.kit.errors import RuleBroken

LARGEST = 10 * 1024 * 1024  # bytes, packed
LARGEST_UNPACKED = 150 * 1024 * 1024  # bytes, all parts together, as declared
LARGEST_READ = 80 * 1024 * 1024  # bytes, the parts that are read: sheets, shared texts, styles
LARGEST_TEXT = 100 * 1024 * 1024  # bytes, all texts as often as cells name them
MOST_PARTS = 500
RATIO_FROM = 4 * 1024 * 1024  # small parts may be packed as tightly as they like
HIGHEST_RATIO = 100  # real sheets reach about 15
MOST_COLUMNS = 200
SPARE_ROWS = 100  # titles above the header, and the header

# A damaged archive makes zipfile raise any of these; RuntimeError is an encrypted part.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
READ = re.compile(r"xl/(workbook\.xml|sharedStrings\.xml|styles\.xml|worksheets/[^/]+\.xml)", re.IGNORECASE)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
ROW_START = re.compile(rb"<(?:\w+:)?row[\s>/]")
CELL_START = re.compile(rb"<(?:\w+:)?c[\s>/]")
TEXT_START = re.compile(rb"<(?:\w+:)?si[\s>/]")
TEXT_NUMBER = re.compile(rb"<(?:\w+:)?v[^>]*>(\d{1,9})<")
ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{0,7}(\d+)["']""")
# A reference from column GS (the 201st) on: four letters, three, or two beyond GR.
FAR_COLUMN = re.compile(rb"""\sr\s*=\s*["'](?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d""", re.IGNORECASE)


def check_workbook(content: bytes, *, max_rows: int = 20_000) -> None:
    """Refuse what is no .xlsx workbook, or one that would unpack beyond the limits."""
    if len(content) > LARGEST:
        raise RuleBroken(_("表格文件超过 10 MB。请删除其中的图片和多余的工作表，或分成几份上传。"))
    _check_magic(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_declared(parts)
            read = {part.filename: archive.read(part) for part in parts if READ.fullmatch(part.filename)}
    except UNREADABLE as error:
        raise damaged() from error
    for part, xml in read.items():
        _check_part(part, xml, max_rows)
    shared = b"".join(xml for part, xml in read.items() if part.lower().endswith("sharedstrings.xml"))
    _check_texts(shared, [xml for part, xml in read.items() if SHEET.fullmatch(part)])


def damaged() -> RuleBroken:
    return RuleBroken(_("这个表格无法打开，文件可能已损坏。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。"))


def too_complex() -> RuleBroken:
    return RuleBroken(_("这个表格展开后过大，无法读取。请把数据复制（只粘贴数值）到新下载的模板中，再上传一次。"))


def _check_magic(content: bytes) -> None:
    """Tell by the first bytes what was sent instead of a workbook."""
    if not content:
        raise RuleBroken(_("这个文件是空的。请下载模板，填写后再上传。"))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RuleBroken(_("这是旧版 .xls 或加了密码的表格，无法读取。请去掉密码并另存为 .xlsx 后再上传。"))
    if not content.startswith(b"PK\x03\x04"):
        raise RuleBroken(
            _("这个文件不是 Excel 工作簿（改扩展名不会改变内容）。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
        )


def _check_declared(parts: list[zipfile.ZipInfo]) -> None:
    """Add up what the archive says of itself. It may lie: the reading child has hard limits of its own."""
    names = {part.filename.lower() for part in parts}
    if len(names) < len(parts):
        raise damaged()  # two parts of one name: which of them a reader takes is anybody's guess
    if "xl/workbook.xml" not in names:
        raise RuleBroken(_("这个压缩文件不是 Excel 工作簿。请用 Excel 或 WPS 另存为 .xlsx 后再上传。"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise too_complex()
    for part in parts:
        tight = part.file_size > RATIO_FROM and part.file_size > HIGHEST_RATIO * max(part.compress_size, 1)
        if tight:
            raise too_complex()
    if sum(part.file_size for part in parts if READ.fullmatch(part.filename)) > LARGEST_READ:
        raise too_complex()


def _check_part(part: str, xml: bytes, max_rows: int) -> None:
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in xml[:4] or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise damaged()  # no spreadsheet program writes entities or UTF-16; only bombs do
    if SHEET.fullmatch(part):
        _check_extent(xml, max_rows + SPARE_ROWS, max_rows)


def _check_extent(xml: bytes, limit: int, max_rows: int) -> None:
    """Refuse a sheet whose outermost cell makes a grid that is too large, wherever its <dimension> claims to end.

    Cells and rows may leave out their own number, so they are counted besides. Nothing is copied, and the first
    excess ends the search.
    """
    starts = [match.start() for match in islice(ROW_START.finditer(xml), limit + 1)]
    if len(starts) > limit:
        raise too_many_rows(max_rows)
    wide = FAR_COLUMN.search(xml) is not None
    for start, end in pairwise([*starts, len(xml)]):
        wide = wide or next(islice(CELL_START.finditer(xml, start, end), MOST_COLUMNS, None), None) is not None
    if wide:
        raise too_many_columns()
    if any(int(match[1][:8]) > limit for match in ROW_NUMBER.finditer(xml)):
        raise too_many_rows(max_rows)


def _check_texts(shared: bytes, sheets: list[bytes]) -> None:
    """Refuse cells that together repeat the shared texts too often: one long text can be named by every cell."""
    starts = [match.start() for match in TEXT_START.finditer(shared)]
    sizes = [end - start for start, end in pairwise([*starts, len(shared)])]
    longest = max(sizes, default=0)
    if longest * sum(sheet.count(b"<v") for sheet in sheets) <= LARGEST_TEXT:
        return
    named = (int(match[1]) for sheet in sheets for match in TEXT_NUMBER.finditer(sheet))
    if sum(sizes[number] for number in named if number < len(sizes)) > LARGEST_TEXT:
        raise too_complex()


def too_many_columns() -> RuleBroken:
    return RuleBroken(
        _("表格超过 %(most)d 列，可能误在很靠右的单元格里输入了内容。请删除多余的列后再上传。") % {"most": MOST_COLUMNS}
    )


def too_many_rows(max_rows: int) -> RuleBroken:
    return RuleBroken(
        _("表格超过 %(most)d 行（靠下的空白单元格和其他工作表也算）。请删除多余的行，或分成几份上传。")
        % {"most": max_rows}
    )
