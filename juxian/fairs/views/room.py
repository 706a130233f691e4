"""The live room, for everybody: the show, its replay, its chapters. Few queries, and nothing that a page asks for
again and again: news comes by the event stream."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET

from juxian.fairs.chapters import as_vtt
from juxian.fairs.forms.stream import AskForm, SayForm
from juxian.fairs.models import Stream
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.stream import answered_questions, chapters_of, latest_comments, live_now, replays, room_of
from juxian.fairs.states import CardState
from juxian.fairs.views.viewer import viewer_of, with_viewer
from juxian.kit.access import Audience, allows
from juxian.kit.broadcast import playback_url
from juxian.kit.pushes import viewers
from juxian.kit.views import audience, paginate, render

PUBLIC = audience(Audience.PUBLIC)


@PUBLIC
@require_GET
def live_list(request: HttpRequest) -> HttpResponse:
    """What is on air, what comes next, what can be watched again."""
    context = {"coming": live_now()[:20], "page": paginate(request, replays(), 12)}
    return render(request, "fairs/public/live_list.html", context)


@PUBLIC
@require_GET
def room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The show before it begins, while it runs, and until its replay is ready."""
    stream = _stream(pk)
    if stream.is_replayable:
        return redirect("fairs:replay", pk)
    cards = list(stream.cards.all())
    pinned = next((card for card in cards if card.state == CardState.PINNED), None)
    about = pinned or next(iter(cards), None)
    context = {
        **_room_context(request, stream),
        "cards": cards,
        "card": pinned,
        "report_url": reverse("recruitment:report_create", args=[about.vacancy.number]) if about else "",
        "comments": latest_comments(stream),
        "questions": answered_questions(stream),
        "watching": viewers(stream.topic),
        "playback_url": playback_url(stream.pk, is_public=True),
    }
    return with_viewer(request, render(request, "fairs/public/room.html", context))


@PUBLIC
@require_GET
def replay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The recording with a chapter for each card. What was withdrawn says why."""
    stream = _stream(pk)
    if stream.recorded_seconds is None:
        return redirect("fairs:room", pk)
    cards = list(stream.cards.all())
    by_key = {str(card.pk): card for card in cards}
    parts = chapters_of(stream, _t("开场")) if stream.is_replayable else []
    context = {
        **_room_context(request, stream),
        "cards": cards,
        "chapters": [(part, by_key.get(part.key)) for part in parts],
        "comments": stream.comments.shown()[:500],
        "questions": answered_questions(stream),
        "playback_url": playback_url(stream.pk, is_public=True, replay=True),
        "chapters_url": reverse("fairs:chapters", args=[pk]),
    }
    return with_viewer(request, render(request, "fairs/public/replay.html", context))


@PUBLIC
@require_GET
def chapters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The chapters for players that read WebVTT."""
    stream = get_object_or_404(Stream.objects.public().exclude(recorded_seconds=None), pk=pk)
    return HttpResponse(as_vtt(chapters_of(stream, _t("开场"))), content_type="text/vtt; charset=utf-8")


def _stream(pk: UUID) -> Stream:
    return get_object_or_404(room_of(Stream.objects.public()), pk=pk)


def _room_context(request: Any, stream: Stream) -> dict[str, Any]:
    """What room and replay have in common, and whether this visitor may write."""
    actor, room_url = request.actor, reverse("fairs:room", args=[stream.pk])
    is_person = actor.audience is Audience.PERSON
    cover = stream.event.cover_id
    return {
        "stream": stream,
        "event_url": reverse("fairs:event", args=[stream.event_id]),
        "poster_url": reverse("kit:upload", args=[cover]) if cover else "",
        "login_url": f"{reverse('account_login')}?next={room_url}",
        "may_say": is_person and allows(actor, Permission.SAY, on=stream),
        "may_ask": is_person and allows(actor, Permission.ASK, on=stream.event),
        "form": SayForm(),
        "ask_form": AskForm(),
        "viewer": viewer_of(request),
    }
