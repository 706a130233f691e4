"""What other offices have delivered, and a question about it, for the walker."""

from typing import Any

from juxian.demo.register_files import Human, csv_file, dishonest, wrong_digit
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.uploads import accept_upload
from juxian.registers.actions import ask_about_fact, send_delivery, take_in_rows
from juxian.registers.actions.rows import Line
from juxian.registers.importers import check_file
from juxian.registers.models import Subject
from juxian.registers.permissions import FILE
from tests.cast import Cast


def office_deliveries(cast: Cast) -> dict[str, Any]:
    """A file that waits to be taken in, with a wrong row in it, and somebody whom it names."""
    day, by = clock.today().replace(day=1), cast.du.actor
    humans = [Human(member.person.name, member.person.identity_number.open()) for member in (cast.lv, cast.chen)]
    rows = wrong_digit([dishonest(human, day) for human in humans])
    upload = accept_upload(csv_file("dishonesty", rows), kinds=("csv",), by=by, purpose=FILE)
    delivery = check_file(send_delivery(upload, register="dishonesty", by=by))
    person = cast.lv.person
    line = Line(9, {"listed_on": day, "removed_on": day, "is_void": False}, person.name, humans[0].number)
    subject = Subject.objects.get(identity_index=person.identity_index)  # the promise of this worker made it
    take_in_rows(delivery, lines=[_indexed(line, subject.identity_index)], done_count=1)
    return {"register_file": delivery, "subject": subject}


def asked(person: Any, by: Actor) -> Any:
    """A person's open question."""
    return ask_about_fact(person, register="insurance", question=f"{person.name}说少了一个月", by=by)


def _indexed(line: Line, index: str) -> Line:
    return Line(line.number, line.values, line.name, line.identity_number, index)
