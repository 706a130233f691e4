"""From what is owed to what arrived: one batch all the way, paid = owed to the fen."""

from juxian.payments import actions
from juxian.payments.models import Entry, LedgerAccount
from juxian.payments.queries import balances, statement_of
from tests.cast import Cast
from tests.payments.batches import again, answer, dropped_file, make_office, payments, submitted
from tests.payments.money import JANUARY, POLICY


def test_what_is_owed_is_paid_to_the_fen(cast: Cast) -> None:
    office = make_office(cast)
    batch = submitted(office)

    assert (batch.state, batch.count, batch.total_fen) == ("submitted", 3, 900_000)
    assert batch.delivered_at
    assert dropped_file(batch).read_bytes() == actions.export_file(batch, by=office.qian)[1]
    answer(batch, office)
    batch = again(batch)
    assert batch.state == "settled"
    assert {row.state for row in payments(batch)} == {"settled"}
    found = balances(POLICY)
    assert sum(row.paid_fen for row in found.values()) == sum(row.owed_fen for row in found.values()) == 900_000
    assert {row.payable_fen + row.in_flight_fen for row in found.values()} == {0}
    assert sum(Entry.objects.values_list("amount_fen", flat=True)) == 0
    lines = statement_of(office.payees[0].person)
    assert (lines[0].month, lines[0].paid_fen, lines[0].state) == (JANUARY, 150_000, "settled")
    assert Entry.objects.filter(account=LedgerAccount.BANK).count() == 6
