"""What other offices say of the demo's people: where they work, who insured them when, whom the city's scheme pays.

Sent as files and taken in by the registrar, with the slips that happen: somebody is forgotten in one month and comes
later, somebody changes the employer, one contract ends."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from juxian.demo import register_files as files
from juxian.demo.applying import document_of
from juxian.demo.cases import Case, make_cases
from juxian.demo.cast import TIME_ZONE, District
from juxian.demo.graduates import Graduate
from juxian.demo.register_files import Employer, Human, Job
from juxian.kit import clock
from juxian.kit.codes import synthetic_identity_number
from juxian.policy.dates import add_months, month_index

FIRST_MONTH = dt.date(2023, 11, 1)  # of the first certificates
MOVED_ON, MOVED_TO = dt.date(2024, 4, 15), dt.date(2024, 4, 22)  # a technician changes the employer
LEFT_ON = dt.date(2024, 9, 20)  # a senior technician leaves the district
FORGOTTEN = dt.date(2024, 6, 1)  # a technician is missing in this month's file


@dataclass
class Worker:
    """Somebody of the first cohort: what the office knows, and the person here."""

    case: Case
    person: Any
    human: Human
    jobs: list[Job] = field(default_factory=list)


@dataclass
class Town:
    """Everybody about whom other offices know something."""

    district: District
    workers: list[Worker]
    graduates: list[Graduate]

    def of_level(self, level: str) -> list[Worker]:
        return [worker for worker in self.workers if worker.case.level == level]

    @property
    def jobs(self) -> list[Job]:
        own = [job for worker in self.workers for job in worker.jobs]
        return own + [graduate.job for graduate in self.graduates]


def gather(district: District, persons: dict[str, Any], graduates: list[Graduate]) -> Town:
    """Bring the cohort together with what offices know. `persons` by document number: those with a certificate."""
    cases = [(document_of(case.worker), case) for case in make_cases(district)]
    workers = [
        Worker(case, persons[number], human, [Job(human, employer_of(case.employer), case.worker.since_on)])
        for number, case in cases
        if number in persons
        for human in [Human(case.worker.name, number)]
    ]
    town = Town(district, workers, graduates)
    _let_life_happen(town)
    return town


def employer_of(organisation: Any) -> Employer:
    return Employer(organisation.uscc, organisation.name)


def deliver_what_stands(town: Town, at: dt.datetime) -> None:
    """What is not monthly: places, contracts, two lists on which nobody of ours stands, the city's scheme."""
    nobody = Human("魏宗仁", number_of_nobody())
    organisations = [employer_of(organisation) for organisation in town.district.employers]
    with clock.at(at):
        _deliver(town, "employer", files.places(organisations))
        _deliver(town, "contract", files.contracts(town.jobs))
        _deliver(town, "dishonesty", [files.dishonest(nobody, dt.date(2022, 5, 6))])
        _deliver(town, "end", [files.ended(nobody, "退休", dt.date(2023, 2, 1))])  # untranslated: a word of the file
        _deliver(town, "scheme", _scheme(town.graduates))


def deliver_newcomers(town: Town, graduates: list[Graduate], at: dt.datetime) -> None:
    """The scheme took in more people; their contracts come with them."""
    with clock.at(at):
        _deliver(town, "contract", files.contracts(graduate.job for graduate in graduates))
        _deliver(town, "scheme", _scheme(graduates))


def deliver_retirement(town: Town, on: dt.date, at: dt.datetime) -> None:
    """Somebody retired, and the office that knows says so late."""
    with clock.at(at):
        row = files.ended(retired(town).human, "退休", on)  # untranslated: a word of the file
        _deliver(town, "end", [row])


def deliver_month(town: Town, month: dt.date, at: dt.datetime) -> None:
    """The insurance of a month, as it comes at the beginning of the next; in one month somebody is forgotten."""
    rows = files.insurance(town.jobs, month)
    if month == FORGOTTEN:
        number = forgotten(town).human.number
        rows = [row for row in rows if row["identity_number"] != number]
    with clock.at(at):
        _deliver(town, "insurance", rows, month)


def deliver_late_month(town: Town, at: dt.datetime) -> None:
    """Two months later the forgotten row arrives."""
    rows = files.insurance(forgotten(town).jobs, FORGOTTEN, status="补缴")  # untranslated: a word of the file
    with clock.at(at):
        _deliver(town, "insurance", rows, FORGOTTEN)


def deliver_rents(town: Town, quarter: dt.date, at: dt.datetime) -> None:
    """What the city paid for a quarter: 1,500 yuan each, by the rate of 6,000 a year in this district."""
    humans = [graduate.human for graduate in town.graduates if graduate.first_quarter <= quarter]
    with clock.at(at):
        rows = files.rents(humans, quarter, at.date(), months=3, amount_fen=150_000)
        _deliver(town, "rent", rows, at.date().replace(day=1))


def deliver_changed_contracts(town: Town, at: dt.datetime) -> None:
    """The contracts that ended or began since the first file."""
    changed = [job for worker in (mover(town), leaver(town)) for job in worker.jobs]
    with clock.at(at):
        _deliver(town, "contract", files.contracts(changed))


def mover(town: Town) -> Worker:
    """The technician who changes the employer, within the district and without a gap."""
    return town.of_level("technician")[2]


def leaver(town: Town) -> Worker:
    """The senior technician who leaves the district."""
    return town.of_level("senior_technician")[3]


def retired(town: Town) -> Worker:
    """The senior technician who retires, and of whom the office hears months later."""
    return town.of_level("senior_technician")[1]


def forgotten(town: Town) -> Worker:
    """The technician whom one month's file forgets."""
    return town.of_level("technician")[9]


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every month from the first to the last."""
    count = month_index(last) - month_index(first) + 1
    return [month for number in range(count) if (month := add_months(first, number))]


def instant(year: int, month: int, day: int, hour: int = 10) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=TIME_ZONE)


def _scheme(graduates: list[Graduate]) -> list[files.Row]:
    """Whom the city's scheme took in, two months after they began."""
    rows = []
    for graduate in graduates:
        began = graduate.job.from_on
        rows += files.scheme([graduate.human], began + dt.timedelta(days=62), began)
    return rows


def number_of_nobody() -> str:
    """The document number of somebody who never comes to this office."""
    return synthetic_identity_number(498, dt.date(1962, 12, 1), "male")


def _let_life_happen(town: Town) -> None:
    """Jobs end and begin."""
    moving, leaving = mover(town), leaver(town)
    others = [one for one in town.district.employers if one.pk != moving.case.employer.pk]
    first = replace(moving.jobs[0], until_on=MOVED_ON)
    moving.jobs = [first, Job(moving.human, employer_of(others[0]), MOVED_TO)]
    leaving.jobs = [replace(leaving.jobs[0], until_on=LEFT_ON)]


def _deliver(town: Town, register: str, rows: Iterable[files.Row], month: dt.date | None = None) -> None:
    delivery = files.deliver(files.csv_file(register, list(rows)), register, month, by=town.district.officers["du"])
    if delivery.faults:
        raise ValueError(f"{register}: {delivery.faults[:3]}")
