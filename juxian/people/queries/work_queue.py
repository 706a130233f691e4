"""What people has lying on whose desk: organisations to verify, requests to be forgotten or corrected."""

import datetime as dt
from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.work_queue import Line, Waiting, WorkSource, register
from juxian.kit.working_days import deadline
from juxian.people.models import CorrectionRequest, DeletionRequest, Membership, Organisation
from juxian.people.permissions import Permission
from juxian.people.states import CorrectionRequestState, DeletionRequestState, OrganisationState

# No rule names a limit: the project promises what the counter promises for an application (evaluation.steps).
VERIFICATION_WORKING_DAYS = 5
# GB/T 35273 (personal information security specification), 8.7: an answer within thirty days.
DELETION_DAYS = 30
CORRECTION_DAYS = 30


def organisations_to_verify(actor: Actor) -> Iterator[Waiting]:
    """Handed in, and none in which the officer holds or held a role."""
    own = Membership.objects.filter(person=actor.person_id).values("organisation")
    rows = Organisation.objects.visible_to(actor).registered().filter(state=OrganisationState.SUBMITTED)
    for key, since_at in rows.exclude(pk__in=own).values_list("pk", "state_since_at"):
        yield Waiting(key, since_at, deadline(since_at, VERIFICATION_WORKING_DAYS))


def deletions_to_decide(actor: Actor) -> Iterator[Waiting]:
    rows = DeletionRequest.objects.visible_to(actor).filter(state=DeletionRequestState.REQUESTED)
    for key, since_at in rows.exclude(person=actor.person_id).values_list("pk", "state_since_at"):
        yield Waiting(key, since_at, since_at + dt.timedelta(days=DELETION_DAYS))


def corrections_to_decide(actor: Actor) -> Iterator[Waiting]:
    rows = CorrectionRequest.objects.visible_to(actor).filter(state=CorrectionRequestState.REQUESTED)
    for key, since_at in rows.exclude(person=actor.person_id).values_list("pk", "state_since_at"):
        yield Waiting(key, since_at, since_at + dt.timedelta(days=CORRECTION_DAYS))


def describe_organisations(keys: Collection[UUID]) -> dict[UUID, Line]:
    return {
        row.pk: Line(row.name, reverse("people:organisation_detail", args=[row.pk]), row.get_kind_display())
        for row in Organisation.objects.filter(pk__in=keys)
    }


def describe_deletions(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = DeletionRequest.objects.filter(pk__in=keys).select_related("person")
    return {row.pk: Line(row.person.name, reverse("people:deletion_decide", args=[row.pk]), row.reason) for row in rows}


def describe_corrections(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = CorrectionRequest.objects.filter(pk__in=keys).select_related("person")
    return {
        row.pk: Line(row.person.name, reverse("people:correction_decide", args=[row.pk]), row.reason) for row in rows
    }


register(
    WorkSource(
        "people.1_organisation",
        _("单位待核验"),
        Permission.REVIEW_ORGANISATION,
        organisations_to_verify,
        describe_organisations,
    )
)
register(
    WorkSource("people.2_deletion", _("删除申请"), Permission.DECIDE_DELETION, deletions_to_decide, describe_deletions)
)
register(
    WorkSource(
        "people.3_correction",
        _("更正申请"),
        Permission.DECIDE_CORRECTION,
        corrections_to_decide,
        describe_corrections,
    )
)
