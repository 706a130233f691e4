"""The bank step under kill -9: a worker that is killed at any instant, and a bank that takes whatever lies in the folder.

Used by the suite (a few kills) and by `benchmarks/bank_step_kills.py` (sixty)."""

import contextlib
import os
import random
import signal
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connections

from juxian.kit import clock
from juxian.payments import actions
from juxian.payments.events import BatchSubmitted
from juxian.payments.formats import bank_format
from juxian.payments.formats.reading import read_payments
from juxian.payments.gateways.bank import FolderDrop
from juxian.payments.models import Batch, Payment
from juxian.payments.queries import balances
from juxian.payments.queries.sealing import content_of
from juxian.payments.states import BatchState, PaymentState
from juxian.payments.subscribers import deliver
from tests.payments.batches import Office, statement, take_in
from tests.payments.money import JANUARY, owe

FEN = 80_000
SECONDS = 120  # after which a worker is taken to hang


@dataclass
class Bank:
    """Takes every whole file out of the folder and pays every line of it, without asking whether it did before."""

    folder: Path
    paid: Counter[str] = field(default_factory=Counter)
    files: int = 0

    def take(self) -> None:
        for path in sorted(self.folder.glob("[!.]*")):
            content = path.read_bytes()
            path.unlink()
            self.files += 1
            self.paid.update(number for number, _fen in read_payments(bank_format("xiahai"), content))


@dataclass(frozen=True)
class Count:
    """What the kills did. `unknown` payments are shown as such and wait for the bank: they are not lost silently."""

    kills: int
    payments: int
    files: int
    paid_twice: int
    silently_lost: int
    unknown: int
    unknown_but_paid: int


def ours(office: Office) -> None:
    """What workers do, in the order of the queue; jobs that were cut off come again, as the sweeper sends them."""
    for batch in Batch.objects.filter(submitted_at__isnull=False, delivered_at=None).order_by("number"):
        deliver(BatchSubmitted(str(batch.pk)))
    for batch in Batch.objects.filter(state=BatchState.SEALED).order_by("number"):
        actions.submit_batch(batch, by=office.qian)
        deliver(BatchSubmitted(str(batch.pk)))


def naive(office: Office) -> None:
    """The mistake: a file that is not known to have arrived is sent again."""
    for batch in Batch.objects.filter(state__in=[BatchState.SEALED, BatchState.SUBMITTED], delivered_at=None):
        if batch.state == BatchState.SEALED:
            actions.submit_batch(batch, by=office.qian)
        FolderDrop().send(batch.sealed_file.file_name, content_of(batch.sealed_file))
        Batch.objects.filter(pk=batch.pk).update(delivered_at=clock.now())


def seal_batches(office: Office, count: int) -> None:
    """As many sealed batches, each of a policy of its own, for all payees of the office."""
    for at in range(count):
        policy = f"policy_{at:03d}"
        for member in office.payees:
            owe(member, (JANUARY, FEN), policy=policy)
        _sealed(office, policy)


def _sealed(office: Office, policy: str) -> Batch:
    batch = actions.draft_batch(None, policy=policy, month=clock.today(), bank_format="xiahai", by=office.qian)
    actions.compute_batch(batch, by=office.qian)
    while actions.compute_chunk(batch):
        pass
    actions.review_batch(batch, by=office.he)
    return actions.seal_batch(batch, by=office.shen)


def kill_again_and_again(work: Callable[[], None], bank: Bank, kills: int, *, on_sight: float = 0.5) -> int:
    """Start the worker and kill it, so many times; then let it finish. Return how often it was alive when killed.

    A share of `on_sight` is killed as soon as a file stands in the folder or begins to, the others at a random
    instant."""
    chance, killed = random.Random(7), 0
    for _turn in range(kills):
        child = _start(work)
        if chance.random() < on_sight:
            killed += _kill_on_sight(child, bank, whole=chance.random() < 0.7)
        else:
            killed += _kill(child, bank, chance.uniform(0.01, 0.15))
    if _kill(_start(work), bank, SECONDS):
        raise TimeoutError("the worker did not finish")
    return killed


def _start(work: Callable[[], None]) -> int:
    """Fork a worker; it inherits no connection, and dies without a word when it is done."""
    connections.close_all()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of threads; ours hold no lock here
        child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def _kill(child: int, bank: Bank, seconds: float) -> bool:
    """Let the bank take files for a while, then kill the worker. Tell whether it was still alive."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.waitpid(child, os.WNOHANG)[0]:
            bank.take()
            return False
        bank.take()
        time.sleep(0.001)
    return _end(child, bank)


def _kill_on_sight(child: int, bank: Bank, *, whole: bool) -> bool:
    """Kill the worker when a file appears: whole, or as soon as it begins to be written."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if any(not (whole and name.startswith(".")) for name in _names(bank.folder)):
            return _end(child, bank)
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
    return _end(child, bank)


def _end(child: int, bank: Bank) -> bool:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    bank.take()
    return True


def count(bank: Bank, kills: int) -> Count:
    """Set what the bank paid beside what we know of each payment."""
    rows = dict(Payment.objects.exclude(state=PaymentState.DROPPED).values_list("number", "state"))
    unknown = {number for number, state in rows.items() if state == PaymentState.UNKNOWN}
    return Count(
        kills=kills,
        payments=len(rows),
        files=bank.files,
        paid_twice=sum(times > 1 for times in bank.paid.values()),
        silently_lost=sum(not bank.paid[number] for number in rows if number not in unknown),
        unknown=len(unknown),
        unknown_but_paid=sum(bool(bank.paid[number]) for number in unknown),
    )


def clear_up(office: Office, bank: Bank) -> None:
    """The statement comes, a person looks up what it does not name, and what never went is paid by a later batch."""
    lines = [(number, FEN, "PAID") for number in sorted(bank.paid)]
    take_in(None, statement(lines), office, kind="statement")
    for batch in Batch.objects.filter(payments__state=PaymentState.UNKNOWN).distinct():
        actions.declare_lost(batch, reason="经查询，银行没有收到这份文件", by=office.shen)
        _sealed(office, batch.policy)
    ours(office)
    bank.take()
    later = Payment.objects.filter(state=PaymentState.IN_FLIGHT).values_list("number", flat=True)
    if later:
        take_in(None, statement([(number, FEN, "PAID") for number in later]), office, kind="statement")


def is_exact(office: Office, bank: Bank) -> bool:
    """Tell whether every month is paid once: by the bank, by the payments and by the books."""
    numbers = set(Payment.objects.filter(state=PaymentState.SETTLED).values_list("number", flat=True))
    owed = [row for policy in _policies() for row in balances(policy).values()]
    by_bank = {number for number, times in bank.paid.items() if times == 1}
    return (
        numbers == by_bank == set(bank.paid)
        and len(numbers) == len(owed)
        and all(row.paid_fen == row.owed_fen == FEN for row in owed)
    )


def _policies() -> list[str]:
    return list(Batch.objects.order_by().values_list("policy", flat=True).distinct())


def computing(batch: Batch) -> Callable[[], None]:
    """A worker that goes through the list of a batch."""

    def work() -> None:
        with contextlib.suppress(Batch.DoesNotExist):
            while actions.compute_chunk(Batch.objects.get(pk=batch.pk)):
                pass

    return work


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
