"""The differences of a run enter the ledger, each with what changed and with its decision record."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from juxian.benefits.actions.run_work import POST, _claimed, _done, _is_work_left, _queue
from juxian.benefits.events import RunPosted
from juxian.benefits.models import DecisionRecord, Finding, Run, RunChunk
from juxian.benefits.permissions import Permission
from juxian.benefits.queries.decision import content_of, digest_of
from juxian.benefits.queries.difference import differences, people_to_post
from juxian.benefits.queries.explained import Explained, explained
from juxian.benefits.signing import sign
from juxian.benefits.states import RUN
from juxian.kit.access import Actor
from juxian.kit.actions import action, system_action
from juxian.kit.errors import RuleBroken
from juxian.kit.events import announce
from juxian.payments.actions import ObligationRow, post_obligations
from juxian.payments.queries.obligation import posted_of
from juxian.people.queries import same_human


@action(_("入账"), Permission.RUN)
def post_run(run: Run, *, by: Actor) -> Run:
    """Put what is owed, less what stands there, into the ledger, in the background. Called again it goes on."""
    if run.reviewed_by_id is not None and run.reviewed_by_id in same_human(by.person_id):
        raise RuleBroken(_t("抽查是您通过的，入账须由另一位同事办理。"))
    if not RUN.can(run, "post"):
        RUN.move(run, "post")  # says in words why it cannot
    run.posted_by_id = by.person_id
    if run.chunks.filter(step=POST).exists():
        return _queue(run, POST)
    return _queue(run, POST, people_to_post(run))


@system_action(_("入账一批"), lock=False)
def post_chunk(run: Run) -> bool:
    """Post for the next people. Return whether there were any."""
    chunk = _claimed(run, POST)
    if chunk is None:
        return False
    rows = explained(run, differences(run, chunk.person_ids))
    findings = dict(
        Finding.objects.filter(run=run, person__in={row.difference["key"] for row in rows}).values_list(
            "person_id", "pk"
        )
    )
    post_obligations(run.pk, rows=[_obligation(run, row, findings) for row in rows])
    DecisionRecord.objects.bulk_create(_records(run, chunk, rows), ignore_conflicts=True)
    _done(chunk)
    return True


@system_action(_("入账完成"))
def finish_posting(run: Run) -> Run:
    """Everything stands in the ledger. Asked twice it does it once."""
    if not RUN.can(run, "post") or _is_work_left(run, POST):
        return run
    RUN.move(run, "post")
    run.posted_count, run.posted_fen = posted_of(run.pk)
    run.fault = ""
    run.save()
    announce(RunPosted(str(run.pk)))
    return run


def _obligation(run: Run, row: Explained, findings: Mapping[UUID, UUID]) -> ObligationRow:
    difference, before = row.difference, row.before
    return ObligationRow(
        person_id=UUID(difference["person"]),
        policy=run.policy,
        month=difference["month"],
        amount_fen=difference["delta_fen"],
        kind=row.kind,
        changed=row.changes,
        finding_id=findings.get(UUID(difference["key"])),
        rulebook_id=run.rulebook.digest,  # type: ignore[union-attr]
        snapshot_hash=run.snapshot.digest,  # type: ignore[union-attr]
        previous_rulebook_id=before.rulebook.digest if before and before.rulebook else "",
        previous_snapshot_hash=before.snapshot.digest if before and before.snapshot else "",
    )


def _records(run: Run, chunk: RunChunk, rows: Sequence[Explained]) -> list[DecisionRecord]:
    return [_record(run, f"{run.number}-{chunk.number:04d}{place:04d}", row) for place, row in enumerate(rows, start=1)]


def _record(run: Run, number: str, row: Explained) -> DecisionRecord:
    difference: Mapping[str, Any] = row.difference
    month: dt.date = difference["month"]
    content = content_of(number, run, difference["key"], month, row.explanation)
    return DecisionRecord(
        entitlement_id=UUID(difference["entitlement"]),
        run=run,
        number=number,
        month=month,
        content=content,
        digest=digest_of(content),
        signature=sign(content),
    )
