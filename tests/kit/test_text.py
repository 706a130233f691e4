"""Searching: whatever people type finds what they mean, and nothing else by accident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juxian.kit.models import AuditEvent
from juxian.kit.text import LONGEST_PINYIN, fold, has_chinese, matches, search_filter, search_key

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("电焊工", "电焊工"),
        ("電焊工", "电焊工"),
        ("Ａ１２　ｂ", "a12 b"),
        ("  CNC\t 车工\n", "cnc 车工"),
        ("乾燥", "干燥"),
        ("", ""),
        ("𠮷田", "𠮷田"),
        ("a\x00b", "ab"),
    ],
)
def test_text_is_folded_to_one_spelling(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "query", ["吕志强", "呂志強", "志强", "lvzhiqiang", "lyuzhiqiang", "Zhiqiang", "lzq", "lv zhi", "吕 强"]
)
def test_a_name_is_found_however_it_is_typed(query):
    assert matches(query, search_key("吕志强"))


@pytest.mark.parametrize("query", ["李志强", "lzz", "zhiqian g x", "吕|志强x"])
def test_another_name_is_not_found(query):
    assert not matches(query, search_key("吕志强"))


@pytest.mark.parametrize(("word", "pinyin"), [("重庆", "chongqing"), ("长江", "changjiang"), ("银行", "yinhang")])
def test_words_are_read_as_words(word, pinyin):
    assert pinyin in search_key(word)


def test_a_rare_character_is_kept_and_the_rest_is_still_found():
    key = search_key("𠮷志强")
    assert matches("𠮷", key)
    assert matches("zhiqiang", key)


def test_a_latin_name_is_its_own_key():
    assert search_key("John  SMITH") == "john smith"


def test_the_pinyin_of_a_long_text_is_bounded():
    assert len(search_key("焊" * 10_000)) < 10_000 + LONGEST_PINYIN * 5


@given(CHINESE)
def test_every_name_is_found_by_itself_and_by_each_of_its_characters(name):
    key = search_key(name)
    assert matches(name, key)
    assert all(matches(character, key) for character in name)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_that_searching_sees(text):
    assert matches(text, search_key(text)) or len(text) > LONGEST_PINYIN or "|" in text or not fold(text)
    search_filter("actor_label", text)


def test_has_chinese_knows_every_plane():
    assert all(map(has_chinese, ["abc焊", "㐀", "𠮷"]))
    assert not has_chinese("abc，123 ü")


@pytest.fixture
def rows(db):
    for name in ("吕志强", "李志刚", "100%焊工", "a_b", "c\\d"):
        AuditEvent.objects.create(kind="row", name=name, actor_label=search_key(name))


def found(query):
    return sorted(AuditEvent.objects.filter(search_filter("actor_label", query)).values_list("name", flat=True))


@pytest.mark.usefixtures("rows")
def test_the_database_finds_the_same_rows():
    assert found("zhi") == sorted(["吕志强", "李志刚"])
    assert found("呂") == ["吕志强"]
    assert found("lzg") == ["李志刚"]
    assert found("zhi gang") == ["李志刚"]


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(("query", "name"), [("%", "100%焊工"), ("_", "a_b"), ("\\", "c\\d")])
def test_signs_of_the_query_language_mean_themselves(query, name):
    assert found(query) == [name]


@pytest.mark.usefixtures("rows")
def test_an_empty_query_asks_nothing():
    assert len(found("  ")) == 5
    assert found("||") == found("")
