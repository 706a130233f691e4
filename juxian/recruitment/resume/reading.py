"""From a file to its text. PDF and Word are read in a jail: whatever a stranger's file does, only the child dies."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from juxian.kit.errors import RuleBroken
from juxian.kit.jail import JailBroken, run_jailed

LARGEST = 5 * 1024 * 1024  # bytes
SECONDS, MEGABYTES = 10, 512
MOST_PAGES, MOST_LINES = 20, 2_000
FEWEST_CHARACTERS = 20
PDF, WORD, JSON_RESUME, TEXT = "pdf", "word", "json_resume", "text"
CHILDREN = {PDF: ("pdf_child.py", MOST_PAGES), WORD: ("word_child.py", MOST_LINES)}
UNREADABLE = gettext_lazy("这个文件读不出来，可能已损坏。请重新导出后再试，或把简历的文字直接粘贴进来。")
ENCRYPTED = gettext_lazy("这个 PDF 加了密码，读不出内容。请去掉密码，或把简历的文字直接粘贴进来。")


def read_file(file: Any) -> tuple[str, str]:
    """Return (kind, text) of an uploaded résumé. What it is, is asked of its content and never of its name."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RuleBroken(_("文件超过 5 MB。请压缩图片后再传，或把简历的文字直接粘贴进来。"), field="file")
    kind = kind_of(content)
    text = _plain(content) if kind in (TEXT, JSON_RESUME) else _jailed(kind, content)
    if len("".join(text.split())) < FEWEST_CHARACTERS:
        message = _("从这个文件里没有读到文字，它可能是扫描的图片。请把简历的文字粘贴进来，或直接逐项填写。")
        raise RuleBroken(message, field="file")
    return kind, text.replace("\r\n", "\n").replace("\x00", "")


def kind_of(content: bytes) -> str:
    """Return which of the kinds this is; refuse what is none of them."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return WORD
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RuleBroken(_("这是旧版 Word（.doc）。请另存为 .docx 或 PDF 后再传。"), field="file")
    head = content[:4096]
    if not content or b"\x00" in head:
        raise RuleBroken(_("这个文件不是 PDF、Word、JSON Resume 或文本。请换一个文件。"), field="file")
    return JSON_RESUME if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else TEXT


def _plain(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleBroken(str(UNREADABLE), field="file")


def _jailed(kind: str, content: bytes) -> str:
    script, most = CHILDREN[kind]
    child = Path(__file__).with_name(script)
    try:
        answer = run_jailed(child, content, seconds=SECONDS, megabytes=MEGABYTES, arguments=(str(most),))
    except JailBroken as error:
        raise RuleBroken(str(UNREADABLE), field="file") from error
    if answer["fault"]:
        raise RuleBroken(str(ENCRYPTED if answer["fault"] == "encrypted" else UNREADABLE), field="file")
    return str(answer["text"])
