"""Which words a vacancy keeps and a query asks for."""

import pytest

from juxian.recruitment.words import as_query, as_vector, name_words, text_words


def asks(query: str, words: set[str]) -> bool:
    """What PostgreSQL would answer, in memory: every word there, or beginning one."""
    parts = [part.split("'") for part in as_query(query).split(" & ") if part]
    return all(any(word.startswith(a) if star else word == a for word in words) for _, a, star in parts)


@pytest.mark.parametrize(
    "query",
    ["电焊工", "焊工", "焊", "dianhangong", "hangong", "hang", "dhg", "hg", "電焊工", "电 焊", "DianHan", "电焊工岗位"],
)
def test_a_title_is_found_by_characters_pinyin_initials_and_traditional_writing(query):
    assert asks(query, name_words("电焊工（氩弧焊）"))


@pytest.mark.parametrize("query", ["钳工", "qiangong", "gonghan", "焊电"])
def test_what_a_title_does_not_say_does_not_find_it(query):
    assert not asks(query, name_words("电焊工（氩弧焊）"))


def test_latin_words_beside_chinese_are_found_each():
    words = name_words("CNC操作工 C++")
    assert asks("cnc", words)
    assert asks("c++", words)
    assert asks("CNC操作", words)
    assert asks("ＣＮＣ", words)


def test_longer_text_keeps_pairs_and_no_pinyin():
    assert text_words("会看图纸") == {"会看", "看图", "图纸"}


def test_a_query_of_nothing_but_filling_words_asks_for_nothing():
    assert as_query("招聘") == as_query(" 找 工作 ") == as_query("") == as_query("'\\:*&|!()") == ""


def test_a_pasted_page_becomes_a_query_of_bounded_size():
    assert len(as_query("焊工技术员" * 400).split(" & ")) <= 24


def test_no_word_can_break_out_of_its_quotes():
    for text in ("o'neil 焊工\\'", "a.b.c.'d'", "\x00焊工"):
        assert as_vector(name_words(text)).count("'") == 2 * len(name_words(text))
