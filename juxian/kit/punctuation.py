"""How words are put side by side in the reader's language: Chinese and English do not share their marks."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


def listed(words: Iterable[object]) -> str:
    """Return 甲、乙、丙, in English “A, B, C”."""
    return _("、").join(str(word) for word in words)


def sentences(parts: Iterable[object]) -> str:
    """Return parts of a thought with the mark between clauses: ；, in English a semicolon."""
    return _("；").join(str(part) for part in parts)


def labelled(label: object, text: object) -> str:
    """Return 标签：内容, in English “Label: text”; without a label the text alone."""
    return _("%(label)s：%(text)s") % {"label": label, "text": text} if label else str(text)


def with_note(text: object, note: object) -> str:
    """Return 内容（说明）, in English “text (note)”; without a note the text alone."""
    return _("%(text)s（%(note)s）") % {"text": text, "note": note} if note else str(text)
