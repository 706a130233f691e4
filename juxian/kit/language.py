"""Words in the right language: those of data in the reader's, those that are kept in the office's."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

from juxian.kit.translations.catalogues import traditional


def of_the_office() -> AbstractContextManager[None]:
    """Say everything inside in the office's own language: a public notice, a title, a record must not depend on the
    language in which the officer happened to read the page."""
    return translation.override(settings.LANGUAGE_CODE)


def for_the_reader(words: Mapping[str, str]) -> str:
    """Return a text of the law or the district, which carries `zh` and `en`, in the reader's language."""
    language = (translation.get_language() or settings.LANGUAGE_CODE).lower()
    if language.startswith("en"):
        return words["en"]
    return traditional(words["zh"]) if language.startswith("zh-hant") else words["zh"]
