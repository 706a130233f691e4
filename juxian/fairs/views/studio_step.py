"""The buttons of the studio. With htmx only the part that changed comes back, so that the picture goes on."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from juxian.fairs.actions import (
    add_card,
    answer_question,
    end_stream,
    hide_comment,
    lift_mute,
    mute_author,
    pin_card,
    put_back_card,
    release_comment,
    restore_comment,
    say,
    unpin_card,
    withdraw_card,
)
from juxian.fairs.forms.stream import AnswerForm, CardForm, HideForm, MuteForm, SayForm
from juxian.fairs.models import Card, Comment, EventQuestion, Mute, Stream
from juxian.fairs.queries.stream import presentable_vacancies
from juxian.fairs.views.studio import PRESENTS, RUNS, studio_context, the_stream
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, render

CARDS, COMMENTS, QUESTIONS = (f"fairs/desk/_studio_{part}.html" for part in ("cards", "comments", "questions"))


@PRESENTS
@require_POST
def stream_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    end_stream(the_stream(request, pk), by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, _t("直播已结束，回放正在整理，几分钟内就能看。"))
    return redirect("fairs:studio", pk)


@PRESENTS
@require_POST
def card_add(request: Any, pk: UUID) -> HttpResponse:
    stream = the_stream(request, pk)
    form = CardForm(request.POST, vacancies=presentable_vacancies(stream))
    if not attempt(form, partial(add_card, stream, by=request.actor)):
        return refusal_of_form(request, form)
    return _part(request, stream, CARDS)


@PRESENTS
@require_POST
def card_pin(request: Any, pk: UUID) -> HttpResponse:
    return _card(request, pk, pin_card)


@PRESENTS
@require_POST
def card_unpin(request: Any, pk: UUID) -> HttpResponse:
    return _card(request, pk, unpin_card)


@PRESENTS
@require_POST
def card_withdraw(request: Any, pk: UUID) -> HttpResponse:
    return _card(request, pk, withdraw_card)


@PRESENTS
@require_POST
def card_put_back(request: Any, pk: UUID) -> HttpResponse:
    return _card(request, pk, put_back_card)


@PRESENTS
@require_GET
def studio_comments(request: Any, pk: UUID) -> HttpResponse:
    """The desk's list of comments, asked for again when something was said."""
    return _part(request, the_stream(request, pk), COMMENTS)


@PRESENTS
@require_POST
def studio_say(request: Any, pk: UUID) -> HttpResponse:
    """A host speaks in the name of the organisation."""
    stream, form = the_stream(request, pk), SayForm(request.POST)
    if not attempt(form, partial(say, stream, by=request.actor)):
        return refusal_of_form(request, form)
    return _part(request, stream, COMMENTS)


@RUNS
@require_POST
def comment_release(request: Any, pk: UUID) -> HttpResponse:
    comment = _comment(request, pk)
    release_comment(comment, by=request.actor)
    return _part(request, comment.stream, COMMENTS)


@RUNS
@require_POST
def comment_restore(request: Any, pk: UUID) -> HttpResponse:
    comment = _comment(request, pk)
    restore_comment(comment, by=request.actor)
    return _part(request, comment.stream, COMMENTS)


@RUNS
@require_POST
def comment_hide(request: Any, pk: UUID) -> HttpResponse:
    comment, form = _comment(request, pk), HideForm(request.POST)
    if not attempt(form, partial(hide_comment, comment, by=request.actor)):
        return refusal_of_form(request, form)
    return _part(request, comment.stream, COMMENTS)


@RUNS
@require_POST
def comment_mute(request: Any, pk: UUID) -> HttpResponse:
    comment, form = _comment(request, pk), MuteForm(request.POST)
    if not attempt(form, partial(mute_author, comment, by=request.actor)):
        return refusal_of_form(request, form)
    return _part(request, comment.stream, COMMENTS)


@RUNS
@require_POST
def mute_lift(request: Any, pk: UUID) -> HttpResponse:
    mute = get_object_or_404(Mute.objects.visible_to(request.actor).select_related("comment__stream__event"), pk=pk)
    lift_mute(mute, by=request.actor)
    return _part(request, mute.comment.stream, COMMENTS)


@RUNS
@require_POST
def studio_answer(request: Any, pk: UUID, question_pk: UUID) -> HttpResponse:
    """Answer without leaving the studio."""
    stream, form = the_stream(request, pk), AnswerForm(request.POST)
    questions = EventQuestion.objects.visible_to(request.actor).filter(event=stream.event_id)
    question = get_object_or_404(questions, pk=question_pk)
    if not attempt(form, partial(answer_question, question, by=request.actor)):
        return refusal_of_form(request, form)
    return _part(request, stream, QUESTIONS)


def _card(request: Any, pk: UUID, do: Callable[..., Card]) -> HttpResponse:
    card = get_object_or_404(Card.objects.visible_to(request.actor).select_related("stream__event"), pk=pk)
    do(card, by=request.actor)
    return _part(request, card.stream, CARDS)


def _comment(request: Any, pk: UUID) -> Comment:
    rows = Comment.objects.visible_to(request.actor).select_related("stream__event")
    return get_object_or_404(rows, pk=pk)


def _part(request: Any, stream: Stream, part: str) -> HttpResponse:
    """Return the changed part to htmx, the whole studio to everybody else."""
    if not request.htmx:
        return redirect("fairs:studio", stream.pk)
    return render(request, part, studio_context(request, stream))
