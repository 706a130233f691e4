"""The catalogues in `juxian/locale`: English by hand, Traditional Chinese by OpenCC.

Traditional Chinese is made with `s2tw`: the standard characters of Taiwan (為, 裡 instead of 爲, 裏 of plain `s2t`),
but not its vocabulary. `s2twp` would turn 项目制培训 into 專案制培訓 and 用户 into 使用者: an office's own terms must
stay the words of its documents.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polib
from opencc import OpenCC

from juxian.kit.translations.found import Message
from juxian.kit.translations.sources import PACKAGE

LOCALE = PACKAGE / "locale"
PLACEHOLDER = re.compile(r"(%\([^)]*\)[\d.,]*[a-z]|%[\d.]*[sdf]|%%|\{[^{}]*\}|</?[a-zA-Z][^>]*>)")


@dataclass(frozen=True)
class Language:
    """A language of the catalogues, by the name of its folder."""

    locale: str
    plural_forms: str
    plural_count: int
    is_generated: bool = False

    def path(self, locale_dir: Path) -> Path:
        return locale_dir / self.locale / "LC_MESSAGES" / "django.po"


ENGLISH = Language("en", "nplurals=2; plural=(n != 1);", 2)
TRADITIONAL = Language("zh_Hant", "nplurals=1; plural=0;", 1, is_generated=True)
LANGUAGES = (ENGLISH, TRADITIONAL)


def update_catalogue(language: Language, messages: dict[Message, set[str]], locale_dir: Path = LOCALE) -> bool:
    """Write the catalogue of a language; tell whether it changed. Translations are kept, texts that no source holds
    any more go (git remembers them)."""
    path = language.path(locale_dir)
    earlier = {key_of(entry): entry for entry in read_catalogue(path)}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "juxian",
        "Language": language.locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_forms,
    }
    for message in sorted(messages):
        catalogue.append(_entry(language, message, messages[message], earlier.get(message)))
    before = path.read_text("utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{catalogue}\n", "utf-8")
    return path.read_text("utf-8") != before


def read_catalogue(path: Path) -> polib.POFile:
    """Return the catalogue, an empty one where there is no file."""
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def key_of(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def translations_of(entry: polib.POEntry) -> list[str]:
    """Return the translation, or one for each plural form."""
    return [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]


def generated(language: Language, message: Message) -> list[str]:
    """Return what a generated language says, a form each."""
    if not message.plural:
        return [traditional(message.text)]
    return [traditional(message.plural)] * language.plural_count


def traditional(text: str) -> str:
    """Return a text in Traditional Chinese; placeholders and HTML tags stay as they are."""
    parts = PLACEHOLDER.split(text)
    return "".join(part if place % 2 else _converter().convert(part) for place, part in enumerate(parts))


def compile_catalogues(locale_dir: Path = LOCALE) -> list[Path]:
    """Write the binary file beside every catalogue; return those that changed."""
    changed = []
    for path in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        target, body = path.with_suffix(".mo"), polib.pofile(str(path)).to_binary()
        if not target.exists() or target.read_bytes() != body:
            draft = target.with_suffix(".mo.new")
            draft.write_bytes(body)
            draft.replace(target)
            changed.append(target)
    return changed


def _entry(language: Language, message: Message, files: Iterable[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=message.text,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        occurrences=[(file, "") for file in sorted(files)],
        comment=old.comment if old else "",
        tcomment=old.tcomment if old else "",
        flags=["python-format"] if "%" in message.text else [],
    )
    if language.is_generated:
        forms = generated(language, message)
    else:
        forms = translations_of(old) if old else [""] * (language.plural_count if message.plural else 1)
    if message.plural:
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = forms[0]
    return entry


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2tw")
