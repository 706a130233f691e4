"""Whether a vacancy says what the law forbids. Pure; it finds and explains, a person decides, nothing is refused here.

What people do to slip through is undone first: full-width letters, traditional characters, spaces and dots between
characters. The place of a finding is that of the text as it was written, so that the form can show it.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from juxian.districts.posting_rules import PostingRule
from juxian.kit.text import simplified

FILLERS = frozenset(" \t　\xa0·•*_.﹒丶") | {"\u200b", "\u200c", "\u200d", "\ufeff"}  # untranslated: signs
SKIPPED = "\0"


@dataclass(frozen=True)
class Finding:
    """One place in one field. `start` and `end` count characters of the text as it was written."""

    field: str
    rule: PostingRule
    start: int
    end: int
    words: str


def check_texts(texts: Mapping[str, str], rules: Sequence[PostingRule]) -> list[Finding]:
    """Return every finding in these fields, in the order of the fields and of the text; one place is found once."""
    found = [finding for field, text in texts.items() for rule in rules for finding in _in_text(field, text, rule)]
    order = list(texts)
    return sorted(_without_overlaps(found), key=lambda finding: (order.index(finding.field), finding.start))


def _in_text(field: str, text: str, rule: PostingRule) -> Iterator[Finding]:
    plain, places = _plain(text)
    for allowed in rule.allowed:
        plain = allowed.sub(lambda match: SKIPPED * len(match.group()), plain)
    for pattern in rule.patterns:
        for match in pattern.finditer(plain):
            start, end = places[match.start()], places[match.end() - 1] + 1
            yield Finding(field, rule, start, end, text[start:end])


def _plain(text: str) -> tuple[str, list[int]]:
    """Return the text without fillers, normalised, and for each of its characters the place in the text as written."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character in FILLERS:
            continue
        for letter in unicodedata.normalize("NFKC", character).casefold():
            letters.append(letter)
            places.append(place)
    plain = simplified("".join(letters))
    # A table of phrases may shorten or lengthen; one character at a time never does.
    return (plain if len(plain) == len(places) else "".join(simplified(letter)[:1] for letter in letters)), places


def _without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Of two findings of one rule that overlap, keep the longer."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.start - one.end, one.start)):
        if not any(_overlap(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _overlap(one: Finding, other: Finding) -> bool:
    same = one.field == other.field and one.rule.key == other.rule.key
    return same and one.start < other.end and other.start < one.end
