"""What credentials has lying on whose desk: copies to decide about, lists of revocations to execute."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.credentials.models import CopyRequest, Revocation
from juxian.credentials.permissions import Permission
from juxian.credentials.states import CopyRequestState, RevocationState
from juxian.kit.access import Actor
from juxian.kit.punctuation import with_note
from juxian.kit.work_queue import Line, Waiting, WorkSource, register
from juxian.kit.working_days import deadline
from juxian.people.queries import same_human

COPY_WORKING_DAYS = 5  # an assumption of the project: nothing limits it by law


def requests_to_decide(actor: Actor) -> Iterator[Waiting]:
    """Neither the officer's own certificate nor what they took at the counter themselves."""
    rows = CopyRequest.objects.visible_to(actor).filter(state=CopyRequestState.REQUESTED)
    if actor.person_id:
        rows = rows.exclude(credential__holder__in=same_human(actor.person_id))
        rows = rows.exclude(requested_by_id=actor.person_id)
    for key, since_at in rows.values_list("pk", "requested_at"):
        yield Waiting(key, since_at, deadline(since_at, COPY_WORKING_DAYS))


def revocations_to_execute(actor: Actor) -> Iterator[Waiting]:
    rows = Revocation.objects.visible_to(actor).filter(state=RevocationState.PROPOSED)
    rows = rows.exclude(proposed_by_id=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "proposed_at"))


def describe_requests(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = CopyRequest.objects.filter(pk__in=keys).select_related("credential")
    return {
        row.pk: Line(
            with_note(row.credential.holder_name, row.credential.number),
            reverse("credentials:copy_request", args=[row.pk]),
            row.get_reason_display(),
        )
        for row in rows
    }


def describe_revocations(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Revocation.objects.filter(pk__in=keys)
    return {row.pk: Line(row.reason, reverse("credentials:revocation", args=[row.pk]), row.proposed_by) for row in rows}


register(
    WorkSource("credentials.1_copy", _("证书待补发"), Permission.DECIDE_COPY, requests_to_decide, describe_requests)
)
register(
    WorkSource(
        "credentials.2_revocation",
        _("批量撤销待执行"),
        Permission.CONTROL,
        revocations_to_execute,
        describe_revocations,
    )
)
