"""The studio: whoever presents goes live here, and sees the room as it is. The same page for the office, the host and
the presenting employer, because it is the same right (PRESENT) about the same stream."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import cancel_stream, edit_stream, open_stream, put_video, renew_key, set_chat, set_replay
from juxian.fairs.forms.stream import (
    CardForm,
    ChatForm,
    MuteForm,
    NewStreamForm,
    ReasonForm,
    ReplayForm,
    SayForm,
    StreamForm,
    VideoForm,
)
from juxian.fairs.models import Stream
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.stream import (
    asked_questions,
    cards_of,
    desk_comments,
    mutes_of,
    presentable_vacancies,
    presenters_of,
)
from juxian.fairs.views.desk import page_of, the_event
from juxian.kit.access import Audience, allows
from juxian.kit.broadcast import publish_ticket, rtmp_address
from juxian.kit.pushes import viewers
from juxian.kit.views import attempt, audience, paginate, render

RUNS = audience(Audience.SIGNED_IN, Permission.RUN_EVENT)
PRESENTS = audience(Audience.SIGNED_IN, Permission.PRESENT)


def the_stream(request: Any, pk: UUID) -> Stream:
    """Return a stream whose studio this actor may open, or 404."""
    rows = Stream.objects.visible_to(request.actor).select_related("event__host", "organisation")
    return get_object_or_404(rows, pk=pk)


@PRESENTS
@require_GET
def stream_list(request: Any) -> HttpResponse:
    """Every show that this actor presents or runs, the latest first."""
    rows = Stream.objects.visible_to(request.actor).select_related("organisation").order_by("-starts_at", "-id")
    return render(request, "fairs/desk/stream_list.html", {"page": paginate(request, rows)})


@RUNS
def stream_new(request: Any, event_pk: UUID) -> HttpResponse:
    """Give an event its show."""
    event = the_event(request, event_pk)
    initial = {"title": event.title, "starts_at": event.starts_at, "organisation": event.host_id}
    form = NewStreamForm(request.POST or None, initial=initial, presenters=presenters_of(event))
    if request.method == "POST":
        stream = attempt(form, partial(open_stream, event, by=request.actor))
        if stream:
            messages.success(request, _t("直播已安排。先把要讲的职位加进来，再试一试摄像头。"))
            return redirect("fairs:studio", stream.pk)
    return render(request, "fairs/desk/stream_form.html", {"form": form, "event": event})


@RUNS
def stream_edit(request: Any, pk: UUID) -> HttpResponse:
    stream = the_stream(request, pk)
    form = StreamForm(request.POST or None, instance=None, initial=_values(stream))
    if request.method == "POST" and attempt(form, partial(edit_stream, stream, by=request.actor)):
        messages.success(request, _t("已保存。"))
        return redirect("fairs:studio", pk)
    return render(request, "fairs/desk/stream_form.html", {"form": form, "event": stream.event, "stream": stream})


@RUNS
def stream_cancel(request: Any, pk: UUID) -> HttpResponse:
    stream, form = the_stream(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(cancel_stream, stream, by=request.actor)):
        messages.success(request, _t("直播已取消，直播间会写明原因。"))
        return redirect("fairs:studio", pk)
    return render(request, "fairs/desk/stream_cancel.html", {"form": form, "stream": stream})


@PRESENTS
@require_GET
def studio(request: Any, pk: UUID) -> HttpResponse:
    return _studio(request, the_stream(request, pk))


@PRESENTS
@require_POST
def stream_key(request: Any, pk: UUID) -> HttpResponse:
    """Make a key and show it: this once, and on no other page."""
    stream = the_stream(request, pk)
    key = renew_key(stream, by=request.actor)
    context = {"stream": stream, "key": key, "server": rtmp_address()}
    return render(request, "fairs/desk/stream_key.html", context)


@PRESENTS
@require_POST
def stream_video(request: Any, pk: UUID) -> HttpResponse:
    """Take in what is to be played at its time."""
    stream, form = the_stream(request, pk), VideoForm(request.POST, request.FILES)
    if attempt(form, lambda video: put_video(stream, file=video, by=request.actor)):
        messages.success(request, _t("视频已收到，正在转成可播放的格式。到开播时间自动播放。"))
        return redirect("fairs:studio", pk)
    return _studio(request, stream, status=422, video_form=form)


@RUNS
@require_POST
def chat_set(request: Any, pk: UUID) -> HttpResponse:
    stream, form = the_stream(request, pk), ChatForm(request.POST)
    if attempt(form, partial(set_chat, stream, by=request.actor)):
        messages.success(request, _t("留言设置已生效。"))
        return redirect(f"{reverse('fairs:studio', args=[pk])}#moderation")
    return _studio(request, stream, status=422, chat_form=form)


@RUNS
@require_POST
def replay_set(request: Any, pk: UUID) -> HttpResponse:
    stream, form = the_stream(request, pk), ReplayForm(request.POST)
    if attempt(form, partial(set_replay, stream, by=request.actor)):
        messages.success(request, _t("回放设置已生效。"))
        return redirect("fairs:studio", pk)
    return _studio(request, stream, status=422, replay_form=form)


def _studio(request: HttpRequest, stream: Stream, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {**studio_context(request, stream), **forms}
    return render(request, "fairs/desk/studio.html", context, status=status)


def studio_context(request: Any, stream: Stream) -> dict[str, Any]:
    """What the studio and its parts show."""
    may_moderate = allows(request.actor, Permission.RUN_EVENT, on=stream)
    held, recent = desk_comments(stream)
    return {
        "stream": stream,
        "event_url": reverse(page_of(request.actor), args=[stream.event_id]) if may_moderate else "",
        "ticket": publish_ticket(stream.pk),
        "watching": viewers(stream.topic),
        "cards": cards_of(stream),
        "card_form": CardForm(vacancies=presentable_vacancies(stream)),
        "may_moderate": may_moderate,
        "held": held if may_moderate else [],
        "recent": recent,
        "mutes": mutes_of(stream) if may_moderate else [],
        "questions": asked_questions(stream),
        "say_form": SayForm(),
        "mute_form": MuteForm(),
        "chat_form": ChatForm(initial={"is_chat_open": stream.is_chat_open, "slow_seconds": stream.slow_seconds}),
        "video_form": VideoForm(),
        "replay_form": ReplayForm(initial={"replay": stream.replay, "reason": stream.replay_reason}),
    }


def _values(stream: Stream) -> dict[str, Any]:
    return {"title": stream.title, "starts_at": stream.starts_at, "source": stream.source}
