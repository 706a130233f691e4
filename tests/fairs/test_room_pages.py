"""The live room and its replay, for everybody; writing in it, for people; the studio, for who presents."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from juxian.fairs import actions, live_news
from juxian.fairs.models import Comment, EventQuestion, Stream
from tests.cast import Cast, client_as
from tests.fairs.live import make_card, make_stream, on_air

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(f"fairs:{name}", args=args))
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


@pytest.fixture
def stream(cast: Cast) -> Stream:
    """A show on air with one pinned card and one comment."""
    stream = on_air(make_stream(cast))
    actions.pin_card(make_card(cast, stream), by=cast.wang.actor)
    actions.say(stream, text="有宿舍吗", is_bullet=True, by=cast.li.citizen)
    return stream


def test_a_visitor_watches_sees_the_card_its_pay_and_who_is_verified(stream: Stream, client: Client) -> None:
    html = page(client, "room", stream.pk)
    card = stream.cards.get()
    assert card.pay in html
    assert "已核验单位" in html
    assert "有宿舍吗" in html
    assert "登录后留言" in html
    assert f"/hls/{stream.pk.hex}" in html or "/hls/" in html


def test_the_page_costs_few_queries_however_many_cards_and_comments(cast: Cast, stream: Stream, client: Client) -> None:
    page(client, "room", stream.pk)
    with CaptureQueriesContext(connection) as few:
        page(client, "room", stream.pk)
    for number in range(3):
        make_card(cast, stream, title=f"钳工{number}")
        actions.say(stream, text=f"欢迎{number}", by=cast.wang.actor)
    with CaptureQueriesContext(connection) as more:
        page(client, "room", stream.pk)
    assert len(more) == len(few) <= 12


def test_before_the_start_the_room_tells_when_and_lists_vacancies(cast: Cast, client: Client) -> None:
    stream = make_stream(cast)
    card = make_card(cast, stream)
    html = page(client, "room", stream.pk)
    assert "距开播还有" in html
    assert card.vacancy.title in html


def test_a_room_of_an_event_that_nobody_published_is_not_there(cast: Cast, client: Client) -> None:
    stream = make_stream(cast)
    type(stream.event).objects.filter(pk=stream.event_id).update(state="draft")
    assert client.get(reverse("fairs:room", args=[stream.pk])).status_code == 404


def test_a_person_writes_with_and_without_javascript(cast: Cast, stream: Stream) -> None:
    client, url = client_as(cast.chen.citizen), reverse("fairs:say", args=[stream.pk])
    assert client.post(url, {"text": "几点下班"}).status_code == 302
    answer = client.post(url, {"text": "有夜班吗"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "say-text" in answer.content.decode()
    assert Comment.objects.filter(stream=stream).count() == 3


def test_a_refused_comment_keeps_its_words_and_says_why(cast: Cast, stream: Stream) -> None:
    url = reverse("fairs:say", args=[stream.pk])
    answer = client_as(cast.chen.citizen).post(url, {"text": "加我微信聊"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "请勿公开" in answer.content.decode()
    assert 'value="加我微信聊"' in answer.content.decode()


def test_a_held_comment_says_that_somebody_reads_it_first(cast: Cast, stream: Stream) -> None:
    url = reverse("fairs:say", args=[stream.pk])
    answer = client_as(cast.chen.citizen).post(url, {"text": "这里刷单吗"}, headers={"HX-Request": "true"})
    assert "由工作人员看过后才显示" in answer.content.decode()


def test_a_question_is_asked_answered_in_the_studio_and_shown_in_the_room(cast: Cast, stream: Stream) -> None:
    asked = client_as(cast.li.citizen).post(
        reverse("fairs:room_ask", args=[stream.pk]), {"question": "有师傅带吗？"}, headers={"HX-Request": "true"}
    )
    assert "已送到主讲方" in asked.content.decode()
    question = EventQuestion.objects.get()
    studio = client_as(cast.zhao.actor)
    assert "有师傅带吗" in page(studio, "studio", stream.pk)
    studio.post(reverse("fairs:studio_answer", args=[stream.pk, question.pk]), {"answer": "有，三个月。"})
    assert "有，三个月。" in page(Client(), "room", stream.pk)
    assert "有，三个月。" in live_news.draw_questions([str(question.pk)])[str(question.pk)]


def test_what_open_pages_are_told_is_one_element_with_its_id(cast: Cast, stream: Stream) -> None:
    ref = str(stream.pk)
    drawn = {
        "stage": live_news.draw_stages,
        "pinned": live_news.draw_pinned,
        "cards": live_news.draw_cards,
        "chat": live_news.draw_chat_lines,
    }
    for kind, draw in drawn.items():
        assert re.match(rf'\s*<\w+[^>]* id="{kind}-{ref}"', draw([ref])[ref]), kind
    comment = Comment.objects.get()
    assert f'id="comment-{comment.pk}"' in live_news.draw_comments([str(comment.pk)])[str(comment.pk)]
    actions.hide_comment(comment, reason="与招聘无关", by=cast.zhao.actor)
    assert live_news.draw_comments([str(comment.pk)]) == {}


def test_the_replay_has_a_chapter_a_card_and_a_file_of_them(cast: Cast, stream: Stream, client: Client) -> None:
    stream.refresh_from_db()
    Stream.objects.filter(pk=stream.pk).update(take_started_at=None, take_second=90)
    stream.cards.get().pins.update(from_second=20)
    stream.refresh_from_db()
    actions.end_stream(stream, by=cast.wang.actor)
    actions.take_recording(stream, seconds=90)
    assert client.get(reverse("fairs:room", args=[stream.pk])).status_code == 302
    html = page(client, "replay", stream.pk)
    assert 'data-seek="20.0"' in html
    vtt = client.get(reverse("fairs:chapters", args=[stream.pk]))
    assert vtt["Content-Type"].startswith("text/vtt")
    assert "00:00:20.000 --> 00:01:30.000" in vtt.content.decode()
    assert stream.title in page(client, "live_list")


def test_a_withdrawn_replay_says_why(cast: Cast, stream: Stream, client: Client) -> None:
    stream.refresh_from_db()
    actions.end_stream(stream, by=cast.wang.actor)
    stream = actions.take_recording(stream, seconds=90)
    actions.set_replay(stream, replay="withdrawn", reason="有人要求删除画面", by=cast.zhao.actor)
    assert "有人要求删除画面" in page(client, "replay", stream.pk)


def test_the_studio_is_for_who_presents_and_moderation_for_who_runs(cast: Cast, stream: Stream) -> None:
    comment = Comment.objects.get()
    assert "结束直播" in page(client_as(cast.wang.actor), "studio", stream.pk)
    assert client_as(cast.stranger_employer.actor).get(reverse("fairs:studio", args=[stream.pk])).status_code == 404
    hide = reverse("fairs:comment_hide", args=[comment.pk])
    assert client_as(cast.wang.actor).post(hide, {"reason": "不想看到"}).status_code == 404
    assert hide in page(client_as(cast.zhao.actor), "studio", stream.pk)


def test_buttons_of_the_studio_answer_with_their_part(cast: Cast, stream: Stream) -> None:
    client, htmx = client_as(cast.zhao.actor), {"headers": {"HX-Request": "true"}}
    card, comment = stream.cards.get(), Comment.objects.get()
    for name in ("card_unpin", "card_pin", "card_withdraw", "card_put_back"):
        assert client.post(reverse(f"fairs:{name}", args=[card.pk]), **htmx).status_code == 200
    assert client.post(reverse("fairs:comment_hide", args=[comment.pk]), {"reason": "刷屏"}, **htmx).status_code == 200
    assert client.post(reverse("fairs:comment_restore", args=[comment.pk]), **htmx).status_code == 200
    muted = client.post(
        reverse("fairs:comment_mute", args=[comment.pk]), {"reason": "反复刷屏", "minutes": "10"}, **htmx
    )
    assert "被禁言的人" in muted.content.decode()
    wrong = client.post(reverse("fairs:comment_mute", args=[comment.pk]), {"reason": "", "minutes": "10"}, **htmx)
    assert wrong.status_code == 422
    said = client.post(reverse("fairs:studio_say", args=[stream.pk]), {"text": "大家好"}, **htmx)
    assert "大家好" in said.content.decode()


def test_a_show_is_arranged_changed_and_called_off_on_its_pages(cast: Cast) -> None:
    event, client = make_stream(cast).event, client_as(cast.zhao.actor)
    url = reverse("fairs:stream_new", args=[event.pk])
    assert cast.employer.name in client.get(url).content.decode()
    values = {
        "title": "车工专场",
        "starts_at": f"{event.starts_at:%Y-%m-%d} 10:30",
        "source": "obs",
        "organisation": cast.employer.pk,
    }
    made = client.post(url, values)
    assert made.status_code == 302, made.content.decode()
    stream = Stream.objects.get(title="车工专场")
    key = client.post(reverse("fairs:stream_key", args=[stream.pk])).content.decode()
    assert "只在这里显示一次" in key
    edit = reverse("fairs:stream_edit", args=[stream.pk])
    assert client.post(edit, values | {"title": "铣工专场"}).status_code == 302
    assert client.post(reverse("fairs:stream_cancel", args=[stream.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("fairs:stream_cancel", args=[stream.pk]), {"reason": "主讲人生病"}).status_code == 302


def test_who_presents_finds_the_show_in_the_list_and_on_the_pages_of_the_event(cast: Cast, stream: Stream) -> None:
    studio, room = (reverse(f"fairs:{name}", args=[stream.pk]) for name in ("studio", "room"))
    assert studio in page(client_as(cast.wang.actor), "streams")
    assert studio not in page(client_as(cast.stranger_employer.actor), "streams")
    assert studio in page(client_as(cast.zhao.actor), "office_event", stream.event_id)
    assert room in page(Client(), "event", stream.event_id)


def test_every_figure_opens_its_rows_and_leaves_as_excel(cast: Cast, stream: Stream) -> None:
    client, card = client_as(cast.zhao.actor), stream.cards.get()
    assert reverse("fairs:card_rows", args=[card.pk]) in page(client, "stream_figures", stream.pk)
    for step in ("impressions", "applied", "interviewed", "hired", "nonsense"):
        assert client.get(reverse("fairs:card_rows", args=[card.pk]), {"step": step}).status_code == 200
    sheet = client.post(reverse("fairs:stream_figures_export", args=[stream.pk]))
    assert sheet["Content-Type"].startswith("application/vnd.openxml")
