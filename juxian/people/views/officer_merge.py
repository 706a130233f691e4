"""Merging duplicates under /office/merges/, and deciding about deletions under /office/deletions/."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience
from juxian.kit.pages import refusal_of_form
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.actions import approve_deletion, merge_persons, refuse_deletion, undo_merge
from juxian.people.forms.person import LegalReasonForm, PersonSearchForm, ReasonForm
from juxian.people.models import DeletionRequest, Person, PersonMerge
from juxian.people.permissions import Permission
from juxian.people.queries import holds_on, search_persons
from juxian.people.states import DELETION_REQUEST
from juxian.people.views.person import GET_POST

MERGE = audience(Audience.OFFICE, Permission.MERGE_PERSONS)
DECIDE = audience(Audience.OFFICE, Permission.DECIDE_DELETION)
MOST_FOUND = 20


@MERGE
@GET_POST
def merge_choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Find the other row of the same human."""
    kept = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    form = PersonSearchForm(request.POST or None, initial={"q": kept.name})
    words = form.words() if request.method == "POST" else kept.name
    others = Person.objects.visible_to(request.actor).exclude(pk=kept.pk)
    found = search_persons(others, words).order_by("name", "created_at")[:MOST_FOUND] if words else []
    return render(request, "people/officer/merge_choose.html", {"kept": kept, "form": form, "persons": found})


@MERGE
@GET_POST
def merge_confirm(request: HttpRequest, pk: UUID, merged_pk: UUID) -> HttpResponse:
    """Side by side, then merged."""
    rows = Person.objects.visible_to(request.actor)
    kept, merged = get_object_or_404(rows, pk=pk), get_object_or_404(rows, pk=merged_pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(form, partial(merge_persons, kept, by=request.actor, merged=merged)):
        messages.success(request, _("已合并。需要时可以在人员页面撤销。"))
        return redirect("people:person_detail", kept.pk)
    return render(request, "people/officer/merge_confirm.html", {"kept": kept, "merged": merged, "form": form})


@MERGE
@require_GET
def merge_list(request: HttpRequest) -> HttpResponse:
    """Every merge, newest first."""
    rows = PersonMerge.objects.visible_to(request.actor).select_related("kept", "merged").order_by("-created_at")
    context = {"page": paginate(request, rows), "reason_form": ReasonForm()}
    return render(request, "people/officer/merge_list.html", context)


@MERGE
@require_POST
def merge_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They were two people after all."""
    merge, form = get_object_or_404(PersonMerge.objects.visible_to(request.actor), pk=pk), ReasonForm(request.POST)
    if attempt(form, partial(undo_merge, merge, by=request.actor)):
        messages.success(request, _("合并已撤销，两条记录已恢复。"))
        return redirect("people:merge_list")
    return refusal_of_form(request, form)


@DECIDE
@require_GET
def deletion_list(request: HttpRequest) -> HttpResponse:
    """Requests that wait first."""
    rows = DeletionRequest.objects.visible_to(request.actor).select_related("person")
    return render(
        request, "people/officer/deletion_list.html", {"page": paginate(request, rows.order_by("-created_at"))}
    )


@DECIDE
@GET_POST
def deletion_decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the law makes the platform keep, and the decision: approve, or refuse naming the law."""
    row = get_object_or_404(DeletionRequest.objects.visible_to(request.actor).select_related("person"), pk=pk)
    form = LegalReasonForm(request.POST or None)
    if request.method == "POST":
        if "approve" in request.POST:
            approve_deletion(row, by=request.actor)
            return redirect("people:deletion_list")
        if attempt(form, partial(refuse_deletion, row, by=request.actor)):
            return redirect("people:deletion_list")
    context = {
        "request_row": row,
        "form": form,
        "holds": holds_on(row.person_id),
        "is_open": DELETION_REQUEST.can(row, "approve"),
    }
    return render(request, "people/officer/deletion_decide.html", context)
