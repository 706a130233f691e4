"""The wording of messages under /office/messages/, and those that did not get out of the house."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from juxian.kit.access import Audience
from juxian.kit.audit.masking import masked
from juxian.kit.messages.actions import reword
from juxian.kit.messages.kinds import MESSAGE_KINDS, MessageKind, current_wording, preview
from juxian.kit.messages.queries import failures_by_kind, wordings_in_force
from juxian.kit.messages.retrying import retry_delivery
from juxian.kit.models import MessageDelivery, MessageTemplate
from juxian.kit.models.message import Channel
from juxian.kit.office.forms import FailureForm, WordingForm
from juxian.kit.permissions import Permission
from juxian.kit.views import Request, attempt, audience, back_to, paginate, render

ADMINISTRATOR = audience(Audience.OFFICE, Permission.EDIT_MESSAGES)


@ADMINISTRATOR
@require_safe
def kind_list(request: Request) -> HttpResponse:
    """Every kind of message that the platform sends."""
    changed, failures = wordings_in_force(), failures_by_kind()
    rows = [
        {
            "kind": kind,
            "channels": [Channel(name).label for name in kind.ways_out],
            "changed": changed.get(kind.key),
            "failures": failures.get(kind.key, 0),
        }
        for kind in sorted(MESSAGE_KINDS.values(), key=lambda kind: kind.key)
    ]
    return render(request, "kit/office/message_list.html", {"rows": rows, "failures": sum(failures.values())})


@ADMINISTRATOR
@require_http_methods(["GET", "HEAD", "POST"])
def kind_detail(request: Request, key: str) -> HttpResponse:
    """The wording in force; a new one is looked at before it is put in force."""
    kind = get_kind(key)
    title, body = current_wording(kind)
    form = WordingForm(request.POST or None, initial={"title": title, "body": body})
    shown = None
    if request.method == "POST":
        if "save" in request.POST and attempt(form, partial(reword, kind.key, by=request.actor)):
            messages.success(request, _("新的文字已生效，从下一条消息开始使用。"))
            return redirect("kit:message_kind", kind.key)
        shown = attempt(form, partial(preview, kind)) if "save" not in request.POST else None
    context = {
        "kind": kind,
        "form": form,
        "shown": shown or preview(kind, title, body),
        "is_draft": shown is not None,
        "examples": [(name, kind.example.get(name, "")) for name in sorted(kind.placeholders)],
        "versions": MessageTemplate.objects.visible_to(request.actor).filter(kind=kind.key),
    }
    return render(request, "kit/office/message_kind.html", context, status=422 if form.errors else 200)


@ADMINISTRATOR
@require_POST
def wording_undo(request: Request, key: str) -> HttpResponse:
    """Bring back the wording of the house."""
    reword(get_kind(key).key, by=request.actor, title="", body="")
    messages.success(request, _("已恢复系统原有的文字。"))
    return redirect("kit:message_kind", key)


@ADMINISTRATOR
@require_POST
def wording_restore(request: Request, key: str, version: int) -> HttpResponse:
    """Put an earlier version in force again, as a new one."""
    rows = MessageTemplate.objects.visible_to(request.actor)
    row = get_object_or_404(rows, kind=get_kind(key).key, version=version)
    reword(row.kind, by=request.actor, title=row.title, body=row.body)
    messages.success(request, _("已恢复所选版本的文字。"))
    return redirect("kit:message_kind", key)


@ADMINISTRATOR
@require_safe
def failure_list(request: Request) -> HttpResponse:
    """Messages that were given up, the newest first. No addresses: they are asked for when a message leaves."""
    kind = FailureForm(request.GET).values()["kind"]
    rows = MessageDelivery.objects.visible_to(request.actor).failed().select_related("message")
    page = paginate(request, rows.filter(message__kind=kind) if kind else rows)
    context = {
        "page": page,
        "rows": [(row, masked("answer", row.answer)) for row in page],  # a gateway's words may name a number
        "kind": MESSAGE_KINDS.get(kind),
    }
    return render(request, "kit/office/delivery_list.html", context)


@ADMINISTRATOR
@require_POST
def delivery_retry(request: Request, pk: UUID) -> HttpResponse:
    """Send one again."""
    retry_delivery(get_object_or_404(MessageDelivery.objects.visible_to(request.actor), pk=pk), by=request.actor)
    messages.success(request, _("已重新排队发送。"))
    return back_to(request, "kit:delivery_list")


def get_kind(key: str) -> MessageKind:
    """Return a kind of message, or answer 404."""
    if key not in MESSAGE_KINDS:
        raise Http404(key)
    return MESSAGE_KINDS[key]
