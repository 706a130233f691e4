"""Public notices for everybody: the list, one notice, an objection, and a feed."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from juxian.kit import clock
from juxian.kit.access import Audience
from juxian.kit.rate_limit import hit
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, paginate, render
from juxian.notices.actions import file_objection
from juxian.notices.forms.public import EntryForm, ObjectionForm
from juxian.notices.models import NoticeEntry, PublicNotice
from juxian.notices.permissions import EVIDENCE
from juxian.notices.queries import results_of

OBJECTIONS_AN_HOUR = 5
NEWEST = 30
PUBLIC = audience(Audience.PUBLIC)


@PUBLIC
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Notices that run first, then those that have ended."""
    rows = PublicNotice.objects.public().order_by("-ends_on", "-published_at")
    context = {"page": paginate(request, rows), "today": clock.today()}
    return render(request, "notices/public/notice_list.html", context)


@PUBLIC
@require_safe
def notice_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One notice with its masked names."""
    notice = get_notice(pk)
    rows = NoticeEntry.objects.public().filter(notice=notice).select_related("notice")
    today = clock.today()
    context = {
        "notice": notice,
        "page": paginate(request, rows),
        "is_open": notice.is_open_on(today),
        "shows_names": notice.shows_names_on(today),
        "results": results_of(notice),
    }
    return render(request, "notices/public/notice_page.html", context)


@PUBLIC
@require_http_methods(["GET", "HEAD", "POST"])
def objection_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Object to an entry or to the whole notice, without an account."""
    notice = get_notice(pk)
    initial = EntryForm(request.GET).values()
    form = ObjectionForm(request.POST or None, request.FILES or None, notice=notice, initial=initial)
    if request.method == "POST":
        hit("notices.objection", request.client_address, limit=OBJECTIONS_AN_HOUR, seconds=3600)
        if attempt(form, lambda **read: _file(request, notice, **read)):
            messages.success(request, _("异议已收到。我们会核实；实名提出的，结论会发到您留下的手机号或邮箱。"))
            return redirect("notices:notice_page", pk)
    context = {"notice": notice, "form": form, "is_open": notice.is_open_on(clock.today())}
    return render(request, "notices/public/objection_form.html", context, status=422 if form.errors else 200)


@PUBLIC
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest notices as Atom, without any name."""
    address = settings.SITE_URL.rstrip("/")
    atom = Atom1Feed(
        title=_("公示"), link=f"{address}{reverse('notices:notice_list')}", description="", language="zh-hans"
    )
    for notice in PublicNotice.objects.public().order_by("-published_at")[:NEWEST]:
        atom.add_item(
            title=notice.title,
            link=f"{address}{reverse('notices:notice_page', args=[notice.pk])}",
            description=_("公示期：%(start)s 至 %(end)s") % {"start": notice.starts_on, "end": notice.ends_on},
            unique_id=notice.pk.urn,
            pubdate=notice.published_at,
            updateddate=notice.closed_at or notice.published_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def get_notice(pk: UUID) -> PublicNotice:
    """Return a notice that the public may read, or answer 404."""
    return get_object_or_404(PublicNotice.objects.public(), pk=pk)


def _file(request: HttpRequest, notice: PublicNotice, file: Any = None, **read: Any) -> object:
    """Keep the evidence, then file the objection; evidence of a refused objection is swept away with its day."""
    evidence = accept_upload(file, kinds=("image", "pdf"), by=request.actor, purpose=EVIDENCE) if file else None
    return file_objection(notice, evidence=evidence, by=request.actor, **read)
