"""What a signed-in person does in a live room: writes, and asks."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from juxian.fairs.actions import ask_question, say
from juxian.fairs.forms.stream import AskForm, SayForm
from juxian.fairs.models import Stream
from juxian.fairs.permissions import Permission
from juxian.fairs.queries.stream import answered_questions
from juxian.fairs.states import CommentState
from juxian.kit.access import Audience
from juxian.kit.rate_limit import hit
from juxian.kit.views import attempt, audience, render

# Attempts, also those that were refused: past this somebody is hammering at the door.
ATTEMPTS, SECONDS = 40, 60


@audience(Audience.PERSON, Permission.SAY)
@require_POST
def comment_say(request: Any, pk: UUID) -> HttpResponse:
    """One comment. Whoever is refused keeps the text and reads why."""
    hit("fairs.say", str(request.actor.person_id), ATTEMPTS, SECONDS)
    stream, form = _stream(pk), SayForm(request.POST)
    comment = attempt(form, partial(say, stream, by=request.actor))
    if not comment:
        return _box(request, stream, {"form": form}, "fairs/public/_say_form.html")
    if not request.htmx:
        return redirect("fairs:room", pk)
    held = comment.state == CommentState.HELD
    said = _t("已收到。这条留言要由工作人员看过后才显示。") if held else ""
    blank = SayForm(initial={"is_bullet": comment.is_bullet})
    return _box(request, stream, {"form": blank, "said": said}, "fairs/public/_say_form.html")


@audience(Audience.PERSON, Permission.ASK)
@require_POST
def room_ask(request: Any, pk: UUID) -> HttpResponse:
    """One question to whoever presents; the answer stays in the archive of the event."""
    stream, form = _stream(pk), AskForm(request.POST)
    question = attempt(form, partial(ask_question, stream.event, by=request.actor))
    context: dict[str, Any] = {"ask_form": form, "questions": answered_questions(stream)}
    if question:
        if not request.htmx:
            return redirect("fairs:room", pk)
        context |= {"ask_form": AskForm(), "asked": _t("已送到主讲方。答复后会显示在这里，并通知您。")}
    return _box(request, stream, context, "fairs/public/_ask_form.html")


def _stream(pk: UUID) -> Stream:
    return get_object_or_404(Stream.objects.public().select_related("event"), pk=pk)


def _box(request: HttpRequest, stream: Stream, context: dict[str, Any], part: str) -> HttpResponse:
    page = {"stream": stream, "may_say": True, "may_ask": True, **context}
    return render(request, "fairs/person/room_form.html", {**page, "part": part}, part=part)
