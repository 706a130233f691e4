"""What is owed enters the books once, and the books cannot be altered by anybody."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from juxian.kit import clock
from juxian.kit.identifiers import uuid7
from juxian.kit.models import AuditEvent
from juxian.payments.actions import ObligationRow, post_obligations
from juxian.payments.ledger import Move, book
from juxian.payments.models import Entry, LedgerAccount, Payee, Payment, PaymentPart
from juxian.payments.queries import balances, obligations_by_month, obligations_until, paid_pairs, posted_of
from tests.cast import Cast
from tests.payments.batches import answer, make_office, payments, sealed, submitted
from tests.payments.money import FEBRUARY, JANUARY, POLICY, owe
from tests.people.audit import last


def rows(cast: Cast, *amounts: int) -> list[ObligationRow]:
    people = [cast.lv.person, cast.li.person]
    return [ObligationRow(person.pk, POLICY, JANUARY, fen) for person, fen in zip(people, amounts, strict=False)]


def test_a_run_is_posted_once_however_often_it_is_sent(cast: Cast) -> None:
    run = uuid4()
    first = post_obligations(run, rows=rows(cast, 80_000))
    again = post_obligations(run, rows=iter(rows(cast, 80_000, 150_000)))

    assert (first.count, first.total_fen) == (1, 80_000)
    assert (again.count, again.total_fen) == (1, 150_000)
    assert tuple(posted_of(run)) == (2, 230_000)
    assert Payee.objects.filter(policy=POLICY).count() == 2
    assert sum(row.payable_fen for row in balances(POLICY).values()) == 230_000
    assert last("payments.post_obligations").data["rows"] is None
    assert AuditEvent.objects.filter(name="payments_obligation.insert").count() == 2


def test_a_later_run_adds_the_difference(cast: Cast) -> None:
    owe(cast.lv, (JANUARY, 80_000), (FEBRUARY, 80_000))
    owe(cast.lv, (JANUARY, -30_000), kind="correction", changed=[{"what": "等级", "before": "技师", "after": "高级工"}])
    found = obligations_until(POLICY, [JANUARY]).to_dicts()
    assert found == [{"person_id": str(cast.lv.person.pk), "month": JANUARY, "amount_fen": 50_000}]
    assert sorted(obligations_by_month()["amount_fen"].to_list()) == [50_000, 80_000]
    assert balances(POLICY, [cast.lv.person.pk])[cast.lv.person.pk, JANUARY].owed_fen == 50_000
    assert balances(POLICY, [cast.li.person.pk]) == {}


def test_two_policies_paid_for_one_month_are_found(cast: Cast) -> None:
    office = make_office(cast, 1)
    other = "youth_living_subsidy"
    owe(office.payees[0], (JANUARY, 50_000), policy=other)
    answer(submitted(office), office)
    assert paid_pairs(POLICY, other) == []
    answer(submitted(office, policy=other), office)
    assert paid_pairs(POLICY, other) == [(office.payees[0].person.pk, JANUARY)]


def refused(statement: str, values: list[Any]) -> str:
    """Run raw SQL as the owner of the tables; return what the database says."""
    with pytest.raises(DatabaseError) as error:
        _execute(statement, values)
    return str(error.value)


def _execute(statement: str, values: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _save(*rows: Any) -> None:
    with transaction.atomic():
        for row in rows:
            row.save()
        _execute("SELECT 1", [])


@pytest.mark.parametrize("table", ["payments_obligation", "payments_entry"])
def test_the_books_refuse_every_change(cast: Cast, table: str) -> None:
    owe(cast.lv, (JANUARY, 80_000))
    assert "append-only" in refused(f"UPDATE {table} SET amount_fen = 1", [])
    assert "append-only" in refused(f"DELETE FROM {table}", [])


def test_a_journal_that_does_not_balance_is_refused(cast: Cast) -> None:
    person = cast.lv.person.pk
    journal = [uuid7(), uuid7(), clock.now(), person, JANUARY, uuid7()]
    says = refused(
        "INSERT INTO payments_entry (id, created_at, journal_id, at, person_id, month, cause_id, account, policy, "
        "amount_fen, cause) VALUES (%s, now(), %s, %s, %s, %s, %s, 'owed', 'x', 5, 'obligation')",
        journal,
    )
    assert "does not balance: 5 fen too much" in says


def test_the_same_cause_is_never_booked_twice(cast: Cast) -> None:
    move = Move(cast.lv.person.pk, POLICY, JANUARY, 100, LedgerAccount.EXPENSE, LedgerAccount.OWED)
    cause = uuid7()
    book("obligation", cause, [move])
    with pytest.raises(DatabaseError, match="booked_once"), transaction.atomic():
        book("obligation", cause, [move])
    assert Entry.objects.aggregate(total=Sum("amount_fen"))["total"] == 0


def test_what_was_planned_or_sealed_cannot_be_altered(cast: Cast) -> None:
    batch = sealed(make_office(cast, 1))
    payment = payments(batch)[0]
    assert "cannot be altered" in refused("UPDATE payments_payment SET amount_fen = 1 WHERE id = %s", [payment.pk])
    assert "append-only" in refused("UPDATE payments_paymentpart SET amount_fen = 1", [])
    assert "append-only" in refused("DELETE FROM payments_paymentpart", [])
    assert "is sealed" in refused("UPDATE payments_batch SET total_fen = 1", [])
    assert "append-only" in refused("UPDATE payments_sealedfile SET sha256 = repeat('0', 64)", [])
    assert "append-only" in refused("DELETE FROM payments_sealedfile", [])


def test_parts_that_miss_the_amount_are_refused(cast: Cast) -> None:
    payment = payments(sealed(make_office(cast, 1)))[0]
    part = PaymentPart(
        payment=payment, person=payment.person, policy=POLICY, month=JANUARY.replace(year=2024), amount_fen=1
    )
    with pytest.raises(DatabaseError, match="miss its amount by -1 fen"):
        _save(part)


def test_a_month_is_never_in_two_live_payments(cast: Cast) -> None:
    batch = sealed(make_office(cast, 1))
    first = payments(batch)[0]
    second = Payment(batch=batch, number="X", person=cast.lv.person, account=first.account, amount_fen=100)
    part = PaymentPart(payment=second, person=first.person, policy=POLICY, month=JANUARY, amount_fen=100)
    with pytest.raises(DatabaseError, match="one_live_payment_a_month"):
        _save(second, part)


def test_a_payment_that_ended_no_longer_holds_its_month(cast: Cast) -> None:
    office = make_office(cast, 1)
    batch = submitted(office)
    assert set(PaymentPart.objects.values_list("is_live", flat=True)) == {True}
    answer(batch, office, payments(batch))
    assert set(PaymentPart.objects.values_list("is_live", flat=True)) == {False}
