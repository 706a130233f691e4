"""Booking. What the causes mean stands in the table of `models/ledger.py`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from juxian.kit import clock
from juxian.kit.identifiers import uuid7
from juxian.payments.models import Entry, LedgerAccount

AT_ONCE = 2000  # rows of one INSERT


@dataclass(frozen=True)
class Move:
    """An amount of one month that goes from one account of the ledger to another; negative goes the other way."""

    person_id: UUID
    policy: str
    month: date
    amount_fen: int
    source: LedgerAccount
    target: LedgerAccount


def book(cause: str, cause_id: UUID, moves: Iterable[Move]) -> None:
    """Book the moves of one cause as one journal. Raises `IntegrityError` where the cause is booked already."""
    book_many(cause, [(cause_id, moves)])


def book_many(cause: str, journals: Iterable[tuple[UUID, Iterable[Move]]]) -> None:
    """Book a journal for each (cause's key, its moves), in few statements."""
    now = clock.now()
    entries = [
        entry
        for cause_id, moves in journals
        for journal_id in [uuid7()]
        for move in moves
        if move.amount_fen
        for entry in _pair(journal_id, cause, cause_id, move)
    ]
    for entry in entries:
        entry.at = now
    Entry.objects.bulk_create(entries, batch_size=AT_ONCE)


def _pair(journal_id: UUID, cause: str, cause_id: UUID, move: Move) -> list[Entry]:
    """The two lines of a move: out of the source, into the target."""
    return [
        Entry(
            journal_id=journal_id,
            account=account,
            person_id=move.person_id,
            policy=move.policy,
            month=move.month,
            amount_fen=amount,
            cause=cause,
            cause_id=cause_id,
        )
        for account, amount in ((move.source, -move.amount_fen), (move.target, move.amount_fen))
    ]


def between(
    source: LedgerAccount, target: LedgerAccount, person_id: UUID, policy: str, months: Iterable[tuple[date, int]]
) -> list[Move]:
    """Moves of one person and policy: (month, fen) each."""
    return [Move(person_id, policy, month, amount, source, target) for month, amount in months]
