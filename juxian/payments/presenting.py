"""What may happen next to a batch, in words: who may do it, and why somebody else has to."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _t

from juxian.kit import clock
from juxian.kit.access import Actor, allows
from juxian.payments.models import Batch
from juxian.payments.permissions import Permission as P
from juxian.payments.states import BATCH, BatchState

PATIENCE = dt.timedelta(minutes=2)  # for the job that hands the file over; after that something is in its way


@dataclass(frozen=True)
class Steps:
    """The buttons of a batch for one actor. `waits_for` says who has to act where this actor may not."""

    may_compute: bool = False
    may_review: bool = False
    may_return: bool = False
    may_discard: bool = False
    may_seal: bool = False
    may_submit: bool = False
    is_handing_over: bool = False
    may_deliver_again: bool = False
    may_declare_lost: bool = False
    may_acknowledge: bool = False
    may_take_in: bool = False
    may_download: bool = False
    may_drop: bool = False
    waits_for: str = ""


def steps_of(actor: Actor, batch: Batch) -> Steps:
    """Return what this actor may do with the batch now."""
    can = {event: BATCH.can(batch, event) for event in BATCH.events}
    computes, submits = allows(actor, P.COMPUTE_BATCH), allows(actor, P.SUBMIT_BATCH)
    was_sent = batch.submitted_at is not None
    lies_here = was_sent and batch.handed_at is None
    is_handing_over = lies_here and clock.now() < (batch.submitted_at or clock.now()) + PATIENCE
    is_cut_off = was_sent and batch.handed_at is not None and batch.delivered_at is None
    return Steps(
        may_compute=can["compute"] and computes,
        may_review=can["review"] and allows(actor, P.REVIEW_BATCH, on=batch),
        may_return=can["return"] and computes,
        may_discard=can["discard"] and computes,
        may_seal=can["seal"] and allows(actor, P.SEAL_BATCH, on=batch),
        may_submit=can["submit"] and submits,
        is_handing_over=is_handing_over,
        may_deliver_again=lies_here and not is_handing_over and submits,
        may_declare_lost=is_cut_off and allows(actor, P.SETTLE_DIFFERENCE),
        may_acknowledge=can["acknowledge"] and allows(actor, P.TAKE_IN_REPLY),
        may_take_in=was_sent and allows(actor, P.TAKE_IN_REPLY),
        may_download=batch.sealed_at is not None and submits,
        may_drop=can["return"] and computes,
        waits_for=_waits_for(actor, batch),
    )


def _waits_for(actor: Actor, batch: Batch) -> str:
    """Return why the next step needs another person, or ""."""
    if batch.state == BatchState.COMPUTED and allows(actor, P.REVIEW_BATCH):
        return _t("您核算了本批次，须由另一位财务人员复核。") if batch.computed_by_id == actor.person_id else ""
    if batch.state == BatchState.REVIEWED and allows(actor, P.SEAL_BATCH):
        if batch.computed_by_id == actor.person_id:
            return _t("您核算了本批次，须由核算、复核以外的第三位财务人员封存。")
        if batch.reviewed_by_id == actor.person_id:
            return _t("您复核了本批次，须由核算、复核以外的第三位财务人员封存。")
    return ""
