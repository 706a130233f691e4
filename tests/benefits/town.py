"""A small town: people with certificates, and what other offices deliver about them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from juxian.credentials.models import Credential, CredentialEvent
from juxian.kit import clock
from juxian.people.models import Person
from juxian.policy.dates import add_months, month_index
from juxian.registers.kinds import INSURED
from juxian.registers.models import (
    Contract,
    Delivery,
    EmployerPlace,
    InsuranceMonth,
    LifeEnd,
    RentPayment,
    Row,
    SchemeMember,
    Subject,
)
from juxian.registers.states import DeliveryState
from tests.cast import make_person, uscc
from tests.credentials.factories import make_credential

GOLD = "gold_allowance"
RECOGNISED_ON = dt.date(2023, 11, 6)  # the ceremony of the first 154
EMPLOYER = uscc(880_001)
FIRST, LAST = dt.date(2023, 1, 1), dt.date(2025, 3, 1)


def aware(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    count = month_index(last) - month_index(first) + 1
    return [month for number in range(count) if (month := add_months(first, number))]


def certify(person: Person, level: str = "technician", on: dt.date = RECOGNISED_ON) -> Credential:
    """A certificate with the first entry of its history, as its issue writes it."""
    credential = make_credential(person, level=level, issued_on=on)
    note(credential, "issue", aware(on))
    return credential


def note(credential: Credential, event: str, at: dt.datetime) -> None:
    """An entry of the history alone: facts are read from nothing else."""
    CredentialEvent.objects.create(credential=credential, event=event, happened_at=at, done_by="测试", reason="测试")


def deliver(register: str, rows: Iterable[Row], at: dt.datetime | None = None) -> None:
    """Files taken in at an instant with these rows; a monthly register has one file a month."""
    by_month: dict[dt.date | None, list[Row]] = {}
    for row in rows:
        by_month.setdefault(getattr(row, "month", None), []).append(row)
    files = {month: _file(register, month, at or clock.now()) for month in by_month}
    Delivery.objects.bulk_create(files.values())
    for month, lines in by_month.items():
        for number, row in enumerate(lines, start=2):
            row.delivery, row.number = files[month], number
    every = [row for lines in by_month.values() for row in lines]
    type(every[0]).objects.bulk_create(every)


def _file(register: str, month: dt.date | None, at: dt.datetime) -> Delivery:
    return Delivery(
        register=register,
        month=month,
        state=DeliveryState.TAKEN_IN,
        state_since_at=at,
        taken_in_at=at,
        file_name=f"{register}.xlsx",
        sha256=uuid4().hex * 2,
        sent_by="测试",
    )


def subject_of(person: Person) -> Subject:
    number = person.identity_number.open()
    found = Subject.objects.filter(identity_index=person.identity_index).first()
    return found or Subject.objects.create(identity_number=number, identity_tail=number[-4:], name=person.name)


def insured(person: Person, wanted: Iterable[dt.date], status: str = INSURED[0], employer: str = EMPLOYER) -> list[Row]:
    """One row a month."""
    subject = subject_of(person)
    return [InsuranceMonth(subject=subject, employer=employer, month=month, status=status) for month in wanted]


def employed(
    person: Person, from_on: dt.date = FIRST, until_on: dt.date | None = None, employer: str = EMPLOYER
) -> Row:
    return Contract(
        subject=subject_of(person),
        employer=employer,
        from_on=from_on,
        until_on=until_on,
        is_open_ended=until_on is None,
    )


def ended(person: Person, kind: str, on: dt.date) -> Row:
    return LifeEnd(subject=subject_of(person), kind=kind, happened_on=on)


def open_registers(at: dt.datetime | None = None) -> None:
    """Every register has delivered something: what it does not say has not happened."""
    at = at or aware(FIRST)
    other = make_person("无关的人", with_account=False)
    deliver("employer", [EmployerPlace(employer=EMPLOYER, kind="enterprise", from_on=dt.date(2010, 1, 1))], at)
    deliver("end", [ended(other, "retirement", dt.date(2020, 1, 1))], at)
    deliver("dishonesty", _dishonest(other), at)


def _dishonest(other: Person) -> list[Row]:
    from juxian.registers.models import DishonestyEntry

    day = dt.date(2019, 1, 1)
    return [DishonestyEntry(subject=subject_of(other), listed_on=day, removed_on=dt.date(2020, 1, 1))]


def settle(people: Iterable[Person], last: dt.date = LAST, at: dt.datetime | None = None) -> None:
    """All of them work here and are insured in every month until the last."""
    people = list(people)
    if not people:
        return
    deliver("contract", [employed(person) for person in people], at or aware(FIRST))
    deliver("insurance", [row for person in people for row in insured(person, months(FIRST, last))], at or aware(FIRST))


def deliver_scheme(people: Iterable[Person], *, rent_from: dt.date, rent_months: int) -> None:
    """The city took these graduates into its half-rent scheme, and paid their rent for a period in the district."""
    since = rent_from - dt.timedelta(days=120)
    subjects = [subject_of(person) for person in people]
    taken_in = {"degree": "bachelor", "is_full_time": True, "qualified_on": rent_from, "first_insured_on": since}
    deliver("scheme", [SchemeMember(subject=subject, **taken_in) for subject in subjects])
    paid = {"from_month": rent_from, "months": rent_months, "amount_fen": 50_000 * rent_months, "division": "350211"}
    deliver("rent", [RentPayment(subject=subject, paid_on=clock.today(), **paid) for subject in subjects])


def make_town(levels: Iterable[str] = ("technician", "senior", "senior_technician"), **options: Any) -> list[Person]:
    """Recognised people who work here and are insured."""
    open_registers()
    people = [make_person(f"城里人{number}", with_account=False) for number, _ in enumerate(levels)]
    for person, level in zip(people, levels, strict=True):
        certify(person, level, **options)
    settle(people)
    return people
