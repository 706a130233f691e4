"""The page of a call, its messages up and down, and the page on which one tries one's camera beforehand."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_safe

from juxian.kit import rate_limit
from juxian.kit.access import Audience
from juxian.kit.calls.forms import AfterForm, SignalsForm
from juxian.kit.calls.owners import Call, find_call
from juxian.kit.calls.room import room_context
from juxian.kit.calls.signals import send, signals_after
from juxian.kit.errors import RuleBroken
from juxian.kit.views import audience, render

# Beginning a call takes about 30 messages in three or four POSTs; a restart as many again.
SIGNALS_A_MINUTE = 240


@audience(Audience.SIGNED_IN)
@require_safe
def call(request: HttpRequest, kind: str, ref: UUID) -> HttpResponse:
    """The room, or why one cannot enter it now."""
    return render(request, "kit/calls/call.html", room_context(_call_or_404(request, kind, ref), request))


@audience(Audience.SIGNED_IN)
@require_safe
def call_test(request: HttpRequest) -> HttpResponse:
    """Try camera, microphone and loudspeaker before the talk."""
    return render(request, "kit/calls/call_test.html")


@audience(Audience.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def call_signals(request: HttpRequest, kind: str, ref: UUID) -> HttpResponse:
    """POST: say something to the other side. GET: what was said to this side, for a page without its stream."""
    found = _call_or_404(request, kind, ref)
    if request.method != "POST":
        return JsonResponse({"signals": signals_after(found, AfterForm(request.GET).values()["after"])})
    actor: Any = request.actor  # type: ignore[attr-defined]
    rate_limit.hit("kit.call_signals", str(actor.user_id), SIGNALS_A_MINUTE)
    form = SignalsForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(str(form.errors["signals"][0]))
    return JsonResponse({"id": send(found, form.cleaned_data["signals"], by=actor)})


def _call_or_404(request: Any, kind: str, ref: UUID) -> Call:
    found = find_call(request.actor, kind, ref)
    if found is None:
        raise Http404
    return found
