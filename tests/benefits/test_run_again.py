"""Facts that change at random between runs: the ledger is what the law says, each difference says why, and a run of
the same month again adds nothing."""

import datetime as dt
import random

import pytest

from juxian.benefits.models import Run
from juxian.benefits.queries.window import window_of
from juxian.credentials.models import Credential
from juxian.kit import clock
from juxian.payments.models import Obligation
from juxian.payments.queries.obligation import obligations_by_month
from juxian.people.models import Person
from tests.benefits.runs import posted
from tests.benefits.town import aware, deliver, ended, insured, make_town, note
from tests.cast import Cast, Member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_engine")]
ROUNDS = 3


def test_however_facts_change_the_ledger_is_what_the_law_says(cast: Cast, fang: Member):
    chance = random.Random(20_231_106)
    people = make_town(("technician", "senior_technician", "technician", "special_grade"))
    for turn in range(ROUNDS):
        with clock.at(aware(dt.date(2025, 3, 12 + turn))):
            for person in people:
                _something_happens(person, chance)
            run = posted(cast.lin.actor, fang.actor)
        assert _ledger() == _law(run)
        differences = Obligation.objects.filter(run_id=run.pk).exclude(kind="regular")
        assert all(row.changed and row.changed[0]["what"] != "amount" for row in differences)
    with clock.at(aware(dt.date(2025, 3, 12 + ROUNDS))):
        again = posted(cast.lin.actor, fang.actor)
    assert again.posted_count == 0


def _something_happens(person: Person, chance: random.Random) -> None:
    """A month of insurance that was not, or is again; a certificate suspended, taken up again or revoked; a death."""
    month = dt.date(2024, chance.randrange(1, 13), 1)
    status = chance.choice(["refunded", "owed", "paid_late"])
    deliver("insurance", insured(person, [month], status=status))
    kind = chance.randrange(6)
    if kind < 3:
        event = ("suspend", "resume", "revoke")[kind]
        note(Credential.objects.get(holder=person), event, clock.now() - dt.timedelta(days=chance.randrange(40)))
    elif kind == 3:
        deliver("end", [ended(person, "retirement", dt.date(2025, 1, chance.randrange(1, 28)))])


def _ledger() -> dict[tuple[str, dt.date], int]:
    rows = obligations_by_month().select("person", "month", "amount_fen").iter_rows()
    return {(person, month): fen for person, month, fen in rows if fen}


def _law(run: Run) -> dict[tuple[str, dt.date], int]:
    rows = window_of(run).results.select("person", "month", "amount_fen").iter_rows()
    return {(person, month): fen for person, month, fen in rows if fen}
