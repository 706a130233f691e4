"""What benefits found to be owed enters the books."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from juxian.kit import clock
from juxian.kit.actions import system_action
from juxian.payments.ledger import between, book_many
from juxian.payments.models import LedgerAccount, Obligation, Payee

AT_ONCE = 1000  # rows of one INSERT


@dataclass(frozen=True)
class ObligationRow:
    """What a run says of one month of one person: the difference to what was owed before, in fen, never zero."""

    person_id: UUID
    policy: str
    month: date
    amount_fen: int
    kind: str = "regular"
    changed: list[dict[str, Any]] = field(default_factory=list)
    finding_id: UUID | None = None
    rulebook_id: str = ""
    snapshot_hash: str = ""
    previous_rulebook_id: str = ""
    previous_snapshot_hash: str = ""


@dataclass(frozen=True)
class Posted:
    """How much was new. A run that is posted again posts nothing."""

    count: int
    total_fen: int


@system_action(_("登记应付"), sensitive=("rows",), lock=False)
def post_obligations(run_id: UUID, *, rows: Iterable[ObligationRow]) -> Posted:
    """Write the rows of a run and book them. A row (run, person, policy, month) that is there already is left as it
    is, so a chunk may be posted again after a crash, and two workers may post the same one."""
    count = total = 0
    for chunk in _chunks(iter(rows)):
        written = _written(run_id, chunk)
        book_many("obligation", ((row.pk, _moves(row)) for row in written))
        count += len(written)
        total += sum(row.amount_fen for row in written)
    return Posted(count, total)


def _chunks(rows: Iterator[ObligationRow]) -> Iterator[list[ObligationRow]]:
    while chunk := list(islice(rows, AT_ONCE)):
        yield chunk


def _written(run_id: UUID, chunk: list[ObligationRow]) -> list[Obligation]:
    """Insert what is not there; return what was inserted. The keys are ours, so the database can be asked for them."""
    now = clock.now()
    rows = [Obligation(run_id=run_id, posted_at=now, **vars(row)) for row in chunk]
    Payee.objects.bulk_create(
        [Payee(person_id=person, policy=policy) for policy, person in sorted({(r.policy, r.person_id) for r in chunk})],
        ignore_conflicts=True,
    )
    Obligation.objects.bulk_create(rows, ignore_conflicts=True)
    inserted = set(Obligation.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row.pk in inserted]


def _moves(row: Obligation) -> Any:
    return between(LedgerAccount.EXPENSE, LedgerAccount.OWED, row.person_id, row.policy, [(row.month, row.amount_fen)])
