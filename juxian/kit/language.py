"""The language of what is kept and published, as against the language of a screen."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation


def of_the_office() -> AbstractContextManager[None]:
    """Say everything inside in the office's own language: a public notice, a title, a record must not depend on the
    language in which the officer happened to read the page."""
    return translation.override(settings.LANGUAGE_CODE)
