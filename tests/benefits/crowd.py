"""Many people at once, with what the law owes each of them worked out by hand: no engine has a part in it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from juxian.benefits.models import Entitlement, Run
from juxian.benefits.states import EntitlementState
from juxian.credentials.models import Credential, CredentialEvent
from juxian.kit import clock
from juxian.kit.codes import synthetic_identity_number
from juxian.people.models import IdentityKind, Person, Trust
from juxian.registers.models import Contract, InsuranceMonth, LifeEnd, Subject
from tests.benefits.town import EMPLOYER, GOLD, aware, deliver, open_registers

JANUARY, FEBRUARY, MARCH = dt.date(2025, 1, 1), dt.date(2025, 2, 1), dt.date(2025, 3, 1)
MONTHS = (JANUARY, FEBRUARY, MARCH)
RECOGNISED_ON = dt.date(2025, 2, 10)
AT_ONCE = 5_000
RATES = {"technician": 150_000, "senior": 0, "senior_technician": 200_000, "special_grade": 250_000, "chief": 300_000}
LEVELS = tuple(RATES)


def make_crowd(count: int) -> None:
    """People recognised in February: 高级工 wait for a year; every seventh is not insured in March, every eleventh
    died in February, every thirteenth lost the certificate in March."""
    open_registers(aware(dt.date(2025, 1, 2)))
    for start in range(0, count, AT_ONCE):
        _settle(range(start, min(start + AT_ONCE, count)))


def owed_to(number: int) -> dict[dt.date, int]:
    """What person `number` is owed by month, by hand."""
    rate = RATES[LEVELS[number % len(LEVELS)]]
    owes_march = number % 7 and number % 11 and number % 13
    months = [FEBRUARY, *([MARCH] if owes_march else [])]
    return {month: rate for month in months if rate}


def owed_to_all(count: int) -> dict[tuple[str, dt.date], int]:
    """The same by name and month, for everybody."""
    return {(name_of(number), month): fen for number in range(count) for month, fen in owed_to(number).items()}


def name_of(number: int) -> str:
    return f"众{number:06d}"


def grant_all(run: Run) -> None:
    """A promise that is granted for everybody who was judged."""
    people = list(run.findings.values_list("person_id", flat=True))
    now = clock.now()
    rows = (
        Entitlement(person_id=key, policy=GOLD, state=EntitlementState.GRANTED, granted_at=now, state_since_at=now)
        for key in people
    )
    Entitlement.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def _settle(numbers: range) -> None:
    people = [make_someone(number) for number in numbers]
    Person.objects.bulk_create(people)
    _certify(list(zip(numbers, people, strict=True)))
    subjects = [make_subject(person) for person in people]
    Subject.objects.bulk_create(subjects)
    pairs = list(zip(numbers, subjects, strict=True))
    at = aware(dt.date(2025, 1, 2)) + dt.timedelta(minutes=1 + numbers.start)
    deliver(
        "contract", [Contract(subject=s, employer=EMPLOYER, from_on=JANUARY, is_open_ended=True) for _n, s in pairs], at
    )
    deliver("insurance", list(_insured(pairs)), at)
    dead = [LifeEnd(subject=s, kind="death", happened_on=dt.date(2025, 2, 20)) for n, s in pairs if n % 11 == 0]
    deliver("end", dead, at)


def _insured(pairs: list[tuple[int, Subject]]) -> Iterator[Any]:
    for number, subject in pairs:
        for month in MONTHS:
            if month != MARCH or number % 7:
                yield InsuranceMonth(subject=subject, employer=EMPLOYER, month=month, status="paid")


def make_someone(number: int) -> Person:
    """A person, not saved yet."""
    birth_on = dt.date(1970, 1, 1) + dt.timedelta(days=number // 499)
    person = Person(birth_on=birth_on, sex="male", trust=Trust.DOCUMENT)
    person.set_name(name_of(number))
    person.set_identity(IdentityKind.CITIZEN_ID, synthetic_identity_number(number % 499, birth_on, "male"))
    return person


def make_subject(person: Person) -> Subject:
    """The same human as other offices know them, not saved yet."""
    number = person.identity_number.open()
    return Subject(identity_number=number, identity_tail=number[-4:], name=person.name)


def _certify(people: list[tuple[int, Person]]) -> None:
    rows = certify_all([(number, person, LEVELS[number % len(LEVELS)]) for number, person in people], RECOGNISED_ON)
    lost = [row for (number, _p), row in zip(people, rows, strict=True) if number % 13 == 0]
    CredentialEvent.objects.bulk_create(_entry(row, "revoke", dt.date(2025, 3, 5)) for row in lost)


def certify_all(people: list[tuple[int, Person, str]], on: dt.date) -> list[Credential]:
    """Certificates with the first entry of their history, by number, person and level."""
    rows = [_credential(number, person, level, on) for number, person, level in people]
    Credential.objects.bulk_create(rows)
    CredentialEvent.objects.bulk_create(_entry(row, "issue", on) for row in rows)
    return rows


def _entry(credential: Credential, event: str, on: dt.date) -> CredentialEvent:
    return CredentialEvent(credential=credential, event=event, happened_at=aware(on), done_by="测试", reason="测试")


def _credential(number: int, person: Person, level: str, on: dt.date) -> Credential:
    return Credential(
        number=f"众{number:08d}",
        holder=person,
        holder_name=person.name,
        level=level,
        occupation_code="6-18-02-04",
        occupation_name="焊工",
        origin_type="tests.Origin",
        origin_id=uuid4(),
        issued_on=on,
        published_on=on,
    )
