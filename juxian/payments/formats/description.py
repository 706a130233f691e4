"""What is known of a bank's files once its YAML file is read and found sound."""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _t

Kind = Literal["text", "number", "fen", "yuan", "date"]
Layout = Literal["fixed", "csv", "excel"]


@dataclass(frozen=True)
class Cell:
    """One field of a record. `name` is what we call it; a constant has `value` instead. `width` counts bytes in the
    bank's charset (fixed layout only); `label` is the heading of its column (CSV and Excel)."""

    name: str = ""
    value: str = ""
    kind: Kind = "text"
    width: int = 0
    label: str = ""


@dataclass(frozen=True)
class Record:
    """The cells of a line, in order."""

    cells: tuple[Cell, ...] = ()

    @property
    def width(self) -> int:
        return sum(cell.width for cell in self.cells)

    def __bool__(self) -> bool:
        return bool(self.cells)

    def names(self) -> set[str]:
        return {cell.name for cell in self.cells if cell.name}

    def width_of(self, name: str) -> int:
        """Return how many bytes a cell may take; 0: as many as it likes."""
        return next((cell.width for cell in self.cells if cell.name == name), 0)


@dataclass(frozen=True)
class FileLayout:
    """One file: how its lines are laid out. `lists` says whether a reply names every payment or failures only."""

    layout: Layout
    line: Record
    header: Record = Record()
    trailer: Record = Record()
    file_name: str = ""
    lists: Literal["all", "failures"] = "all"


@dataclass(frozen=True)
class BankFormat:
    """How one bank wants to be written to, and how it answers."""

    key: str
    title: str
    charset: str
    line_end: str
    payments: FileLayout
    replies: dict[str, FileLayout] = field(default_factory=dict)  # "return", "statement"
    results: dict[str, str] = field(default_factory=dict)  # the bank's code → "paid" or "returned"
    messages: dict[str, str] = field(default_factory=dict)  # the bank's code → what it means

    def unwritable(self, name: str) -> str:
        """Return why the bank's file cannot hold this name, in one sentence, or ""."""
        odd = next((sign for sign in name if not self._encodes(sign)), "")
        if odd:
            return _t(
                "这家银行的文件是%(charset)s字符集，写不出姓名中的“%(sign)s”。请改用支持该字的银行格式，或与银行约定写法。"
            ) % {"charset": self.charset.upper(), "sign": odd}
        room = self.payments.line.width_of("holder_name")
        if room and len(name.encode(self.charset)) > room:
            return _t("姓名“%(name)s”按这家银行的格式要占%(size)d字节，最多%(room)d字节。请与银行约定写法。") % {
                "name": name,
                "size": len(name.encode(self.charset)),
                "room": room,
            }
        return ""

    def unfit_title(self, title: str) -> str:
        """Return why the bank's file cannot hold this title, in one sentence, or ""."""
        odd = next((sign for sign in title if not self._encodes(sign)), "")
        rooms = [
            self.payments.header.width_of("title"),
            self.payments.trailer.width_of("title"),
            self.payments.line.width_of("purpose"),
        ]
        room = min((width for width in rooms if width), default=0)
        if odd or (room and len(title.encode(self.charset)) > room):
            return _t("批次名称写不进这家银行的文件：最多%(room)d字节（汉字占两字节），不能有生僻字。请改短。") % {
                "room": room or 120
            }
        return ""

    def _encodes(self, sign: str) -> bool:
        try:
            sign.encode(self.charset)
        except UnicodeEncodeError:
            return False
        return sign.isprintable()
