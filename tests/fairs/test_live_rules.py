"""The pure rules of a live room: words, pace, chapters, the funnel."""

import datetime as dt

import pytest

from juxian.districts.chat_words import chat_words
from juxian.fairs.chapters import Shown, as_vtt, chapters
from juxian.fairs.funnel import Funnel, total
from juxian.fairs.pacing import Said, is_said_again, seconds_to_wait
from juxian.fairs.word_check import look_through

NOON = dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC)
WORDS = chat_words("jimei")


def at(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.group.key, finding.verdict) for finding in look_through(text, WORDS)]


@pytest.mark.parametrize(
    "text",
    ["刷单", "刷 單", "刷★单", "刷\u200b单", "刷刷单单", "ｓｂ公司", "耍单", "滚😀蛋", "交-押-金", "報名費三百"],
)
def test_a_word_is_held_however_it_is_dressed_up(text):
    assert [verdict for _group, verdict in found(text)] == ["hold"]


@pytest.mark.parametrize(
    "text",
    [
        "我的电话13812345678",
        "一三八一二三四五六七八",
        "138 1234 5678",
        "①③⑧１２３４５６７８",
        "加 V 信聊",
        "wx: abc12345",
        "身份证350299199001010014",
    ],
)
def test_contact_details_are_refused_at_once(text):
    assert found(text)[0] == ("contact", "refuse")


@pytest.mark.parametrize(
    "text",
    [
        "月薪 8000 到 12000 吗",
        "usb接口调试需要会吗",
        "贵公司不收押金吧",
        "三方协议什么时候签",
        "一年有十三薪吗",
        "2025年3月12日14点开始",
        "焊工中级证可以吗？",
        "要交押金吗",
    ],
)
def test_an_honest_question_passes(text):
    assert found(text) == []


def test_every_group_of_the_list_says_why_and_what_to_do():
    for group in WORDS:
        texts = [group.title["zh"], group.title["en"], group.advice["zh"], group.advice["en"], group.source]
        assert all(texts)


def test_a_wrong_verdict_in_the_list_is_refused(tmp_path, monkeypatch):
    from juxian.districts import chat_words as module

    (tmp_path / "x").mkdir()
    entry = "zh: a, en: a, advice: a, advice_en: a, source: a, verdict: burn, words: [], sound: [], patterns: []"
    (tmp_path / "x" / "chat_words.yaml").write_text(f"groups: {{a: {{{entry}, allowed: []}}}}")
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="verdict"):
        module.chat_words.__wrapped__("x")


def test_five_comments_in_a_quarter_of_a_minute_are_the_most():
    said = [Said(at(-second), "x") for second in (1, 2, 3, 4, 5)]
    assert seconds_to_wait(said[:4], NOON) == 0
    assert seconds_to_wait(said, NOON) == 10
    assert seconds_to_wait(said, at(10)) == 0


def test_in_slow_mode_one_comment_in_so_many_seconds():
    said = [Said(at(-12), "x")]
    assert seconds_to_wait(said, NOON, slow_seconds=30) == 18
    assert seconds_to_wait([], NOON, slow_seconds=30) == 0


def test_the_same_words_count_as_said_again_for_a_minute():
    said = [Said(at(-59), "有宿舍吗")]
    assert is_said_again("有宿舍吗", said, NOON)
    assert not is_said_again("有宿舍吗", said, at(1))
    assert not is_said_again("有食堂吗", said, NOON)


def test_each_card_gets_a_chapter_and_there_are_no_gaps():
    shown = [Shown("b", "焊工", 50, 80), Shown("a", "车工", 10, 40)]
    parts = chapters(shown, 100, "开场")
    assert [(part.key, part.start, part.end) for part in parts] == [("", 0, 10), ("a", 10, 50), ("b", 50, 100)]
    assert parts[1].clock == "0:10"


def test_a_card_pinned_by_mistake_or_after_the_end_gets_none():
    shown = [Shown("a", "车工", 10, 11), Shown("b", "焊工", 200)]
    assert [part.key for part in chapters(shown, 100, "开场")] == [""]


def test_a_card_from_the_first_second_leaves_no_opening_and_goes_on_when_pinned_again():
    shown = [
        Shown("a", "车工", 1, 20),
        Shown("a", "车工", 25, 40),
        Shown("b", "焊工", 60, 70),
        Shown("a", "车工", 80, 90),
    ]
    parts = chapters(shown, 100, "开场")
    assert [(part.key, part.start) for part in parts] == [("a", 0), ("b", 60), ("a", 80)]


def test_chapters_are_written_for_players():
    text = as_vtt(chapters([Shown("a", "C&C <高级>\n车工", 3661.5, None)], 3700, "开场"))
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> 01:01:01.500\n开场\n\n01:01:01.500 --> 01:01:40.000")
    assert "C&amp;C &lt;高级&gt; 车工" in text


def test_the_funnel_adds_up_and_never_divides_by_nothing():
    both = total([Funnel(200, 10, 4, 1), Funnel(100, 5, 0, 0)])
    assert both == Funnel(300, 15, 4, 1)
    assert (both.application_percent, both.interview_percent, both.hire_percent) == (5.0, 26.7, 25.0)
    assert Funnel(0, 3).application_percent is None
