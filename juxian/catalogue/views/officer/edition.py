"""Editions in the office: the list, one edition, its steps, and the difference to another year."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from juxian.catalogue.actions import (
    archive_edition,
    create_edition,
    open_opinion,
    publish_edition,
    withdraw_edition,
)
from juxian.catalogue.forms.officer import CompareForm, EditionForm, OpenOpinionForm, PublishForm, WithdrawForm
from juxian.catalogue.forms.public import ItemFilterForm
from juxian.catalogue.models import Edition
from juxian.catalogue.permissions import Permission
from juxian.catalogue.queries import difference
from juxian.catalogue.states import EDITION
from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.views import attempt, audience, paginate, render

READ = audience(Audience.OFFICE, Permission.READ_DRAFTS)
EDIT = audience(Audience.OFFICE, Permission.EDIT_CATALOGUE)
PUBLISH = audience(Audience.OFFICE, Permission.PUBLISH_CATALOGUE)
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@READ
@require_safe
def office_editions(request: HttpRequest) -> HttpResponse:
    """Every year, drafts included."""
    rows = Edition.objects.visible_to(request.actor).with_counts()
    context = {"page": paginate(request, rows), "may_edit": allows(request.actor, Permission.EDIT_CATALOGUE)}
    return render(request, "catalogue/officer/edition_list.html", context)


@EDIT
@GET_POST
def edition_new(request: HttpRequest) -> HttpResponse:
    """Begin a year."""
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data.pop("year")
        edition = attempt(form, partial(create_edition, year, by=request.actor))
        if edition:
            return redirect("catalogue:office_edition", edition.pk)
    return render(request, "catalogue/officer/edition_new.html", {"form": form}, status=422 if form.errors else 200)


@READ
@require_safe
def office_edition(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One edition: its items, its next step, its time line."""
    edition, form = get_edition(request, pk), ItemFilterForm(request.GET)
    rows = form.narrow(edition.items.select_related("occupation", "industry_group"))
    context = {
        "edition": edition,
        "form": form,
        "page": paginate(request, rows),
        "events": {row.event for row in EDITION.open_events(edition.state)},
        "may_edit": allows(request.actor, Permission.EDIT_CATALOGUE),
        "may_change": allows(request.actor, Permission.EDIT_CATALOGUE) and EDITION.can(edition, "open_opinion"),
        "may_publish": allows(request.actor, Permission.PUBLISH_CATALOGUE, on=edition),
        "timeline": timeline_of(edition),
    }
    return render(request, "catalogue/officer/edition_detail.html", context)


@EDIT
@GET_POST
def edition_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the public."""
    return _step(request, pk, OpenOpinionForm, open_opinion, _("征求意见"), _("已开始征求意见，公众现在可以看到草案。"))


@EDIT
@GET_POST
def edition_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the draft back."""
    return _step(request, pk, WithdrawForm, withdraw_edition, _("撤回修改"), _("已撤回，可以继续修改。"))


@PUBLISH
@GET_POST
def edition_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put it in force."""
    return _step(request, pk, PublishForm, publish_edition, _("发布目录"), _("目录已发布，从今天起执行。"))


@PUBLISH
@require_POST
def edition_archive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End its force."""
    archive_edition(get_edition(request, pk), by=request.actor)
    messages.success(request, _("目录已归档。"))
    return redirect("catalogue:office_edition", pk)


@READ
@require_safe
def edition_difference(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What changes against the year before, or another year."""
    edition = get_edition(request, pk)
    others = Edition.objects.visible_to(request.actor).exclude(pk=pk)
    form = CompareForm(
        request.GET or None, editions=others, initial={"to": others.filter(year__lt=edition.year).first()}
    )
    previous = form.values()["to"]
    context = {
        "edition": edition,
        "form": form,
        "previous": previous,
        "difference": difference(edition, previous) if previous else None,
    }
    return render(request, "catalogue/officer/edition_difference.html", context)


def get_edition(request: HttpRequest, pk: UUID) -> Edition:
    """Return an edition that this officer may see, or answer 404."""
    return get_object_or_404(Edition.objects.visible_to(request.actor), pk=pk)


def _step(request: HttpRequest, pk: UUID, kind: type, do: object, title: str, done: str) -> HttpResponse:
    """One step of an edition: a question, then the action."""
    edition, form = get_edition(request, pk), kind(request.POST or None)
    if request.method == "POST" and attempt(form, partial(do, edition, by=request.actor)):
        messages.success(request, done)
        return redirect("catalogue:office_edition", pk)
    context = {"edition": edition, "form": form, "title": title}
    return render(request, "catalogue/officer/edition_step.html", context, status=422 if form.errors else 200)
