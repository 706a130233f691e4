"""The office's pages about organisations under /office/organisations/."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from juxian.kit.access import Audience, allows
from juxian.kit.audit.timeline import timeline_of
from juxian.kit.pages import refusal_of_form
from juxian.kit.text import search_filter
from juxian.kit.views import attempt, audience, paginate, render
from juxian.people.actions import (
    reject_organisation,
    restore_organisation,
    return_organisation,
    suspend_organisation,
    verify_organisation,
)
from juxian.people.forms.organisation import OrganisationFilterForm
from juxian.people.forms.person import ReasonForm
from juxian.people.models import Organisation
from juxian.people.permissions import Permission
from juxian.people.queries import word_for
from juxian.people.states import ORGANISATION, OrganisationState

SIMPLE = {"verify": verify_organisation, "restore": restore_organisation}
WITH_REASON = {"return": return_organisation, "reject": reject_organisation, "suspend": suspend_organisation}
TABS = [state for state in OrganisationState if state is not OrganisationState.DRAFT]


@audience(Audience.OFFICE, Permission.VIEW_ORGANISATIONS)
@require_GET
def organisation_list(request: HttpRequest) -> HttpResponse:
    """The queue, longest waiting first."""
    form = OrganisationFilterForm(request.GET)
    wanted = form.values()
    rows = Organisation.objects.visible_to(request.actor).registered()
    counts = dict(rows.values_list("state").annotate(count=Count("pk")))
    context = {
        "filter_form": form,
        "state": wanted["state"],
        "tabs": [(state, counts.get(state.value, 0), state == wanted["state"]) for state in TABS],
        "page": paginate(request, _narrowed(rows, wanted).order_by("state_since_at", "id")),
    }
    return render(
        request,
        "people/officer/organisation_list.html",
        context,
        part="people/officer/_organisation_table.html",
    )


@audience(Audience.OFFICE, Permission.VIEW_ORGANISATIONS)
@require_GET
def organisation_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One organisation beside its licence, with the decisions that are open."""
    organisation = _get(request, pk)
    may_decide = allows(request.actor, Permission.REVIEW_ORGANISATION, on=organisation)
    context = {
        "organisation": organisation,
        "street": word_for("street", organisation.street_code),
        "industry": word_for("industry", organisation.industry_code),
        "events": {row.event for row in ORGANISATION.open_events(organisation.state)} if may_decide else set(),
        "reason_form": ReasonForm(),
        "timeline": timeline_of(organisation),
        "members": organisation.memberships.not_ended().exclude(person=None).select_related("person"),
    }
    return render(request, "people/officer/organisation_detail.html", context)


@audience(Audience.OFFICE, Permission.REVIEW_ORGANISATION)
@require_POST
def organisation_decide(request: HttpRequest, pk: UUID, event: str) -> HttpResponse:
    """Verify, return, reject, suspend or restore."""
    organisation = _get(request, pk)
    if event in SIMPLE:
        SIMPLE[event](organisation, by=request.actor)
    elif event in WITH_REASON:
        form = ReasonForm(request.POST)
        if not attempt(form, partial(WITH_REASON[event], organisation, by=request.actor)):
            return refusal_of_form(request, form)
    else:
        raise Http404
    messages.success(request, _("已办理：%(event)s。") % {"event": ORGANISATION.label(event)})
    return redirect("people:organisation_detail", pk)


def _get(request: HttpRequest, pk: UUID) -> Organisation:
    rows = Organisation.objects.visible_to(request.actor).registered().select_related("licence")
    return get_object_or_404(rows, pk=pk)


def _narrowed(rows: QuerySet, wanted: dict) -> QuerySet:
    rows = rows.filter(state=wanted["state"])
    if wanted["kind"]:
        rows = rows.filter(kind=wanted["kind"])
    named = rows.filter(search_filter("search_key", wanted["q"]))
    return named | rows.filter(uscc=wanted["q"].strip().upper())
