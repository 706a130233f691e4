"""Captions: WebVTT, or SubRip made into it. Only text and times are kept; styles and pictures are not."""

import re
import unicodedata

from django.core.files.base import File
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from juxian.kit.errors import RuleBroken

LARGEST = 1 << 20  # bytes
MOST_CUES = 10_000
LINE = re.compile(r"(?:(\d{1,3}):)?(\d\d):(\d\d)[.,](\d{3})\s+-->\s+(?:(\d{1,3}):)?(\d\d):(\d\d)[.,](\d{3})")


def check_captions(file: File) -> str:
    """Return the captions as WebVTT. Raises `RuleBroken` with what is wrong and in which line."""
    if not file.size or file.size > LARGEST:
        raise RuleBroken(_("字幕文件是空的或超过 1 MB。请导出 .vtt 或 .srt 字幕后再上传。"))
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken(_("字幕文件不是 UTF-8 编码，中文会变成乱码。请另存为 UTF-8 后再上传。")) from None
    cues = _cues(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not cues:
        raise RuleBroken(_("字幕文件里没有找到时间和文字。请导出 .vtt 或 .srt 字幕后再上传。"))
    return "WEBVTT\n\n" + "\n\n".join(cues[:MOST_CUES]) + "\n"


def _cues(text: str) -> list[str]:
    cues: list[str] = []
    last = -1.0
    for block in re.split(r"\n{2,}", text):
        lines = block.strip().split("\n")
        at = next((number for number, line in enumerate(lines) if LINE.search(line)), None)
        if at is None:
            continue
        begins, ends = _times(lines[at])
        if ends <= begins or begins < last:
            raise RuleBroken(_("字幕时间“%(line)s”前后颠倒。请改正这一行后再上传。") % {"line": lines[at][:60]})
        last = begins
        words = "\n".join(_plain(line) for line in lines[at + 1 :] if line.strip())
        if words:
            cues.append(f"{_stamp(begins)} --> {_stamp(ends)}\n{words}")
    return cues


def _times(line: str) -> tuple[float, float]:
    match = LINE.search(line)
    assert match is not None
    numbers = [int(part or 0) for part in match.groups()]
    return tuple(h * 3600 + m * 60 + s + ms / 1000 for h, m, s, ms in (numbers[:4], numbers[4:]))  # type: ignore[return-value]


def _stamp(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{rest:06.3f}"


def _plain(line: str) -> str:
    text = "".join(sign for sign in strip_tags(line) if unicodedata.category(sign)[0] != "C")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "→").strip()
