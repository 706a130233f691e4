"""Batches as pages show them: found by filters, previewed before they exist, their lines, and who may do what next."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from juxian.kit.access import Text
from juxian.kit.text import search_filter
from juxian.payments.formats import bank_formats
from juxian.payments.models import Batch, BatchCandidate, Outcome, Payment
from juxian.payments.planning import plan
from juxian.payments.queries.planning import owed_months, standings
from juxian.payments.states import BatchState, PaymentState
from juxian.people.queries import persons

MOST_PREVIEWED = 5000  # people; beyond that the reasons are found by computing
NAMED = 100  # people whom the preview names
TONES = {
    BatchState.SETTLED: "ok",
    BatchState.RETURNED: "stop",
    BatchState.DISCARDED: "plain",
    BatchState.DRAFT: "plain",
}


@dataclass(frozen=True)
class LeftOut:
    """Somebody who would not be paid, and why."""

    person_id: UUID
    name: str
    amount_fen: int
    label: Text
    note: str


@dataclass
class Preview:
    """What a batch of a policy would hold if it were computed now, in fen."""

    people_count: int = 0
    paid_count: int = 0
    paid_fen: int = 0
    counts: list[tuple[Text, int]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    is_complete: bool = True

    @property
    def left_out_count(self) -> int:
        return self.people_count - self.paid_count


def preview_of(policy: str, bank_format: str) -> Preview:
    """Plan everybody with a balance as a batch would, and keep nothing."""
    owed = owed_months(policy)
    if len(owed) > MOST_PREVIEWED:
        total = sum(max(sum(months.values()), 0) for months in owed.values())
        return Preview(len(owed), len(owed), total, is_complete=False)
    form = bank_formats()[bank_format]
    plans = {key: plan(one, form.unwritable) for key, one in standings(policy, list(owed)).items()}
    paid = [found for found in plans.values() if found.outcome == Outcome.PAID]
    out = {key: found for key, found in plans.items() if found.outcome not in (Outcome.PAID, Outcome.NOTHING_DUE)}
    return Preview(
        people_count=len(paid) + len(out),
        paid_count=len(paid),
        paid_fen=sum(found.net.amount_fen for found in paid),
        counts=[(Outcome(key).label, count) for key, count in Counter(one.outcome for one in out.values()).items()],
        left_out=_named(out, owed),
    )


def _named(out: dict[UUID, Any], owed: dict[UUID, dict[Any, int]]) -> list[LeftOut]:
    keys = sorted(out, key=lambda key: (out[key].outcome, key))[:NAMED]
    names = {key: person.name for key, person in persons(keys).items()}
    return [
        LeftOut(key, names.get(key, ""), sum(owed[key].values()), Outcome(out[key].outcome).label, out[key].note)
        for key in keys
    ]


def found_batches(rows: Any, values: dict[str, Any]) -> QuerySet[Batch]:
    """Narrow the list by number or title, policy, state and month."""
    for name in ("policy", "state", "month"):
        if values[name]:
            rows = rows.filter(**{name: values[name]})
    if words := (values["q"] or "").strip():
        rows = rows.filter(Q(number__icontains=words) | Q(title__icontains=words))
    return rows


def found_lines(rows: Any, values: dict[str, Any]) -> QuerySet[Payment]:
    """Narrow the payments of a batch by name or number, and state."""
    if values["state"]:
        rows = rows.filter(state=values["state"])
    if words := (values["q"] or "").strip():
        rows = rows.filter(search_filter("person__search_key", words) | Q(number__icontains=words))
    return rows.select_related("person", "account")


def found_left_out(batch: Batch, values: dict[str, Any]) -> QuerySet[BatchCandidate]:
    """Narrow those who were left out, by name and reason."""
    rows = batch.candidates.exclude(outcome__in=[Outcome.PAID, Outcome.WAITING, Outcome.NOTHING_DUE])
    if values["outcome"]:
        rows = rows.filter(outcome=values["outcome"])
    if words := (values["q"] or "").strip():
        rows = rows.filter(search_filter("person__search_key", words))
    return rows.select_related("person")


def progress_of(batch: Batch) -> tuple[int, int]:
    """Return how many people of a batch are done, and how many there are."""
    counts = batch.candidates.aggregate(done=Count("pk", filter=~Q(done_at=None)), total=Count("pk"))
    return counts["done"], counts["total"]


def sums_of(batch: Batch) -> list[tuple[str, Text, int, int]]:
    """Return (state, its word, count, fen) of a batch's payments, in the order of their life."""
    rows = batch.payments.order_by().values_list("state").annotate(count=Count("pk"), total=Sum("amount_fen"))
    found = {state: (count, total) for state, count, total in rows}
    return [(state, label, *found[state]) for state, label in PaymentState.choices if state in found]


def left_out_count(batch: Batch) -> int:
    """Return how many people were left out although something is owed to them."""
    return batch.candidates.exclude(outcome__in=[Outcome.PAID, Outcome.WAITING, Outcome.NOTHING_DUE]).count()


def batch_tone(state: str) -> str:
    return TONES.get(BatchState(state), "wait")


def with_answers(rows: QuerySet[Batch]) -> QuerySet[Batch]:
    """Add how many payments of each batch arrived, came back or wait, and the fen that arrived and came back."""

    def counted(*states: str) -> Count:
        return Count("payments", filter=Q(payments__state__in=states))

    def summed(state: str) -> Sum:
        return Sum("payments__amount_fen", filter=Q(payments__state=state), default=0)

    return rows.order_by("-month", "-number").annotate(
        settled_count=counted(PaymentState.SETTLED),
        returned_count=counted(PaymentState.RETURNED),
        waiting_count=counted(PaymentState.IN_FLIGHT, PaymentState.UNKNOWN),
        settled_fen=summed(PaymentState.SETTLED),
        returned_fen=summed(PaymentState.RETURNED),
    )
