"""What a column of a sheet is called, holds and demands. The same list reads, writes and makes the template."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from django.utils.translation import get_language

from juxian.kit.access import Text

Kind = Literal["text", "integer", "money", "date", "month", "choice", "identity", "uscc", "mobile", "boolean"]
REQUIRED_MARK = "*"
# Kinds that Excel must keep as text, or it eats leading zeros and the sixteenth digit onwards.
TEXT_KINDS = {"text", "choice", "identity", "uscc", "mobile", "month"}
WIDTHS = {"identity": 22, "uscc": 22, "mobile": 15, "date": 13, "month": 11, "integer": 10, "money": 14, "boolean": 8}


@dataclass(frozen=True)
class Column:
    """A column. `kind` says what a cell becomes in Python:

    text, identity, uscc, mobile → str · integer → int · money → int, in fen (the cell holds yuan) · date → date ·
    month → date, its first day · choice → the key of `choices` · boolean → bool. An empty cell is None.
    `choices` is {value: label} or [(value, label), …]; `width` counts half-width characters.
    """

    key: str
    label: Text
    kind: Kind = "text"
    required: bool = False
    choices: Mapping[str, Text] | Sequence[tuple[str, Text]] = field(default_factory=dict)
    help: Text = ""
    width: int | None = None
    longest: int = 500  # characters, text only

    @property
    def options(self) -> dict[str, str]:
        """Return the choices as {value: label}, in order."""
        pairs = self.choices.items() if isinstance(self.choices, Mapping) else self.choices
        return {str(value): str(label) for value, label in pairs}

    @cached_property
    def _found(self) -> dict[str | None, dict[str, str]]:
        return {}

    def choice_of(self, word: object) -> str | None:
        """Return the value whose label (in the present language) or key is this word; width and case do not matter."""
        language = get_language()
        if language not in self._found:  # a catalogue has thousands of choices, a sheet thousands of rows
            pairs = list(self.options.items())
            by_key = {plain_heading(value): value for value, _label in pairs}
            self._found[language] = by_key | {plain_heading(label): value for value, label in reversed(pairs)}
        return self._found[language].get(plain_heading(word))

    @property
    def heading(self) -> str:
        """Return the label as the template shows it: a required column has a star."""
        return f"{self.label}{REQUIRED_MARK if self.required else ''}"

    @property
    def display_width(self) -> int:
        """Return the width in half-width characters; a Chinese one counts twice."""
        return self.width or max(WIDTHS.get(self.kind, 18), 2 * len(str(self.heading)) + 2)


def plain_heading(text: object) -> str:
    """Return a heading as it is compared: no star, no spaces, no difference of width or case."""
    folded = unicodedata.normalize("NFKC", str(text)).replace(REQUIRED_MARK, "").casefold()
    return "".join(folded.split())


def version_of(columns: Sequence[Column]) -> str:
    """Return the mark that a template carries in a hidden cell, so that last year's template is recognised."""
    facts = [f"{column.key}|{column.kind}|{column.required}|{plain_heading(column.label)}" for column in columns]
    return "juxian-template:" + hashlib.sha256("\n".join(facts).encode()).hexdigest()[:12]


def letter(index: int) -> str:
    """Return the letters of the column with this index (0 → A, 26 → AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
