"""Words of data in the reader's language, words that are kept in the office's."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from juxian.kit.language import for_the_reader, of_the_office
from juxian.kit.punctuation import labelled, listed, sentences, with_note

LAW = {"zh": "遵纪守法，无犯罪记录", "en": "abides by the law"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh-hans", "遵纪守法，无犯罪记录"), ("zh-hant", "遵紀守法，無犯罪記錄"), ("en", "abides by the law")],
)
def test_the_law_is_read_in_the_readers_language(language, expected):
    with translation.override(language):
        assert for_the_reader(LAW) == expected


def test_what_is_kept_is_in_the_offices_language_whoever_wrote_it():
    with translation.override("en"):
        with of_the_office():
            assert gettext("高级工") == "高级工"
        assert gettext("高级工") == "Senior worker"


def test_words_are_put_side_by_side_with_the_marks_of_the_language():
    said = [listed(["a", "b"]), sentences(["a", "b"]), labelled("a", "b"), with_note("a", "b")]
    assert said == ["a、b", "a；b", "a：b", "a（b）"]
    with translation.override("en"):
        said = [listed(["a", "b"]), sentences(["a", "b"]), labelled("a", "b"), with_note("a", "b")]
    assert said == ["a, b", "a; b", "a: b", "a (b)"]


def test_what_is_not_there_leaves_no_mark():
    assert [labelled("", "b"), with_note("a", "")] == ["b", "a"]
