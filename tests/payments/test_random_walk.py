"""Whatever happens in whatever order, the books stay even: months owed, changed, paid, returned, contradicted, lost."""

import random
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.db.models import Sum

from juxian.payments import actions
from juxian.payments.judging import DECISIONS
from juxian.payments.models import BankReplyLine, Batch, Entry, LedgerAccount, Payment, PaymentPart
from juxian.payments.queries import balances, reconciliation
from juxian.payments.states import BatchState, PaymentState
from tests.cast import Cast
from tests.payments.batches import Office, computed, make_office, payments, return_file, statement, take_in
from tests.payments.money import POLICY, owe, usable

STEPS = 14
CODES = ["0000", "0000", "0000", "1001", "9999"]


class Walk:
    """Random events in the life of one policy."""

    def __init__(self, office: Office, seed: int):
        self.office, self.chance, self.serial = office, random.Random(seed), 100
        self.steps: list[Callable[[], object]] = [self.owe, self.pay, self.answer, self.settle, self.repay, self.lose]

    def step(self) -> None:
        self.chance.choice(self.steps)()

    def owe(self) -> None:
        member = self.chance.choice(self.office.payees)
        fen = self.chance.choice([80_000, 150_000, -30_000, -80_000, 1])
        owe(member, (date(2025, self.chance.randint(1, 3), 1), fen), kind="correction")

    def pay(self) -> None:
        batch = computed(self.office)
        if not batch.count:
            return
        actions.review_batch(batch, by=self.office.he)
        actions.submit_batch(actions.seal_batch(batch, by=self.office.shen), by=self.office.qian)

    def answer(self) -> None:
        batch = self._one(Batch.objects.filter(submitted_at__isnull=False))
        if batch is None:
            return
        rows = [(row.number, row.amount_fen - self.chance.choice([0] * 9 + [1])) for row in payments(batch)]
        told = [(number, fen, self.chance.choice(CODES)) for number, fen in rows]
        said = {"0000": "PAID", "1001": "BACK", "9999": "BACK"}
        is_return = self.chance.random() < 0.5
        content = return_file(told) if is_return else statement([(n, fen, said[code]) for n, fen, code in told])
        self.serial += 1
        kind = "return" if is_return else "statement"
        take_in(batch, content + b"\r\n" * self.serial, self.office, kind=kind)

    def settle(self) -> None:
        line = self._one(BankReplyLine.objects.open())
        if line is not None:
            decision = self.chance.choice(DECISIONS[line.fault])
            actions.settle_difference(line, decision=decision, reason="银行查询回单", by=self.office.shen)

    def repay(self) -> None:
        payment = self._one(Payment.objects.filter(state=PaymentState.RETURNED))
        if payment is None:
            return
        if self.chance.random() < 0.5:
            self.serial += 1
            member = next(each for each in self.office.payees if each.person.pk == payment.person_id)
            usable(member, self.serial)
        elif not payment.successors.exclude(state=PaymentState.DROPPED).exists():
            actions.repay_returned(payment, reason="银行系统故障", by=self.office.qian)

    def lose(self) -> None:
        batch = self._one(Batch.objects.filter(state=BatchState.SUBMITTED))
        if batch is None:
            return
        actions.mark_unknown_payments(batch)
        for payment in payments(batch):
            if payment.state == PaymentState.UNKNOWN:
                arrived = self.chance.random() < 0.5
                actions.resolve_unknown(payment, arrived=arrived, reason="银行查询回单", by=self.office.shen)

    def _one(self, rows: object) -> object:
        found = list(rows)  # type: ignore[call-overload]
        return self.chance.choice(found) if found else None


def check() -> None:
    """What must hold after every event."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    assert (Entry.objects.aggregate(total=Sum("amount_fen"))["total"] or 0) == 0
    for row in balances(POLICY).values():
        assert row.owed_fen == row.payable_fen + row.in_flight_fen + row.paid_fen
    paid = Payment.objects.filter(state=PaymentState.SETTLED).aggregate(total=Sum("amount_fen"))["total"] or 0
    booked = Entry.objects.filter(account=LedgerAccount.BANK).aggregate(total=Sum("amount_fen"))["total"] or 0
    assert paid == booked
    live = PaymentPart.objects.filter(is_live=True)
    assert {part.payment.state for part in live.select_related("payment")} <= {"planned", "in_flight", "unknown"}
    for payment in Payment.objects.prefetch_related("parts"):
        assert payment.amount_fen == sum(part.amount_fen for part in payment.parts.all()) > 0


@pytest.mark.parametrize("seed", range(2))
def test_the_books_stay_even(cast: Cast, seed: int) -> None:
    office = make_office(cast, 3)
    walk = Walk(office, seed)
    for _ in range(STEPS):
        walk.step()
        check()
    assert Payment.objects.exists()
    for batch in Batch.objects.filter(sealed_at__isnull=False):
        found = reconciliation(batch).differences
        assert [each for each in found if str(each.other) in {"台账拨付", "银行文件", "台账已付"}] == []
