"""What is wrong with a catalogue."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib

from juxian.kit.translations.catalogues import (
    ENGLISH,
    LOCALE,
    PLACEHOLDER,
    Language,
    generated,
    key_of,
    read_catalogue,
    translations_of,
)
from juxian.kit.translations.found import Fault, Message, has_chinese

TAG = re.compile(r"<(/?[a-zA-Z0-9]+)[^>]*>")


def catalogue_faults(language: Language, messages: dict[Message, set[str]], locale_dir: Path = LOCALE) -> list[Fault]:
    """Return every entry that is missing, obsolete, untranslated or wrong."""
    path = language.path(locale_dir)
    name = path.relative_to(locale_dir.parent.parent).as_posix()
    entries = {key_of(entry): entry for entry in read_catalogue(path) if not entry.obsolete}
    faults = [Fault(name, 0, "missing; run update", message.text) for message in messages.keys() - entries.keys()]
    for message, entry in entries.items():
        reasons = _reasons(language, message, entry) if message in messages else ["no source has it; run update"]
        faults += [Fault(name, entry.linenum or 0, reason, message.text) for reason in reasons]
    return sorted(faults)


def _reasons(language: Language, message: Message, entry: polib.POEntry) -> Iterator[str]:
    forms = translations_of(entry)
    if entry.fuzzy or len(forms) < (language.plural_count if message.plural else 1) or not all(forms):
        yield "untranslated"
        return
    if language.is_generated and forms != generated(language, message):
        yield "not what is generated; run update"
    if language is ENGLISH and any(map(has_chinese, forms)):
        yield "English with Chinese in it"
    for place, form in enumerate(forms):
        source = message.plural if message.plural and place == len(forms) - 1 else message.text
        if not _same_placeholders(source, form, may_omit=bool(message.plural) and place < len(forms) - 1):
            yield "placeholders or tags differ"
        elif _has_lone_percent(form) and not _has_lone_percent(source):
            yield "a percent sign that is no placeholder; double it"


def _same_placeholders(source: str, translation: str, *, may_omit: bool) -> bool:
    """Compare what a translation must carry over. The singular may leave out its number ("one seat")."""
    expected, actual = _placeholders(source), _placeholders(translation)
    if may_omit:
        return set(actual) <= set(expected)
    return expected == actual


def _placeholders(text: str) -> list[str]:
    """Return placeholders and names of tags, sorted; a named one counts once, however often it is said."""
    found = [part for part in PLACEHOLDER.findall(text) if part != "%%" and not part.startswith("<")]
    named = {part for part in found if part.startswith(("%(", "{"))}
    return sorted([*named, *TAG.findall(text), *[part for part in found if part not in named]])


def _has_lone_percent(text: str) -> bool:
    """Tell whether a percent sign would be taken for a placeholder that it is not (or break the formatting)."""
    return "%" in PLACEHOLDER.sub("", text)
