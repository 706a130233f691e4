"""A form takes effect once: a double click, a resend or the button "reload" changes nothing (decision record 0004).

The form carries a token that nobody else knows. The first action of the request claims the sending in its own
transaction, so what is remembered and what was done stand or fall together: a refusal frees the form, a crash cannot
lose it. Without a token (a script, a test) nothing is guarded.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from juxian.kit import pages
from juxian.kit.models import SentForm

FIELD = "form_token"
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
# How long the second of two waits for the answer of the first, after the first has taken effect.
PATIENCE_SECONDS, PAUSE_SECONDS = 2.0, 0.05
KEEP_DAYS = 7
LONGEST_RESULT = 500


class AlreadySent(Exception):
    """The same form took effect before. No RuleBroken: a view must not take it for a fault of what was filled in."""


@dataclass
class Sending:
    """One form on its way. `key` is a digest of sender, address and content, with the token in it. What no action
    has tried to claim was refused before anything happened, and leaves nothing to note."""

    key: str
    request: UUID
    was_tried: bool = False


_sending: ContextVar[Sending | None] = ContextVar("sending", default=None)


def new_token() -> str:
    """Return what one form on one page carries; nothing is stored until it takes effect."""
    return secrets.token_urlsafe(16)


def claim_form() -> None:
    """Let the running transaction be the one in which this form takes effect; raise AlreadySent where another was.

    Two at once: the second waits for the first, and goes on only if that is rolled back."""
    sending = _sending.get()
    if sending is None:
        return
    sending.was_tried = True
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kit_sent_form (key, request) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [sending.key, sending.request],
        )
        if cursor.rowcount == 1:
            return
        cursor.execute("SELECT request FROM kit_sent_form WHERE key = %s", [sending.key])
        if cursor.fetchone() != (sending.request,):
            raise AlreadySent


class SentOnce:
    """Knows a form that has taken effect, answers it as it was answered then, and notes the answers of new ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sending = _sending_of(request)
        outer = _sending.set(sending)
        try:
            response = self.get_response(request)
        finally:
            _sending.reset(outer)
        if sending is not None and sending.was_tried:
            _note_answer(sending, response)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        sending = _sending.get()
        return (
            _answer_again(request, sending) if sending and SentForm.objects.filter(key=sending.key).exists() else None
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        sending = _sending.get()
        return _answer_again(request, sending) if sending and isinstance(error, AlreadySent) else None


def forget_sent_forms() -> int:
    """Delete what no open page can send again: the session has ended long since. Return how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kit_sent_form WHERE at < now() - make_interval(days => %s)", [KEEP_DAYS])
        return cursor.rowcount


def _sending_of(request: Any) -> Sending | None:
    token = request.POST.get(FIELD, "") if request.method == "POST" else ""
    return Sending(_digest(request), uuid4()) if TOKEN.fullmatch(token) else None


def _digest(request: Any) -> str:
    """The content counts: who goes back, changes something and sends again has sent something else."""
    fields = [f"{name}={value}" for name, values in sorted(request.POST.lists()) for value in values]
    files = [f"{name}={file.name} {file.size}" for name, found in sorted(request.FILES.lists()) for file in found]
    parts = [str(request.user.pk), request.path, *fields, *files]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _note_answer(sending: Sending, response: HttpResponse) -> None:
    """Remember where the answer led. A file that was handed out may be asked for again."""
    mine = SentForm.objects.filter(key=sending.key, request=sending.request)
    if response.get("Content-Disposition", "").startswith("attachment"):
        mine.delete()
        return
    place = response.get("Location") or response.get("HX-Redirect") or ""
    mine.update(result=place if len(place) <= LONGEST_RESULT else "")


def _answer_again(request: HttpRequest, sending: Sending) -> HttpResponse:
    result = _result_of(sending)
    if not result:
        return pages.already_received(request)
    messages.info(request, _("已收到，没有重复提交。下面是第一次提交的结果。"))
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": result})
    return redirect(result)


def _result_of(sending: Sending) -> str:
    """Where the first answer led, waiting a moment for it; "" where it led nowhere or never came."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        row = SentForm.objects.filter(key=sending.key).first()
        if row is None or row.result is not None or time.monotonic() > deadline:
            return (row and row.result) or ""
        time.sleep(PAUSE_SECONDS)
