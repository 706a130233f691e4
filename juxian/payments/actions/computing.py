"""Planning the payments of a batch, some people at a time. The tool of `compute_batch` and
`compute_chunk`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from juxian.kit import clock
from juxian.payments.formats import bank_format
from juxian.payments.models import Batch, BatchCandidate, Outcome, Payee, Payment, PaymentPart
from juxian.payments.planning import Plan, Standing, plan
from juxian.payments.queries.planning import owed_months, standings, unrepaired

CHUNK = 200  # people


def lock_shared(batch: Batch) -> str:
    """Return the state of the batch, held as it is until the transaction ends; other workers may hold it too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM payments_batch WHERE id = %s FOR SHARE", [batch.pk])
        return str(cursor.fetchone()[0])


def write_candidates(batch: Batch) -> None:
    """Write down everybody with a balance under the policy, in the order of their keys. What an earlier computation
    of the batch wrote is forgotten; serials go on behind it."""
    last = batch.candidates.aggregate(last=Max("serial"))["last"] or 0
    begin = max(batch.last_serial, last) + 1
    batch.candidates.all().delete()
    people = sorted(owed_months(batch.policy))
    BatchCandidate.objects.bulk_create(
        [BatchCandidate(batch=batch, person_id=person, serial=serial) for serial, person in enumerate(people, begin)],
        batch_size=2000,
    )


def compute_people(batch: Batch) -> int:
    """Plan for up to 200 people that nobody else is at; return how many."""
    waiting = batch.candidates.filter(done_at=None).order_by("serial")
    chunk = list(waiting.select_for_update(skip_locked=True, of=("self",))[:CHUNK])
    if not chunk:
        return 0
    people = [candidate.person_id for candidate in chunk]
    lock_payees(batch.policy, people)
    known = standings(batch.policy, people)
    unwritable = bank_format(batch.bank_format).unwritable
    plans = {person: plan(known[person], unwritable) for person in people}
    _write_payments(batch, chunk, known, plans)
    _write_outcomes(chunk, known, plans)
    return len(chunk)


def lock_payees(policy: str, people: list[UUID]) -> None:
    """Hold these people under the policy: another batch of it that plans for one of them waits here, and then sees
    the payments that were planned."""
    list(Payee.objects.filter(policy=policy, person__in=people).order_by("pk").select_for_update().values_list("pk"))


def _write_payments(
    batch: Batch, chunk: list[BatchCandidate], known: Mapping[UUID, Standing], plans: Mapping[UUID, Plan]
) -> None:
    carried = {row.person_id: row for row in unrepaired(batch.policy, list(plans))}
    payments, parts = [], []
    for candidate in chunk:
        found = plans[candidate.person_id]
        if found.outcome != Outcome.PAID:
            continue
        payment = Payment(
            batch=batch,
            number=f"{batch.number}-{candidate.serial:05d}",
            person_id=candidate.person_id,
            account=known[candidate.person_id].account,
            amount_fen=found.net.amount_fen,
            replaces=carried.get(candidate.person_id),
            state_since_at=clock.now(),
        )
        payments.append(payment)
        parts += _parts(batch, payment, found)
    Payment.objects.bulk_create(payments)
    PaymentPart.objects.bulk_create(parts)


def _parts(batch: Batch, payment: Payment, found: Plan) -> list[PaymentPart]:
    common: dict[str, Any] = {"payment": payment, "person_id": payment.person_id, "policy": batch.policy}
    return [PaymentPart(month=month, amount_fen=amount, **common) for month, amount in found.net.parts]


def _write_outcomes(chunk: list[BatchCandidate], known: Mapping[UUID, Standing], plans: Mapping[UUID, Plan]) -> None:
    now = clock.now()
    for candidate in chunk:
        found = plans[candidate.person_id]
        candidate.outcome, candidate.note, candidate.done_at = found.outcome, found.note[:300], now
        is_paid = found.outcome == Outcome.PAID
        candidate.amount_fen = found.net.amount_fen if is_paid else sum(known[candidate.person_id].owed.values())
    BatchCandidate.objects.bulk_update(chunk, ["outcome", "note", "done_at", "amount_fen"])
