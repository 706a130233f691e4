"""What a look at the sources finds: texts to translate, and faults."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
LONGEST_QUOTE = 40


class Message(NamedTuple):
    """One text of the catalogues, as gettext looks it up."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True, order=True)
class Fault:
    """Something to repair. `line` is 0 where a whole file or a catalogue entry is meant."""

    path: str
    line: int
    reason: str
    text: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        quote = self.text.strip()[:LONGEST_QUOTE].replace("\n", " ")
        return f"{place}: {self.reason}" + (f": {quote}" if quote else "")


@dataclass
class Findings:
    """Every message with the files that hold it, and every fault."""

    messages: dict[Message, set[str]] = field(default_factory=lambda: defaultdict(set))
    faults: list[Fault] = field(default_factory=list)

    def add(self, path: str, message: Message) -> None:
        self.messages[message].add(path)

    def blame(self, path: str, line: int, reason: str, text: str = "") -> None:
        self.faults.append(Fault(path, line, reason, text))


def has_chinese(text: str) -> bool:
    """Tell whether a text must be wrapped. Punctuation alone need not be."""
    return bool(CHINESE.search(text))
