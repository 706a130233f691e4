"""Writing in a live room, and keeping it fit to read."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from juxian.fairs import actions
from juxian.fairs.models import Comment, Mute
from juxian.fairs.states import CommentState
from juxian.kit import clock
from juxian.kit.access import VISITOR
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.errors import PermissionDenied, RuleBroken, TransitionNotAllowed
from tests.cast import Cast
from tests.fairs.live import later, make_stream, on_air

pytestmark = pytest.mark.django_db


def test_a_graduate_writes_under_a_masked_name_and_a_host_in_the_name_of_the_organisation(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    said = actions.say(stream, text="  有 宿舍\n吗 ", is_bullet=True, by=cast.li.citizen)
    answer = actions.say(stream, text="有，四人间。", by=cast.wang.actor)
    assert (said.text, said.is_bullet, said.is_host) == ("有 宿舍 吗", True, False)
    assert cast.li.person.name not in said.author
    assert (answer.author, answer.is_host) == (cast.employer.name, True)


def test_a_visitor_writes_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.say(make_stream(cast), text="你好", by=VISITOR)


def test_saying_something_takes_few_statements(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    with CaptureQueriesContext(connection) as counted:
        actions.say(stream, text="有宿舍吗", by=cast.li.citizen)
    statements = [each["sql"] for each in counted.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert len(statements) <= 6, statements


def test_a_comment_is_placed_in_the_recording(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = on_air(make_stream(cast))
    later(monkeypatch, 12)
    assert actions.say(stream, text="几点下班", by=cast.li.citizen).at_second == 12


def test_contact_details_are_given_back_with_the_reason(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="请勿公开") as refused:
        actions.say(make_stream(cast), text="加我微信聊", by=cast.li.citizen)
    assert refused.value.field == "text"
    assert not Comment.objects.exists()


def test_a_doubtful_comment_waits_for_a_person_who_releases_or_hides_it(cast: Cast) -> None:
    stream = make_stream(cast)
    held = actions.say(stream, text="这里刷*单吗", by=cast.li.citizen)
    assert (held.state, held.group) == (CommentState.HELD, "fraud")
    with pytest.raises(PermissionDenied):
        actions.release_comment(held, by=cast.wang.actor)
    assert actions.release_comment(held, by=cast.zhao.actor).state == CommentState.VISIBLE
    hidden = actions.hide_comment(held, reason="与招聘无关", by=cast.zhao.actor)
    assert (hidden.state, hidden.reason) == (CommentState.HIDDEN, "与招聘无关")
    assert actions.restore_comment(held, by=cast.zhao.actor).state == CommentState.VISIBLE
    with pytest.raises(TransitionNotAllowed):
        actions.restore_comment(held, by=cast.zhao.actor)
    assert len(timeline_of(held)) == 4


def test_hiding_says_why(cast: Cast) -> None:
    comment = actions.say(make_stream(cast), text="有食堂吗", by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="原因"):
        actions.hide_comment(comment, reason=" ", by=cast.zhao.actor)


def test_a_flood_meets_one_clear_message(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    for number in range(5):
        actions.say(stream, text=f"问题{number}", by=cast.li.citizen)
    for _ in range(3):
        with pytest.raises(RuleBroken, match=r"请15秒后再发，文字还在输入框里"):
            actions.say(stream, text="再来一条", by=cast.li.citizen)
    assert Comment.objects.count() == 5
    assert actions.say(stream, text="请看职位卡", by=cast.wang.actor).is_host


def test_slow_mode_and_saying_the_same_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = on_air(make_stream(cast))
    stream = actions.set_chat(stream, is_chat_open=True, slow_seconds=30, by=cast.zhao.actor)
    actions.say(stream, text="有夜班吗", by=cast.li.citizen)
    later(monkeypatch, 10)
    with pytest.raises(RuleBroken, match="请20秒后再发"):
        actions.say(stream, text="有食堂吗", by=cast.li.citizen)
    later(monkeypatch, 21)
    with pytest.raises(RuleBroken, match="刚刚发过"):
        actions.say(stream, text="有夜班吗", by=cast.li.citizen)


def test_a_closed_chat_and_an_ended_show_take_no_comment(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    stream = actions.set_chat(stream, is_chat_open=False, slow_seconds=0, by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="暂时关闭了留言"):
        actions.say(stream, text="你好", by=cast.li.citizen)
    stream = actions.end_stream(stream, by=cast.wang.actor)
    with pytest.raises(RuleBroken, match="直播已结束"):
        actions.say(stream, text="你好", by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="发言间隔"):
        actions.set_chat(stream, is_chat_open=True, slow_seconds=7, by=cast.zhao.actor)


def test_who_is_muted_reads_why_and_until_when_and_writes_again_when_it_is_lifted(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    comment = actions.say(stream, text="无聊", by=cast.li.citizen)
    mute = actions.mute_author(comment, reason="反复刷屏", minutes=10, by=cast.zhao.actor)
    assert mute.until_at == clock.now() + dt.timedelta(minutes=10) or mute.until_at > clock.now()
    with pytest.raises(RuleBroken, match=r"您被禁言到\d\d:\d\d，原因：反复刷屏"):
        actions.say(stream, text="你好", by=cast.li.citizen)
    actions.lift_mute(mute, by=cast.zhao.actor)
    assert actions.say(stream, text="你好", by=cast.li.citizen)
    with pytest.raises(RuleBroken, match="已经解除"):
        actions.lift_mute(mute, by=cast.zhao.actor)


def test_muting_needs_a_reason_a_length_and_the_right_and_never_hits_a_host(cast: Cast) -> None:
    stream = on_air(make_stream(cast))
    comment, host = (actions.say(stream, text="你好", by=actor) for actor in (cast.li.citizen, cast.wang.actor))
    with pytest.raises(RuleBroken, match="禁言的原因"):
        actions.mute_author(comment, reason="", minutes=10, by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="禁言时长"):
        actions.mute_author(comment, reason="反复刷屏", minutes=99999, by=cast.zhao.actor)
    with pytest.raises(RuleBroken, match="主持人"):
        actions.mute_author(host, reason="反复刷屏", minutes=10, by=cast.zhao.actor)
    with pytest.raises(PermissionDenied):
        actions.mute_author(comment, reason="反复刷屏", by=cast.wang.actor)
    assert not Mute.objects.exists()
