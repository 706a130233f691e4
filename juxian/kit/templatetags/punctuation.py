"""The marks between words in templates: `{{ names|listed }}`, `{{ text|with_note:note }}`."""

from collections.abc import Iterable

from django import template

from juxian.kit import punctuation

register = template.Library()


@register.filter
def listed(words: Iterable[object]) -> str:
    """Join words with the list mark of the reader's language."""
    return punctuation.listed(words)


@register.filter
def with_note(text: object, note: object) -> str:
    """Add a note in brackets, if there is one."""
    return punctuation.with_note(text, note)
