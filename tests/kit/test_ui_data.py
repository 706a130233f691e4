"""Data: sorting, pages, clocks, amounts."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.utils import timezone

from juxian.kit.templatetags.ui_data import yuan
from juxian.kit.ui.clocks import clock_face
from tests.kit.test_ui_components import draw


def test_a_column_sorts_up_then_down_and_returns_to_the_first_page() -> None:
    source = '<tr>{% sort_header "姓名" "name" %}</tr>'
    assert 'href="?q=a&amp;sort=name"' in draw(source, query={"q": "a", "page": "3"})
    up = draw(source, query={"sort": "name"})
    assert 'aria-sort="ascending"' in up
    assert 'href="?sort=-name"' in up
    assert 'aria-sort="descending"' in draw(source, query={"sort": "-name"})


def test_pages_keep_the_other_parameters() -> None:
    html = draw("{% pager page %}", page=Paginator(range(200), 20).page(3), query={"q": "吕", "page": "3"})
    assert 'href="?q=%E5%90%95&amp;page=4"' in html
    assert "共 200 条" in html


def test_one_page_needs_no_pager() -> None:
    assert draw("{% pager page %}", page=Paginator(range(5), 20).page(1)).strip() == ""


@pytest.mark.parametrize(
    ("hours", "words", "tone"),
    [
        (24 * 12, "还剩 12 天", "ok"),
        (24, "还剩 1 天", "wait"),
        (3, "今天到期", "wait"),
        (-1, "今天已到期", "stop"),
        (-48, "已超 2 天", "stop"),
    ],
)
def test_a_clock_says_what_is_left(hours: int, words: str, tone: str) -> None:
    face = clock_face(timezone.now() + dt.timedelta(hours=hours))
    assert face is not None
    assert (face.words, face.tone) == (words, tone)


def test_a_date_is_a_deadline_until_its_last_minute() -> None:
    assert clock_face(timezone.localdate()).words == "今天到期"
    assert clock_face(timezone.localdate() - dt.timedelta(days=1)).words == "已超 1 天"


def test_what_is_done_has_no_clock_running_and_no_deadline_shows_nothing() -> None:
    assert clock_face(timezone.now() - dt.timedelta(days=9), done=True).words == "已办结"
    assert draw("{% clock nothing %}", nothing=None).strip() == ""


@pytest.mark.parametrize(
    ("fen", "words"), [(1234567, "12,345.67"), (5, "0.05"), (0, "0.00"), (-150, "-1.50"), (None, "—")]
)
def test_fen_are_written_as_yuan(fen: int | None, words: str) -> None:
    assert yuan(fen) == words


def test_an_unknown_figure_is_a_dash_and_never_zero() -> None:
    assert "—" in draw('{% figure nothing "人数" %}', nothing=None)
    assert "12,345" in draw('{% figure 12345 "人数" %}')
    assert ">0<" in draw('{% figure 0 "人数" %}').replace("\n", "")


def test_an_unknown_fact_is_a_dash_and_zero_is_not() -> None:
    assert "—" in draw('{% fact "工龄" nothing %}', nothing=None)
    assert "—" not in draw('{% fact "工龄" 0 %}')


def test_a_time_line_reads_objects_and_dicts_alike() -> None:
    events = [{"at": timezone.now(), "label": "提交申报", "by": "吕师傅", "text": "<b>"}]
    html = draw("{% timeline events %}", events=events)
    assert "2025年3月12日 10:00" in html
    assert "&lt;b&gt;" in html
