"""One spelling for searching: half width, simplified, lower case, with the pinyin that people type instead.

A search column holds `search_key(name)`; a box on a page is answered by `search_filter("search_key", text)`.
"""

import re
import unicodedata
from functools import lru_cache

from django.db.models import Q
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

SPACES = re.compile(r"\s+")
LONGEST_QUERY = 60  # characters of a search box that are looked at
LONGEST_PINYIN = 40  # characters whose pinyin goes into a key: names and titles, not whole texts


def fold(text: str) -> str:
    """Return the text as searching sees it: NFKC, traditional → simplified, lower case, single spaces.

    A character that no table knows stays as it is."""
    plain = unicodedata.normalize("NFKC", text).replace("\x00", "")
    return SPACES.sub(" ", _simplifier().convert(plain).casefold()).strip()


def simplified(text: str) -> str:
    """Return the text in simplified characters and nothing else changed."""
    return _simplifier().convert(text)


def search_key(text: str) -> str:
    """Return what a search column keeps: the folded text, its full pinyin and its initials, split by bars.

    `吕志强` → `吕志强|lyuzhiqiang|lvzhiqiang|lzq`: people type ü as v, passports as yu."""
    folded = fold(text)
    name = SPACES.sub("", folded)[:LONGEST_PINYIN]
    if not has_chinese(name):
        return folded
    syllables = lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)
    full = "".join(syllables)
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    spellings = [folded, full, initials]
    if "v" in full:
        spellings.insert(2, full.replace("v", "yu"))
    return "|".join(dict.fromkeys(spellings))


def matches(query: str, key: str) -> bool:
    """Tell whether every word of a query lies in a search key: as `search_filter` does, for lists in memory."""
    return all(word in key for word in _words(query))


def search_filter(field: str, query: str) -> Q:
    """Return the condition that every word of the query lies in a column of search keys; an empty query asks nothing.

    `%`, `_` and `\\` of a query mean themselves: Django escapes them in `__contains`."""
    condition = Q()
    for word in _words(query):
        condition &= Q(**{f"{field}__contains": word})
    return condition


def has_chinese(text: str) -> bool:
    """Tell whether the text has a Chinese character, rare ones of the later planes included."""
    return any(_is_chinese(character) for character in text)


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def _words(query: str) -> list[str]:
    return [word for word in fold(query[:LONGEST_QUERY]).replace("|", " ").split(" ") if word]


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
