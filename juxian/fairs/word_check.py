"""Looks through a comment for words of the district's list, however they are dressed up.

Folded first (full width, traditional characters, case); what stands between the characters of a word does not count
(spaces, stops, pictures, zero-width signs), nor do characters said twice, nor digits written as characters. Some words
are compared by their reading too. A finding names its reason: nothing is refused or held without one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from juxian.districts.chat_words import WordGroup
from juxian.kit.text import fold, has_chinese

BETWEEN = r"[\W_]*"
NOISE = re.compile(r"[\W_]+")
DIGITS = str.maketrans("零〇一壹二贰三叁四肆五伍六陆七柒八捌九玖幺", "001122334455667788991")  # untranslated: digits
# A digit written as a character counts as one only in a long row of digits: 三 in 三方协议 stays what it is.
LONG_ROW = re.compile(r"[\d零〇一壹二贰三叁四肆五伍六陆七柒八捌九玖幺]{11,}")  # untranslated: digits


@dataclass(frozen=True)
class Finding:
    """One group of which a word was found, and the word."""

    group: WordGroup
    word: str

    @property
    def verdict(self) -> str:
        return self.group.verdict


def look_through(text: str, groups: Iterable[WordGroup]) -> list[Finding]:
    """Return one finding for each group that the text touches; what must be refused comes first."""
    folded = fold(text)
    bare = LONG_ROW.sub(lambda row: row.group().translate(DIGITS), NOISE.sub("", folded))
    found = [
        Finding(group, word)
        for group in groups
        if (word := _in_words(folded, group) or _in_patterns(bare, group) or _by_sound(folded, group))
    ]
    return sorted(found, key=lambda finding: finding.verdict != "refuse")


def _in_words(folded: str, group: WordGroup) -> str:
    rest = _without(folded, group.allowed)
    return next((word for word in group.words if _pattern(word).search(rest)), "")


def _in_patterns(bare: str, group: WordGroup) -> str:
    hits = (re.search(pattern, bare) for pattern in group.patterns)
    return next((hit.group() for hit in hits if hit), "")


def _by_sound(folded: str, group: WordGroup) -> str:
    """Compare syllable by syllable, so that a word never begins in the middle of another's sound."""
    if not group.sound:
        return ""
    said = _syllables(NOISE.sub("", _without(folded, group.allowed)))
    return next((word for word in group.sound if f" {_syllables(word).strip()} " in said), "")


def _without(folded: str, allowed: Iterable[str]) -> str:
    for saying in allowed:
        folded = _pattern(saying).sub(" ", folded)
    return folded


def _syllables(text: str) -> str:
    if not has_chinese(text):
        return " "
    return f" {' '.join(lazy_pinyin(text, style=Style.NORMAL))} "


@lru_cache(maxsize=2000)
def _pattern(word: str) -> re.Pattern[str]:
    """The word with anything between its characters; Latin ends stand by themselves ("sb" is not in "usb")."""
    characters = [f"{re.escape(character)}+" for character in fold(word) if not character.isspace()]
    start = r"(?<![a-z0-9])" if word[0].isascii() else ""
    end = r"(?![a-z0-9])" if word[-1].isascii() else ""
    return re.compile(start + BETWEEN.join(characters) + end)
