"""Writing in a live room, and keeping it fit to read. Comments are hidden, never deleted."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.districts.chat_words import chat_words
from juxian.fairs.models import Comment, Mute, Stream
from juxian.fairs.pacing import LOOK_BACK_SECONDS, Said, is_said_again, seconds_to_wait
from juxian.fairs.permissions import Permission, presents
from juxian.fairs.queries.stream import lately
from juxian.fairs.states import COMMENT, CommentState, StreamState
from juxian.fairs.word_check import Finding, look_through
from juxian.kit import clock
from juxian.kit.access import Actor, Audience
from juxian.kit.actions import action
from juxian.kit.codes import mask_name
from juxian.kit.errors import RuleBroken
from juxian.kit.pushes import publish

LONGEST = 100
SHORTEST_REASON = 4
LONGEST_MUTE_MINUTES = 24 * 60
WRITABLE = (StreamState.READY, StreamState.LIVE, StreamState.INTERRUPTED)


@action(_("发表留言"), Permission.SAY, lock=False, sensitive=("text",))
def say(stream: Stream, *, text: str, is_bullet: bool = False, by: Actor) -> Comment:
    """Write in the room. Hosts are not slowed down; everybody else is, and may not repeat themselves.

    A comment with a word of the list is held for a person to read, or given back to change."""
    text = " ".join(text.split())
    is_host = by.audience is not Audience.PERSON and presents(by, stream)
    _must_be_open(stream, text)
    if not is_host:
        mutes, said = lately(stream, by.person_id, LOOK_BACK_SECONDS)
        _must_not_be_muted(mutes)
        _must_keep_pace(said, text, stream.slow_seconds)
    finding = _first_finding(text)
    speaker: Any = by.person_id
    comment = Comment(
        stream=stream,
        person_id=speaker,
        author=_author(by),
        is_host=is_host,
        is_bullet=is_bullet,
        text=text,
        said_at=clock.now(),
        at_second=stream.second_at(clock.now()),
    )
    if finding is not None:
        COMMENT.move(comment, "hold")
        comment.group, comment.word = finding.group.key, finding.word
    comment.save(force_insert=True)
    _tell(comment, stream)
    return comment


@action(_("放行留言"), Permission.RUN_EVENT)
def release_comment(comment: Comment, *, by: Actor) -> Comment:
    """Show what was held: the word meant no harm here."""
    return _decide(comment, "release", "", by)


@action(_("隐藏留言"), Permission.RUN_EVENT)
def hide_comment(comment: Comment, *, reason: str, by: Actor) -> Comment:
    """Take a comment off every page. It is kept, with the reason."""
    if not reason.strip():
        raise RuleBroken(_t("请选择或写明隐藏的原因。"), field="reason")
    return _decide(comment, "hide", reason.strip(), by)


@action(_("恢复留言"), Permission.RUN_EVENT)
def restore_comment(comment: Comment, *, by: Actor) -> Comment:
    """Show a hidden comment again."""
    return _decide(comment, "restore", "", by)


@action(_("禁言"), Permission.RUN_EVENT)
def mute_author(comment: Comment, *, reason: str, minutes: int | None = None, by: Actor) -> Mute:
    """Keep whoever wrote this from writing at the event: for so many minutes, or (None) for the rest of it."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_t("请写明禁言的原因（至少四个字），本人会看到。"), field="reason")
    if minutes is not None and not 1 <= minutes <= LONGEST_MUTE_MINUTES:
        raise RuleBroken(_t("禁言时长应在1分钟到24小时之间。请重新选择。"), field="minutes")
    if comment.is_host:
        raise RuleBroken(_t("这是主持人的留言，不能禁言主持人。"))
    now = clock.now()
    return Mute.objects.create(
        event_id=comment.stream.event_id,
        person_id=comment.person_id,
        comment=comment,
        reason=reason.strip(),
        muted_at=now,
        muted_by=by.label,
        until_at=now + dt.timedelta(minutes=minutes) if minutes else None,
    )


@action(_("解除禁言"), Permission.RUN_EVENT)
def lift_mute(mute: Mute, *, by: Actor) -> Mute:
    """Let somebody write again before the time is over."""
    if not mute.is_in_force:
        raise RuleBroken(_t("这次禁言已经解除或到期。"))
    mute.lifted_at, mute.lifted_by = clock.now(), by.label
    mute.save()
    return mute


def _decide(comment: Comment, event: str, reason: str, by: Actor) -> Comment:
    COMMENT.move(comment, event)
    comment.reason, comment.decided_at, comment.decided_by = reason, clock.now(), by.label
    comment.save()
    publish(comment.stream.topic, "comment", comment.pk)
    publish(comment.stream.desk_topic, "held", comment.pk)
    return comment


def _tell(comment: Comment, stream: Stream) -> None:
    if comment.state == CommentState.VISIBLE:
        publish(stream.topic, "comment", comment.pk)
    else:
        publish(stream.desk_topic, "held", comment.pk)


def _author(by: Actor) -> str:
    """Hosts speak in the name of their organisation, visitors under a masked name."""
    return by.organisation_name or mask_name(by.name)


def _first_finding(text: str) -> Finding | None:
    """Return why the comment is held, or None. What must not stand there at all is refused in words."""
    found = look_through(text, chat_words(settings.DISTRICT))
    if found and found[0].verdict == "refuse":
        language = "en" if (get_language() or "").startswith("en") else "zh"
        raise RuleBroken(found[0].group.advice[language], field="text")
    return found[0] if found else None


def _must_be_open(stream: Stream, text: str) -> None:
    if not text:
        raise RuleBroken(_t("留言还是空的。请写点什么再发送。"), field="text")
    if len(text) > LONGEST:
        raise RuleBroken(_t("留言最多%(most)d个字。请缩短后再发送。") % {"most": LONGEST}, field="text")
    if stream.state not in WRITABLE:
        raise RuleBroken(_t("直播已结束，不能再留言。有问题请在活动页面提问。"), field="text")
    if not stream.is_chat_open:
        raise RuleBroken(_t("主持人暂时关闭了留言。您可以先看直播，或在“提问”里提问。"), field="text")


def _must_not_be_muted(mutes: list[tuple[dt.datetime | None, str]]) -> None:
    if not mutes:
        return
    until_at, reason = mutes[0]
    until = f"{timezone.localtime(until_at):%H:%M}" if until_at else _t("本场活动结束")
    message = _t("您被禁言到%(until)s，原因：%(reason)s。如有异议，请联系主办单位。")
    raise RuleBroken(message % {"until": until, "reason": reason}, field="text")


def _must_keep_pace(said: list[Said], text: str, slow_seconds: int) -> None:
    now = clock.now()
    wait = seconds_to_wait(said, now, slow_seconds)
    if wait:
        raise RuleBroken(_t("您发得太快了。请%(wait)d秒后再发，文字还在输入框里。") % {"wait": wait}, field="text")
    if is_said_again(text, said, now):
        raise RuleBroken(_t("这句话您刚刚发过。请不要重复发送。"), field="text")
