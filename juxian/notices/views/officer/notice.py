"""Notices in the office: the list, one notice, publishing and withdrawing."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, paginate, render
from juxian.notices.actions import publish_notice, withdraw_notice
from juxian.notices.forms.officer import NoticeTabForm, WithdrawForm
from juxian.notices.models import Objection, PublicNotice
from juxian.notices.permissions import Permission
from juxian.notices.queries import objections_about
from juxian.notices.states import NOTICE, NoticeState

READ = audience(Audience.OFFICE, Permission.READ_NOTICES)
PUBLISH = audience(Audience.OFFICE, Permission.PUBLISH_NOTICE)
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@READ
@require_safe
def office_notices(request: HttpRequest) -> HttpResponse:
    """All notices, drafts included, one tab a state."""
    state = NoticeTabForm(request.GET).values()["state"]
    rows = PublicNotice.objects.visible_to(request.actor).with_counts()
    context = {
        "page": paginate(request, rows.filter(state=state) if state else rows),
        "tabs": NoticeState,
        "tab": state,
    }
    return render(request, "notices/officer/notice_list.html", context)


@READ
@require_safe
def office_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One notice: its entries, how each stands, its objections, its time line."""
    notice = get_notice(request, pk)
    context = {
        "notice": notice,
        "page": paginate(request, notice.entries.select_related("notice")),
        "objections": objections_about(notice, Objection.objects.visible_to(request.actor)).select_related("entry"),
        "events": {row.event for row in NOTICE.open_events(notice.state)},
        "may_publish": allows(request.actor, Permission.PUBLISH_NOTICE, on=notice),
        "timeline": timeline_of(notice),
    }
    return render(request, "notices/officer/notice_detail.html", context)


@PUBLISH
@require_POST
def notice_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show it from today."""
    notice = publish_notice(get_notice(request, pk), by=request.actor)
    messages.success(request, _("已发布，公示到 %(day)s。") % {"day": notice.ends_on})
    return redirect("notices:office_notice", pk)


@PUBLISH
@GET_POST
def notice_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take it back, with a reason."""
    notice, form = get_notice(request, pk), WithdrawForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(withdraw_notice, notice, by=request.actor)):
        messages.success(request, _("已撤回，公众不再看到这份公示。未办结的异议仍然有效，提出人会收到通知。"))
        return redirect("notices:office_notice", pk)
    context = {"notice": notice, "form": form}
    return render(request, "notices/officer/notice_withdraw.html", context, status=422 if form.errors else 200)


def get_notice(request: HttpRequest, pk: UUID) -> PublicNotice:
    """Return a notice that this officer may see, or answer 404."""
    return get_object_or_404(PublicNotice.objects.visible_to(request.actor), pk=pk)
