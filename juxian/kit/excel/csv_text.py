"""CSV in: for files too long for a sheet, as other offices' systems write them.

UTF-8 (with or without its mark) or GB 18030, as Excel and WPS save in China; commas, semicolons or tabs between cells.
"""

import csv
import io
import re
from itertools import islice

from django.utils.translation import gettext as _

from juxian.kit.errors import RuleBroken
from juxian.kit.excel.container import MOST_COLUMNS, too_many_columns, too_many_rows

LARGEST_CSV = 30 * 1024 * 1024  # bytes; 100,000 rows of a register are about 12 MB
ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t"
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")  # no text holds these; every binary file does
FORMULA_QUOTE = '="'  # ="0123": how systems keep Excel from eating zeros


def is_csv(content: bytes) -> bool:
    """Tell whether this is text whose first line has several cells; what else it holds is for the reader to say."""
    head = content[:65536]
    if CONTROL.search(head) or not head.strip():
        return False
    line = next((line for line in content.splitlines()[:1] if line), b"")
    return any(sign.encode() in line for sign in DELIMITERS) and _encoding(content) is not None


def csv_cells(content: bytes, *, max_rows: int) -> list[list[str]]:
    """Return the cells of all lines. Raises `RuleBroken` where the file as a whole cannot be used."""
    if len(content) > LARGEST_CSV:
        raise RuleBroken(_("CSV 文件超过 30 MB。请分成几份上传。"))
    encoding = _encoding(content)
    if encoding is None or b"\x00" in content:
        raise RuleBroken(_("这个 CSV 的文字编码无法识别。请另存为“CSV UTF-8（逗号分隔）”后再上传。"))
    text = content.decode(encoding)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        found = list(islice(rows, max_rows + 12))  # a title, a header, and one too many
    except csv.Error as error:
        raise RuleBroken(_("这个 CSV 里有引号没有成对，读不下去。请用 Excel 打开后另存，再上传。")) from error
    if len(found) > max_rows + 11:
        raise too_many_rows(max_rows)
    if any(len(row) > MOST_COLUMNS for row in found):
        raise too_many_columns()
    return [[_unquoted(cell) for cell in row] for row in found]


def _encoding(content: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _delimiter(text: str) -> str:
    """Return the sign that stands most often in the first line."""
    line = text[: text.find("\n")] if "\n" in text else text
    return max(DELIMITERS, key=line.count)


def _unquoted(cell: str) -> str:
    """Return ="0123" as 0123."""
    cell = cell.strip()
    return cell[2:-1] if cell.startswith(FORMULA_QUOTE) and cell.endswith('"') and len(cell) > 3 else cell
