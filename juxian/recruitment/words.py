"""The words by which a vacancy is found: what is kept of its texts, and what a typed query asks for.

PostgreSQL's core has no Chinese dictionary, so the words are our own: single characters and pairs of characters of
names, pairs of longer texts, and of names also their pinyin from every syllable on, in full and as initials. A typed
latin word is looked for as a beginning: `hang` finds 电焊工 by `hangong`. Pure: no database.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pypinyin import Style, lazy_pinyin

from juxian.kit.text import LONGEST_QUERY, fold, has_chinese

LONGEST_NAME = 40  # characters of a title or a name whose words are kept
LONGEST_TEXT = 800  # characters of a requirement that are looked at
SYLLABLES = 12  # how far the pinyin of one word reaches
MOST_WORDS = 24  # of one query: the rest of a pasted page narrows nothing
MAJOR = "@"  # before the words of majors; no other word begins with it
RUN = re.compile(r"[a-z0-9][a-z0-9+#.]*|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# What people put around the word they mean; a query of nothing else asks for nothing.
FILLERS = ("招聘", "急招", "诚聘", "招工", "岗位", "职位", "工作", "找")  # untranslated: what people type


def name_words(*names: str) -> set[str]:
    """Return the words of titles and names: characters, pairs, pinyin and initials."""
    return {word for name in names for run in _runs(name[:LONGEST_NAME]) for word in _of_name(run)}


def text_words(*texts: str) -> set[str]:
    """Return the words of running text: pairs of characters, and latin words."""
    return {word for text in texts for run in _runs(text[:LONGEST_TEXT]) for word in _pairs(run)}


def major_words(*majors: str) -> set[str]:
    """Return the words by which a vacancy is found when somebody filters by major, and by nothing else."""
    return {f"{MAJOR}{word}" for major in majors for run in _runs(major) for word in _pairs(run)}


def as_vector(words: Iterable[str]) -> str:
    """Return the words as PostgreSQL reads a tsvector; they hold no quote by construction."""
    return " ".join(f"'{word}'" for word in sorted(words))


def as_query(text: str) -> str:
    """Return what was typed as PostgreSQL reads a tsquery, "" where it asks for nothing. Every word must be there."""
    asked = dict.fromkeys(word for run in _runs(_without_fillers(text[:LONGEST_QUERY])) for word in _asked(run))
    return " & ".join(list(asked)[:MOST_WORDS])


def as_major_query(text: str) -> str:
    """Return the tsquery for vacancies that name this major; "" for none."""
    return " & ".join(f"'{word}'" for word in sorted(major_words(text[:LONGEST_NAME]))[:MOST_WORDS])


def _runs(text: str) -> Iterator[str]:
    for found in RUN.finditer(fold(text)):
        yield found.group().rstrip(".")


def _without_fillers(text: str) -> str:
    folded = fold(text)
    for filler in FILLERS:
        shorter = folded.replace(filler, " ")
        folded = shorter if shorter.strip() else folded
    return "" if folded.strip() in FILLERS else folded


def _pairs(run: str) -> Iterator[str]:
    if not has_chinese(run) or len(run) == 1:
        yield run
    else:
        yield from (first + second for first, second in pairwise(run))


def _of_name(run: str) -> Iterator[str]:
    yield from _pairs(run)
    if has_chinese(run):
        yield from run
        yield from _spelled(lazy_pinyin(run, style=Style.NORMAL, v_to_u=False))
        yield from _spelled(lazy_pinyin(run, style=Style.FIRST_LETTER))


def _spelled(syllables: list[str]) -> Iterator[str]:
    """The spelling from each syllable on; 吕 is typed lv and printed lyu."""
    for start in range(len(syllables)):
        spelling = "".join(syllables[start : start + SYLLABLES])
        if spelling.isascii() and spelling.isalnum():
            yield spelling
            yield spelling.replace("v", "yu")


def _asked(run: str) -> Iterator[str]:
    if has_chinese(run):
        yield from (f"'{word}'" for word in _pairs(run))
    else:
        yield f"'{run}':*" if len(run) > 1 else f"'{run}'"
