"""Files of other offices about the cast. The default is the dullest file that is right."""

import datetime as dt
from typing import Any

from juxian.demo import register_files as files
from juxian.demo.register_files import Employer, Human, Job
from juxian.kit.access import Actor
from juxian.kit.codes import synthetic_identity_number
from juxian.people.models import Person
from juxian.registers.models import Delivery
from tests.cast import Cast

MARCH = dt.date(2025, 3, 1)
FEBRUARY = dt.date(2025, 2, 1)
JANUARY = dt.date(2025, 1, 1)
STRANGER = Human("欧阳远", synthetic_identity_number(498, dt.date(1991, 2, 3), "male"))


def human(person: Person) -> Human:
    """A person as offices know them."""
    return Human(person.name, person.identity_number.open())


class Desk:
    """杜敏 at her desk: files are made from jobs of the cast, sent and taken in by her."""

    def __init__(self, cast: Cast):
        self.cast = cast
        self.by: Actor = cast.du.actor
        self.here = Employer(cast.employer.uscc, cast.employer.name)
        self.there = Employer(cast.other_employer.uscc, cast.other_employer.name, from_on=None)
        self.lv, self.chen = human(cast.lv.person), human(cast.chen.person)
        self.jobs = [
            Job(self.lv, self.here, dt.date(2024, 1, 15), dt.date(2026, 12, 31)),
            Job(self.chen, self.there, dt.date(2024, 6, 1)),
        ]

    def insurance(self, month: dt.date = FEBRUARY, **options: Any) -> list[dict[str, str]]:
        return files.insurance(self.jobs, month, **options)

    def send(self, register: str, rows: list[dict[str, str]], month: dt.date | None = None, **options: Any) -> Delivery:
        """A file that was sent and read."""
        name = options.pop("name", "")
        return files.send(files.csv_file(register, rows, name), register, month, by=options.pop("by", self.by))

    def deliver(self, register: str, rows: list[dict[str, str]], month: dt.date | None = None) -> Delivery:
        """A file whose fit rows were taken in."""
        return files.deliver(files.csv_file(register, rows), register, month, by=self.by)

    def places(self) -> Delivery:
        return self.deliver("employer", files.places([self.here, self.there]))
