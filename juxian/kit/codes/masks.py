"""What a stranger may see of a name or a number."""

import re
import unicodedata

from juxian.kit.codes.characters import compact

# Variation selectors choose a glyph of the character before them; they are no character of a name.
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def mask_name(name: str) -> str:
    """Return a name for public lists: `吕志强` → `吕*强`, `吕强` → `吕*`, `John Smith` → `J*** S****`."""
    text = SELECTORS.sub("", unicodedata.normalize("NFC", name)).strip()
    if LATIN.match(text):
        return " ".join(word[0] + "*" * (len(word) - 1) for word in text.split())
    if len(text) < 2:
        return "*" * len(text)
    if len(text) == 2:
        return text[0] + "*"
    return text[0] + "*" * (len(text) - 2) + text[-1]


def mask_number(text: str) -> str:
    """Return a number with its middle hidden: `350***********0015`, `138****8000`; shorter ones show less."""
    number = compact(text)
    head, tail = _shown(len(number))
    return number[:head] + "*" * (len(number) - head - tail) + number[len(number) - tail :]


def last_four(text: str) -> str:
    """Return the last four characters, for a display column beside an encrypted one."""
    return compact(text)[-4:]


def _shown(length: int) -> tuple[int, int]:
    """Return how many characters show at the head and at the tail."""
    if length >= 11:
        return 3, 4
    if length >= 8:
        return 1, 3
    return 0, 1 if length >= 3 else 0
