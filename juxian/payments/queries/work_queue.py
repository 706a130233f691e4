"""What payments has lying on whose desk: batches to review or seal, differences, waivers to confirm."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from juxian.kit.access import Actor
from juxian.kit.punctuation import with_note
from juxian.kit.work_queue import Line, Waiting, WorkSource, register
from juxian.payments.models import BankReplyLine, Batch, Recovery
from juxian.payments.permissions import Permission
from juxian.payments.states import BatchState, RecoveryState

OPEN = (RecoveryState.OPEN, RecoveryState.COLLECTING)


def batches_to_review(actor: Actor) -> Iterator[Waiting]:
    """Computed by somebody else."""
    rows = Batch.objects.visible_to(actor).filter(state=BatchState.COMPUTED).exclude(computed_by_id=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at"))


def batches_to_seal(actor: Actor) -> Iterator[Waiting]:
    """Neither computed nor reviewed by this officer."""
    rows = Batch.objects.visible_to(actor).filter(state=BatchState.REVIEWED)
    rows = rows.exclude(computed_by_id=actor.person_id).exclude(reviewed_by_id=actor.person_id)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at"))


def batches_to_submit(actor: Actor) -> Iterator[Waiting]:
    rows = Batch.objects.visible_to(actor).filter(state=BatchState.SEALED)
    return (Waiting(*row) for row in rows.values_list("pk", "state_since_at"))


def differences_to_settle(actor: Actor) -> Iterator[Waiting]:
    rows = BankReplyLine.objects.visible_to(actor).open()
    return (Waiting(*row) for row in rows.values_list("pk", "reply__received_at"))


def waivers_to_confirm(actor: Actor) -> Iterator[Waiting]:
    """Proposed by somebody else."""
    rows = Recovery.objects.visible_to(actor).filter(state__in=OPEN).exclude(waiver_proposed_at=None)
    rows = rows.exclude(waiver_proposed_by_id=actor.person_id)
    return (Waiting(key, at) for key, at in rows.values_list("pk", "waiver_proposed_at") if at)


def describe_batches(keys: Collection[UUID]) -> dict[UUID, Line]:
    return {
        row.pk: Line(with_note(row.title, row.number), reverse("payments:batch_detail", args=[row.pk]), row.computed_by)
        for row in Batch.objects.filter(pk__in=keys)
    }


def describe_differences(keys: Collection[UUID]) -> dict[UUID, Line]:
    return {
        row.pk: Line(row.payment_number, reverse("payments:difference_detail", args=[row.pk]), row.get_fault_display())
        for row in BankReplyLine.objects.filter(pk__in=keys)
    }


def describe_waivers(keys: Collection[UUID]) -> dict[UUID, Line]:
    rows = Recovery.objects.filter(pk__in=keys).select_related("person")
    return {
        row.pk: Line(row.person.name, reverse("payments:recovery_detail", args=[row.pk]), row.waiver_reason)
        for row in rows
    }


for _source in (
    WorkSource("payments.1_review", _("批次待复核"), Permission.REVIEW_BATCH, batches_to_review, describe_batches),
    WorkSource("payments.2_seal", _("批次待封存"), Permission.SEAL_BATCH, batches_to_seal, describe_batches),
    WorkSource("payments.3_submit", _("批次待报送"), Permission.SUBMIT_BATCH, batches_to_submit, describe_batches),
    WorkSource(
        "payments.4_difference",
        _("对账差异待处理"),
        Permission.SETTLE_DIFFERENCE,
        differences_to_settle,
        describe_differences,
    ),
    WorkSource("payments.5_waiver", _("免除待确认"), Permission.WAIVE, waivers_to_confirm, describe_waivers),
):
    register(_source)
