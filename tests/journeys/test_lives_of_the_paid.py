"""Seven lives over five months, each as it happens: whatever changes, paid = owed to the fen, and the bank's file, its
return, its statement and the ledger say the same.

Month by month: the run, the grant, the batch, the bank. On the way one worker changes the employer, one certificate is
revoked after a payment, one worker is promoted, one transfer comes back, one month of insurance is reported late, and
one is taken back. The same with 154 people and fourteen months is the demo."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db.models import Sum

from juxian.benefits.queries.stacking import forbidden_pairs
from juxian.benefits.queries.statement import account_words, statement_lines
from juxian.credentials.models import Credential
from juxian.kit import clock
from juxian.payments import actions
from juxian.payments.models import BankAccount, Batch, Entry, Obligation, Recovery
from juxian.payments.queries import balances, reconciliation, statement_of
from juxian.payments.tasks import activate_due_accounts
from juxian.registers.models import EmployerPlace
from tests.benefits.conftest import fang, one_engine
from tests.benefits.runs import posted
from tests.benefits.town import (
    GOLD,
    aware,
    certify,
    deliver,
    employed,
    insured,
    note,
    open_registers,
)
from tests.cast import Cast, Member, cast, finance_team, make_member, uscc
from tests.jobs import run_jobs
from tests.payments import batches
from tests.payments.money import proposed, usable

__all__ = ["cast", "fang", "one_engine"]
DECEMBER = dt.date(2024, 12, 1)
JANUARY, FEBRUARY, MARCH, APRIL = RUNS = [dt.date(2025, month, 1) for month in (1, 2, 3, 4)]
FOUND_ON = dt.date(2024, 12, 2)
NEXT_DOOR = uscc(880_002)  # another employer of the district
TECHNICIAN, SENIOR_TECHNICIAN, SENIOR = 150_000, 200_000, 80_000  # fen a month
NAMES = ["steady", "mover", "revoked", "promoted", "returned", "late", "taken_back"]
# What each is owed from December to April, worked out by hand.
OWED = {
    "steady": [TECHNICIAN] * 5,
    "mover": [SENIOR_TECHNICIAN] * 5,
    "revoked": [TECHNICIAN, TECHNICIAN, 0, 0, 0],
    "promoted": [SENIOR, SENIOR, SENIOR, TECHNICIAN, TECHNICIAN],
    "returned": [TECHNICIAN] * 5,
    "late": [TECHNICIAN] * 5,
    "taken_back": [TECHNICIAN, 0, TECHNICIAN, TECHNICIAN, TECHNICIAN],
}


class Lives:
    """The town and its till. Files of a month arrive on the fifth, everybody is paid on the twelfth."""

    def __init__(self, cast: Cast, reviewer: Member):
        self.cast, self.reviewer = cast, reviewer
        self.office = batches.Office(cast, *finance_team(cast))
        self.people = {name: make_member(f"城里{place}") for place, name in zip("甲乙丙丁戊己庚", NAMES, strict=True)}
        self.certificates: dict[str, Credential] = {}

    def begin(self) -> None:
        """Recognised in December, or a year before; employed, and each with an account."""
        open_registers()
        deliver("employer", [EmployerPlace(employer=NEXT_DOOR, kind="enterprise", from_on=DECEMBER)], aware(FOUND_ON))
        for serial, (name, member) in enumerate(self.people.items(), start=1):
            level, on = ("senior", dt.date(2023, 11, 6)) if name == "promoted" else ("technician", FOUND_ON)
            level = "senior_technician" if name == "mover" else level
            self.certificates[name] = certify(member.person, level, on)
            usable(member, serial)
        deliver("contract", [employed(member.person) for member in self.people.values()], aware(FOUND_ON))
        self.insure(DECEMBER, self.people)

    def insure(self, month: dt.date, names: Collection[str], employer: str = "", status: str = "paid") -> None:
        """A file about a month, on the day it comes."""
        options = {"employer": employer} if employer else {}
        deliver(
            "insurance",
            [row for name in names for row in insured(self.people[name].person, [month], status=status, **options)],
        )

    def insure_all(self, month: dt.date, but: str = "") -> None:
        """Everybody, one of them at the employer next door."""
        self.insure(month, [name for name in NAMES if name not in ("mover", but)])
        self.insure(month, ["mover"], employer=NEXT_DOOR)

    def settle(self, month: dt.date, returned: Collection[str] = ()) -> Batch:
        """The run, and the batch from draft to the bank's two papers."""
        with clock.at(aware(month.replace(day=12))):
            posted(self.cast.lin.actor, self.reviewer.actor, month=month)
            batch = batches.submitted(self.office, month=month)
            keys = {self.people[name].person.pk for name in returned}
            back = [payment for payment in batches.payments(batch) if payment.person_id in keys]
            batches.answer(batch, self.office, back)
            batches.answer(batch, self.office, back, kind="statement")
            run_jobs()
        return batches.again(batch)

    def fen_of(self, batch: Batch) -> dict[str, int]:
        """What a batch pays to whom."""
        names = {member.person.pk: name for name, member in self.people.items()}
        return {names[payment.person_id]: payment.amount_fen for payment in batches.payments(batch)}


def test_whatever_happens_in_seven_lives_what_is_owed_is_paid(cast: Cast, fang: Member, one_engine: None) -> None:
    lives = Lives(cast, fang)
    with clock.at(aware(FOUND_ON)):
        lives.begin()

    # January: one transfer comes back, and another account is named.
    with clock.at(aware(dt.date(2025, 1, 5))):
        lives.insure(JANUARY, NAMES)
    first = lives.settle(JANUARY, returned=["returned"])
    assert first.state == "returned"
    assert lives.fen_of(first)["returned"] == 2 * TECHNICIAN
    assert "账户已销户" in str(account_words(lives.people["returned"].person).text)
    name_another_account(lives.people["returned"], dt.date(2025, 1, 20))

    # February: one is missing in the file of the insurance, one has changed the employer, one is promoted.
    with clock.at(aware(dt.date(2025, 2, 10))):
        lives.insure_all(FEBRUARY, but="late")
        deliver("contract", [employed(lives.people["mover"].person, dt.date(2025, 2, 3), employer=NEXT_DOOR)])
        certify(lives.people["promoted"].person, "technician", dt.date(2025, 2, 10))
    second = lives.fen_of(lives.settle(FEBRUARY))
    assert "late" not in second
    assert (second["returned"], second["mover"]) == (3 * TECHNICIAN, SENIOR_TECHNICIAN)
    assert second["promoted"] == SENIOR

    # March: the missing month arrives, a certificate was revoked after a payment, a month of insurance was none.
    with clock.at(aware(dt.date(2025, 2, 20))):
        note(lives.certificates["revoked"], "revoke", clock.now())
    with clock.at(aware(dt.date(2025, 3, 5))):
        lives.insure(FEBRUARY, ["late"])
        lives.insure(JANUARY, ["taken_back"], status="refunded")
        lives.insure_all(MARCH)
    third = lives.fen_of(lives.settle(MARCH))
    assert "revoked" not in third
    assert third["late"] == 2 * TECHNICIAN
    assert (third["taken_back"], third["promoted"]) == (TECHNICIAN // 2, TECHNICIAN)
    february = statement_lines(lives.people["revoked"].person)[0]
    assert (february.money.month, february.state) == (FEBRUARY, "多发，待抵扣或退回")
    pay_back_in_parts(lives, count=3)

    # April: the rest of what was taken back is netted.
    with clock.at(aware(dt.date(2025, 4, 5))):
        lives.insure_all(APRIL)
    assert lives.fen_of(lives.settle(APRIL))["taken_back"] == TECHNICIAN // 2

    assert_everybody_has_what_is_owed(lives)
    assert_every_paper_agrees()
    assert_every_difference_names_what_changed(lives)


def name_another_account(member: Member, day: dt.date) -> BankAccount:
    """It cools for three days, then money goes there."""
    with clock.at(aware(day)):
        account = proposed(member, serial=99)
    with clock.at(aware(day + dt.timedelta(days=4))):
        activate_due_accounts()
        run_jobs()
    account.refresh_from_db()
    assert account.state == "active"
    return account


def pay_back_in_parts(lives: Lives, count: int) -> None:
    """Finance claims what was paid after the certificate was gone; it comes back in instalments."""
    qian, person = lives.office.qian, lives.people["revoked"].person
    with clock.at(aware(dt.date(2025, 3, 14))):
        recovery = Recovery.objects.filter(person=person).first() or actions.claim_back(
            person, policy=GOLD, reason="证书已于2025年2月20日撤销，2月不应享受。", by=qian
        )
        assert recovery.amount_fen == TECHNICIAN
        actions.agree_instalments(recovery, count=count, first_due_on=dt.date(2025, 3, 20), by=qian)
    with clock.at(aware(dt.date(2025, 3, 20))):
        for part in recovery.instalments.order_by("number"):
            actions.record_repayment(
                part, paid_on=clock.today(), paid_fen=part.amount_fen, reference=f"缴款{part.number}", by=qian
            )
        run_jobs()
    recovery.refresh_from_db()
    assert recovery.state == "collected"


def assert_everybody_has_what_is_owed(lives: Lives) -> None:
    """Month by month, in the ledger and in the person's own statement; nothing is left open on either side."""
    found = balances(GOLD)
    for name, member in lives.people.items():
        assert by_month(name, [(month, row.owed_fen) for (key, month), row in found.items() if key == member.person.pk])
        assert by_month(name, [(line.month, line.paid_fen) for line in statement_of(member.person)])
    assert {(row.payable_fen, row.in_flight_fen) for row in found.values()} == {(0, 0)}
    assert Entry.objects.aggregate(sum=Sum("amount_fen"))["sum"] == 0
    assert forbidden_pairs() == []


def by_month(name: str, rows: Sequence[tuple[dt.date, int]]) -> bool:
    wanted = dict(zip([DECEMBER, *RUNS], OWED[name], strict=True))
    assert {month: fen for month, fen in rows if fen} == {month: fen for month, fen in wanted.items() if fen}, name
    return True


def assert_every_paper_agrees() -> None:
    """Batch = ledger = bank file, and what arrived = books = return = statement, for each of the four."""
    arrived = 0
    for batch in Batch.objects.all():
        papers = reconciliation(batch)
        assert papers.is_even, batch.number
        fen = {figure.key: figure.total_fen for figure in papers.figures}
        assert fen["planned"] == fen["ledger"] == fen["file"]
        assert fen["answered"] == fen["booked"] == fen["return"] == fen["statement"]
        arrived += fen["answered"] or 0
    assert arrived == sum(map(sum, OWED.values())) + TECHNICIAN  # what was paid back had arrived first


def assert_every_difference_names_what_changed(lives: Lives) -> None:
    """Each correction says which fact it was, before and after."""
    rows = Obligation.objects.exclude(kind="regular").exclude(month=DECEMBER)
    said = {(row.person_id, row.month, row.amount_fen, row.changed[0]["what"]) for row in rows}
    of = {name: member.person.pk for name, member in lives.people.items()}
    assert said == {
        (of["late"], FEBRUARY, TECHNICIAN, "district_insured_months"),
        (of["taken_back"], JANUARY, -TECHNICIAN, "district_insured_months"),
        (of["revoked"], FEBRUARY, -TECHNICIAN, "gold_certificate_status"),
    }
