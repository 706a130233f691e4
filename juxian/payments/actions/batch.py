"""A batch on its way to the seal: drafted, computed in chunks, reviewed by another person, sent back or discarded."""

from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.kit.numbering import next_number
from juxian.payments.actions.computing import compute_people, lock_shared, write_candidates
from juxian.payments.actions.lines import drop_all, reason_of, sum_up
from juxian.payments.events import BatchComputing
from juxian.payments.formats import bank_format
from juxian.payments.models import Batch
from juxian.payments.permissions import Permission
from juxian.payments.states import BATCH, BatchState


@action(_("新建批次"), Permission.COMPUTE_BATCH)
def draft_batch(subject: None, *, policy: str, month: date, bank_format: str, title: str = "", by: Actor) -> Batch:
    """Begin a batch. `title` is what the payees' banks show as the purpose."""
    first = month.replace(day=1)
    words = title.strip() or _t("%(month)s待遇发放") % {"month": f"{first:%Y-%m}"}
    _must_fit_format(bank_format, words)
    number = next_number(f"payments.batch.{first:%Y%m}")
    return Batch.objects.create(
        number=f"B{first:%Y%m}-{number:04d}",
        policy=policy,
        title=words,
        month=first,
        bank_format=bank_format,
        drafted_by=by.label,
        state_since_at=clock.now(),
    )


@action(_("计算批次"), Permission.COMPUTE_BATCH)
def compute_batch(batch: Batch, *, by: Actor) -> Batch:
    """Write down who has a balance; workers then go through the list chunk by chunk (`compute_chunk`)."""
    BATCH.move(batch, "compute")
    batch.computed_by, batch.computed_by_id, batch.computed_at = by.label, by.person_id, clock.now()
    write_candidates(batch)
    batch.note = ""
    batch.save()
    announce(BatchComputing(str(batch.pk)))
    return batch


@system_action(_("计算一段"), lock=False)
def compute_chunk(batch: Batch) -> int:
    """Plan the payments of up to 200 people; return how many. With nobody left the batch is computed (0).

    Payments, reasons and marks commit together: a worker that is killed leaves its people for the next."""
    if lock_shared(batch) != BatchState.COMPUTING:
        return 0
    handled = compute_people(batch)
    if handled == 0:
        finish_computing(batch)
    return handled


@system_action(_("批次计算完成"))
def finish_computing(batch: Batch) -> Batch:
    """Add the payments up. Whoever finds nobody left calls this; the last of them does it."""
    if batch.state != BatchState.COMPUTING or batch.candidates.filter(done_at=None).exists():
        return batch
    BATCH.move(batch, "finish")
    sum_up(batch)
    batch.save()
    return batch


@action(_("复核批次"), Permission.REVIEW_BATCH)
def review_batch(batch: Batch, *, by: Actor) -> Batch:
    """Another person than the one who computed it finds it right."""
    BATCH.move(batch, "review")
    if batch.count == 0:
        raise RuleBroken(_t("这个批次没有可以拨付的人，无需复核。请作废后，待原因消除再建批次。"))
    batch.reviewed_by, batch.reviewed_by_id, batch.reviewed_at = by.label, by.person_id, clock.now()
    batch.save()
    return batch


@action(_("退回重算"), Permission.COMPUTE_BATCH)
def return_batch(batch: Batch, *, reason: str, by: Actor) -> Batch:
    """Back to the draft, with the reason; its payments are dropped and their months free again."""
    BATCH.move(batch, "return")
    batch.note = reason_of(reason)
    drop_all(batch)
    sum_up(batch)
    batch.reviewed_by, batch.reviewed_by_id, batch.reviewed_at = "", None, None
    batch.save()
    return batch


@action(_("作废批次"), Permission.COMPUTE_BATCH)
def discard_batch(batch: Batch, *, reason: str, by: Actor) -> Batch:
    """The batch ends before its seal; its payments are dropped and their months free again."""
    BATCH.move(batch, "discard")
    batch.note = reason_of(reason)
    drop_all(batch)
    sum_up(batch)
    batch.save()
    return batch


def _must_fit_format(key: str, title: str) -> None:
    """A bank's file is never cut: what does not fit is said while it can still be changed."""
    form = bank_format(key)
    fault = form.unfit_title(title)
    if fault:
        raise RuleBroken(fault, field="title")
