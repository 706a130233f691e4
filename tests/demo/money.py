"""Fourteen months of money in the demo: owed as the law says, paid to the fen, and every exception explained."""

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Sum

from juxian.benefits.models import DecisionRecord, Entitlement
from juxian.benefits.queries.decision import replay
from juxian.credentials.models import CredentialEvent
from juxian.payments.models import Batch, Entry, Obligation, Payment
from juxian.payments.queries import balances, reconciliation
from juxian.policy.dates import add_months

GOLD, YOUTH = "gold_allowance", "youth_living_subsidy"
FIRST = dt.date(2023, 11, 1)
# In yuan: the technicians and senior technicians of the first year; from July one is revoked, from October one has left
# and one senior worker is a technician, from November the other 39 senior workers have waited their year.
FOURTEEN_MONTHS = [32_500] * 8 + [31_000] * 3 + [30_500] + [61_700] * 2


def check_money() -> None:
    """Everything that fourteen months of the allowance have to have left in the books."""
    _check_months()
    _check_books()
    _check_exceptions()
    _check_the_young()
    _check_decisions()


def _check_months() -> None:
    months = [add_months(FIRST, number) for number in range(14)]
    rows = Obligation.objects.filter(policy=GOLD, month__in=months).values("month").annotate(total=Sum("amount_fen"))
    owed = {row["month"]: row["total"] // 100 for row in rows.order_by("month")}
    assert list(owed.values()) == FOURTEEN_MONTHS
    assert Entitlement.objects.filter(policy=GOLD, state="granted").count() == 61  # the 60, and who rose to 高级工


def _check_books() -> None:
    """Owed = paid = bank file = statement, month by month; the ledger is even."""
    assert Entry.objects.aggregate(total=Sum("amount_fen"))["total"] == 0
    for (_person, month), row in balances(GOLD).items():
        if month < dt.date(2025, 1, 1):
            assert (row.payable_fen, row.in_flight_fen) == (0, 0)
            assert row.paid_fen == row.owed_fen
    answered = Batch.objects.filter(state__in=["settled", "returned"])
    assert answered.count() >= 20
    for batch in answered:
        found = reconciliation(batch)
        assert found.is_even, f"{batch}: {found}"


def _check_exceptions() -> None:
    """The returned transfers were paid once; the forgotten month came as arrears that name the fact."""
    returned = list(Payment.objects.filter(state="returned"))
    assert len(returned) == 2
    for payment in returned:
        assert [one.state for one in payment.successors.all()] == ["settled"]
    late = Obligation.objects.get(policy=GOLD, month=dt.date(2024, 6, 1), kind="arrears")
    assert "district_insured_months" in str(late.changed)
    assert CredentialEvent.objects.filter(event="revoke", happened_at__year=2024).count() == 1
    recovered = Obligation.objects.filter(policy=GOLD, kind="overpayment")
    assert recovered.exists()
    assert all("retired_on" in str(row.changed) for row in recovered)


def _check_the_young() -> None:
    """1 + 1 from February 2023; at most 6,000 yuan a year."""
    rows: Any = Obligation.objects.filter(policy=YOUTH)
    assert rows.order_by("month").first().month == dt.date(2023, 2, 1)
    yearly = rows.values("person", "month__year").annotate(total=Sum("amount_fen"))
    assert max(row["total"] for row in yearly.order_by()) == 600_000
    states = Counter(Entitlement.objects.filter(policy=YOUTH).values_list("state", flat=True))
    assert states == {"granted": 8, "asked": 1, "disputed": 1, "held": 1, "declined": 1, "cleared": 1, "confirmed": 1}


def _check_decisions() -> None:
    """A decision of the first month says the same bytes again."""
    first = DecisionRecord.objects.filter(month=FIRST).first()
    assert first is not None
    found = replay(first)
    assert found.is_same
    assert found.is_signed
